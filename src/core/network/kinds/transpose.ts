import { checkLength, resolveAxes } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Output dimension i is input dimension `permutation[i]`. Rewrites the tensor. */
export interface Transpose {
  readonly kind: 'transpose';
  readonly permutation: readonly number[];
}

export const transpose: LayerRules<Transpose> = {
  inputCount: ONE_INPUT,
  outputs({ permutation }, [input]) {
    const { shape, dataType } = input!;
    checkLength('permutation', permutation, shape.length, 'dimension');
    const axes = resolveAxes(permutation, shape.length, 'permutation');
    return [{ shape: axes.map((axis) => shape[axis]!), dataType }];
  },
  work: noWork,
  layerClass: memoryBound,
};
