import { checkIntegers } from './checks.js';
import { memoryBound, ONE_INPUT, type LayerRules } from './rules.js';

/** Element by element; the shape stays. */
export interface Activation {
  readonly kind: 'activation';
  readonly function: ActivationFunction;
  /** Learnt slopes of a `prelu`: 1, or one for each channel; none where absent. */
  readonly slopes?: number;
}

export const ACTIVATION_FUNCTIONS = [
  'relu',
  'relu6',
  'leaky-relu',
  'thresholded-relu',
  'prelu',
  'elu',
  'celu',
  'selu',
  'gelu',
  'sigmoid',
  'hard-sigmoid',
  'silu',
  'hard-swish',
  'tanh',
  'softplus',
  'softsign',
  'mish',
  'clip',
] as const;
export type ActivationFunction = (typeof ACTIVATION_FUNCTIONS)[number];

export const activation: LayerRules<Activation> = {
  inputCount: ONE_INPUT,
  outputs({ slopes }, [input]) {
    checkIntegers('slopes', [slopes ?? 0], 0);
    return [input!];
  },
  work: ({ slopes }) => ({ macs: 0, weightElements: slopes ?? 0 }),
  layerClass: memoryBound,
  fusionRole: () => 'activation',
};
