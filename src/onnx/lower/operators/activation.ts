import type { ActivationFunction } from '../../../core/network/kinds/activation.js';
import { elementCount } from '../../../core/network/tensor.js';
import type { LoweringContext } from '../context.js';
import type { Lowering, LoweringTable } from '../lowering.js';

const activation =
  (name: ActivationFunction): Lowering =>
  () => ({ operation: { kind: 'activation', function: name } });

const prelu: Lowering = (context) => ({
  operation: { kind: 'activation', function: 'prelu', slopes: elementCount(context.shape(1)) },
});

/** The bounds are attributes before opset 11 and inputs from then on. */
const clip: Lowering = (context) => {
  const [low, high] =
    context.opset < 11
      ? [context.float('min', -Infinity), context.float('max', Infinity)]
      : [bound(context, 1), bound(context, 2)];
  return { operation: { kind: 'activation', function: low === 0 && high === 6 ? 'relu6' : 'clip' } };
};

const bound = (context: LoweringContext, place: number): number | undefined =>
  context.inputs[place]?.constant?.[0];

export const ACTIVATION: LoweringTable = {
  Relu: activation('relu'),
  LeakyRelu: activation('leaky-relu'),
  ThresholdedRelu: activation('thresholded-relu'),
  PRelu: prelu,
  Elu: activation('elu'),
  Celu: activation('celu'),
  Selu: activation('selu'),
  Gelu: activation('gelu'),
  Sigmoid: activation('sigmoid'),
  HardSigmoid: activation('hard-sigmoid'),
  Swish: activation('silu'),
  HardSwish: activation('hard-swish'),
  Tanh: activation('tanh'),
  Softplus: activation('softplus'),
  Softsign: activation('softsign'),
  Mish: activation('mish'),
  Clip: clip,
};

export const MICROSOFT_ACTIVATION: LoweringTable = {
  Gelu: activation('gelu'),
  FastGelu: activation('gelu'),
  BiasGelu: activation('gelu'),
  QuickGelu: activation('gelu'),
  QLinearSigmoid: activation('sigmoid'),
  QLinearLeakyRelu: activation('leaky-relu'),
};
