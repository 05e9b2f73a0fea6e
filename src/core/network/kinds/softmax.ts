import { resolveAxis } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/** Along `axis`; the shape stays. Stands for its logarithm and its hard form as well. */
export interface Softmax {
  readonly kind: 'softmax';
  readonly axis: number;
}

export const softmax: LayerRules<Softmax> = {
  inputCount: ONE_INPUT,
  outputs({ axis }, [input]) {
    resolveAxis(axis, input!.shape.length);
    return [input!];
  },
  work: noWork,
  layerClass: memoryBound,
};
