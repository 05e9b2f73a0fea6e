import type { OperatorContext } from './context.js';
import { normalAxis } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor, type Inferred } from './value.js';

const sameAsInput: OperatorRule = { infer: (context) => [tensor(context.type(0), context.shape(0))] };

/** Y, then one value a channel: running mean and variance, and before opset 14 saved mean and variance. */
const batchNormalization: OperatorRule = {
  infer: (context) => {
    const channels = [context.shapeOfRank(0, 1)[1] ?? 1];
    const statistics = Array.from({ length: 4 }, () =>
      tensor(context.type(context.has(3) ? 3 : 0), channels),
    );
    return [tensor(context.type(0), context.shape(0)), ...statistics];
  },
};

/** Y, and mean and inverse deviation of what is normalised: the dimensions from `axis` on become one. */
const layerNormalization: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const axis = normalAxis(context, context.int('axis', -1), shape.length);
    const statistics = tensor(
      'float32',
      shape.map((dim, i) => (i < axis ? dim : 1)),
    );
    return [tensor(context.type(0), shape), statistics, statistics];
  },
};

/** Y, mean, inverse deviation, and the sum of input, skip and bias. */
const skipLayerNormalization: OperatorRule = {
  infer: (context) => {
    const output = tensor(context.type(0), context.shapeOfRank(0, 1));
    const statistics = tensor('float32', output.shape.with(-1, 1));
    return [output, statistics, statistics, output];
  },
};

/** Word ids N x S with embedding tables of width H: N x S x H, the mask index N, and the sum before normalising. */
const embedLayerNormalization: OperatorRule = {
  infer: (context) => {
    const ids = context.shapeOfRank(0, 2);
    const embedded = tensor(context.type(2), [...ids, context.shapeOfRank(2, 2)[1]!]);
    return [embedded, tensor('int32', [ids[0]!]), embedded];
  },
};

/** Dropout passes its input on; the mask is boolean from opset 10. */
const dropout: OperatorRule = {
  infer: (context) => {
    const input = context.input(0);
    const mask = tensor(context.opset < 10 ? input.dataType : 'bool', input.shape);
    return [passedOn(context, input), mask];
  },
};

const passedOn = (context: OperatorContext, input: Inferred): Inferred =>
  context.inputs[2]?.constant?.[0] === 1 ? tensor(input.dataType, input.shape) : input;

/** Operators whose first output has the shape of their input. */
export const NORMALIZATION: OperatorTable = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  SimplifiedLayerNormalization: layerNormalization,
  RMSNormalization: sameAsInput,
  InstanceNormalization: sameAsInput,
  GroupNormalization: sameAsInput,
  LpNormalization: sameAsInput,
  MeanVarianceNormalization: sameAsInput,
  LRN: sameAsInput,
  Softmax: sameAsInput,
  LogSoftmax: sameAsInput,
  Hardmax: sameAsInput,
  RotaryEmbedding: sameAsInput,
  Dropout: dropout,
};

export const MICROSOFT_NORMALIZATION: OperatorTable = {
  SkipLayerNormalization: skipLayerNormalization,
  SkipSimplifiedLayerNormalization: skipLayerNormalization,
  SimplifiedLayerNormalization: layerNormalization,
  EmbedLayerNormalization: embedLayerNormalization,
  RotaryEmbedding: sameAsInput,
  GroupNorm: sameAsInput,
  BiasDropout: sameAsInput,
};
