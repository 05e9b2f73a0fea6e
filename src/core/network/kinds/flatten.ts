import { CoreError } from '../../errors.js';
import { safeProduct } from '../tensor.js';
import { movesNoData, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Folds the dimensions before and from `axis` on into two. Moves no data. */
export interface Flatten {
  readonly kind: 'flatten';
  readonly axis: number;
}

export const flatten: LayerRules<Flatten> = {
  inputCount: ONE_INPUT,
  outputs({ axis }, [input]) {
    const { shape, dataType } = input!;
    if (!Number.isSafeInteger(axis) || Math.abs(axis) > shape.length) {
      throw new CoreError(
        'wrong-rank',
        `axis: got ${axis}, expected 0 to ${shape.length}, the rank of the input`,
        { parameter: 'axis' },
      );
    }
    const at = axis < 0 ? axis + shape.length : axis;
    return [{ shape: [safeProduct(shape.slice(0, at)), safeProduct(shape.slice(at))], dataType }];
  },
  work: noWork,
  layerClass: movesNoData,
};
