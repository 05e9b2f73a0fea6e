import { CoreError } from '../../errors.js';
import { safeSum } from '../tensor.js';
import { checkIntegers, resolveAxis } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Divides its input along `axis` into one output for each of `sizes`. */
export interface Split {
  readonly kind: 'split';
  readonly axis: number;
  readonly sizes: readonly number[];
}

export const split: LayerRules<Split> = {
  inputCount: ONE_INPUT,
  outputCount: ({ sizes }) => sizes.length,
  outputs(operation, [input]) {
    const { shape, dataType } = input!;
    const axis = resolveAxis(operation.axis, shape.length);
    checkIntegers('sizes', operation.sizes, 0);
    const total = safeSum(operation.sizes);
    if (total !== shape[axis]) {
      throw new CoreError(
        'shape-mismatch',
        `sizes: got ${operation.sizes.join(' + ')} = ${total}, expected ${shape[axis]}, the size along axis ${axis}`,
        { parameter: 'sizes' },
      );
    }
    return operation.sizes.map((size) => ({ shape: shape.with(axis, size), dataType }));
  },
  work: noWork,
  layerClass: memoryBound,
  mayBeEmpty: true,
};
