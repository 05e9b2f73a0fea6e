import { CoreError } from '../../errors.js';
import { formatShape } from '../tensor.js';
import { checkIntegers } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Repeats its input along each dimension until it has `shape`; leading dimensions may be new (ONNX Expand, Tile). */
export interface Expand {
  readonly kind: 'expand';
  readonly shape: readonly number[];
}

export const expand: LayerRules<Expand> = {
  inputCount: ONE_INPUT,
  outputs({ shape }, [input]) {
    checkIntegers('shape', shape, 1);
    const added = shape.length - input!.shape.length;
    const repeats = input!.shape.every((size, dimension) => shape[dimension + added]! % size === 0);
    if (added >= 0 && repeats) return [{ shape, dataType: input!.dataType }];
    throw new CoreError(
      'shape-mismatch',
      `shape: got ${formatShape(shape)}, expected a whole number of repetitions of ${formatShape(input!.shape)}`,
      { parameter: 'shape' },
    );
  },
  work: noWork,
  layerClass: memoryBound,
};
