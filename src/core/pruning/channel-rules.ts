import { isDepthwise, type Convolution } from '../network/kinds/convolution.js';
import type { LayerKind, LayerOperation, OperationOf } from '../network/kinds/index.js';
import type { TransposedConvolution } from '../network/kinds/transposed-convolution.js';
import { safeProduct, type Shape, type TensorType } from '../network/tensor.js';
import type { Channels, ChannelTies, FixedReason } from './channel-ties.js';

/** A layer and the channels that reach it. */
export interface Passage<Operation> {
  readonly operation: Operation;
  readonly name: string;
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
  readonly channels: readonly Channels[];
  readonly ties: ChannelTies;
}

/** A layer whose tensors have other sizes along axis 1 than before. */
export interface Resizing<Operation> {
  readonly operation: Operation;
  /** As they were. */
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
  /** Sizes along axis 1 as they are now. */
  readonly inputSizes: readonly number[];
  readonly outputSizes: readonly number[];
}

/** How a kind of layer passes channels on. */
interface ChannelRule<Operation> {
  /** The channels of its outputs; or why the channels of all its tensors must stay. */
  readonly pass: (passage: Passage<Operation>) => readonly Channels[] | FixedReason['code'];
  /** Its parameters for other sizes; as they are where absent. */
  readonly resize?: (resizing: Resizing<Operation>) => Operation;
}

type Filters = Convolution | TransposedConvolution;

/** Every channel of the output is that of the input. */
const through: ChannelRule<LayerOperation> = {
  pass: ({ channels, outputs }) => outputs.map(() => channels[0]!),
};
const notFollowed: ChannelRule<LayerOperation> = { pass: () => 'not-followed' };

const filters: ChannelRule<Filters> = {
  pass({ operation, inputs, channels, ties }) {
    if (inputs.length > 1) return 'computed-weights';
    const [{ nodes }] = channels as [Channels];
    const { kernels, groups } = operation;
    if (isDepthwise(operation, inputs[0]!.shape)) {
      const multiplier = kernels / nodes.length;
      if (multiplier === 1) return [{ nodes, inner: 1 }];
      return [{ nodes: ties.list(kernels, (k) => nodes[Math.floor(k / multiplier)]!), inner: 1 }];
    }
    const made = ties.add(kernels);
    if (groups > 1) {
      if (channels[0]!.inner !== 1) return 'not-followed';
      ties.tieGroups(nodes, groups);
      ties.tieGroups(made, groups);
    }
    return [{ nodes: made, inner: 1 }];
  },
  resize: ({ operation, inputs, inputSizes, outputSizes }) => ({
    ...operation,
    kernels: outputSizes[0]!,
    groups: isDepthwise(operation, inputs[0]!.shape) ? inputSizes[0]! : operation.groups,
  }),
};

const activation: ChannelRule<OperationOf<'activation'>> = {
  ...through,
  resize: ({ operation, inputs, inputSizes }) =>
    operation.slopes !== undefined && operation.slopes > 1 && operation.slopes === inputs[0]!.shape[1]
      ? { ...operation, slopes: inputSizes[0]! }
      : operation,
};

const normalisation: ChannelRule<OperationOf<'normalisation'>> = {
  pass({ operation, channels, ties }) {
    if (operation.mode !== 'group') return channels;
    if (channels[0]!.inner !== 1) return 'not-followed';
    ties.tieGroups(channels[0]!.nodes, operation.groups ?? 1);
    return channels;
  },
};

const elementWise: ChannelRule<OperationOf<'element-wise'>> = {
  pass({ inputs, outputs, channels, name, ties }) {
    const rank = outputs[0]!.shape.length;
    const size = outputs[0]!.shape[1];
    if (inputs.some(({ shape }) => shape.length !== rank)) return 'not-followed';
    const full = channels.filter((_, index) => inputs[index]!.shape[1] === size);
    const [first, ...others] = full;
    if (first === undefined || others.some(({ inner }) => inner !== first.inner)) return 'not-followed';
    for (const { nodes } of others) ties.tie(first.nodes, nodes);
    channels.forEach((own) => {
      if (!full.includes(own)) ties.fix(own.nodes, { code: 'broadcast', at: name });
    });
    return [first];
  },
  resize: ({ operation, outputs, outputSizes }) =>
    operation.weights === undefined
      ? operation
      : {
          ...operation,
          weights: operation.weights.map((shape) =>
            resizedOperand(shape, outputs[0]!.shape, outputSizes[0]!),
          ),
        },
};

/** An operand that is broadcast from the right: its size along axis 1 of the output, where it spans it. */
function resizedOperand(shape: Shape, output: Shape, size: number): Shape {
  const axis = shape.length - output.length + 1;
  return axis >= 0 && shape[axis] === output[1] && output[1] !== 1 ? shape.with(axis, size) : shape;
}

const concat: ChannelRule<OperationOf<'concat'>> = {
  pass({ operation, name, inputs, channels, ties }) {
    const [first, ...others] = channels as [Channels, ...Channels[]];
    if (others.some(({ inner }) => inner !== first.inner)) return 'not-followed';
    if (!isAxis1(operation.axis, inputs[0]!)) {
      for (const { nodes } of others) ties.tie(first.nodes, nodes);
      return [first];
    }
    const weights = operation.weights ?? [];
    if (weights.some((shape) => shape[1]! % first.inner !== 0)) return 'not-followed';
    const learnt = weights.map((shape) =>
      ties.addFixed(shape[1]! / first.inner, { code: 'constant', at: name }),
    );
    const nodes = [...channels.map((own) => own.nodes), ...learnt].flatMap((part) => [...part]);
    return [{ nodes: ties.list(nodes.length, (k) => nodes[k]!), inner: first.inner }];
  },
  resize: ({ operation, inputs, outputSizes }) =>
    operation.weights === undefined || isAxis1(operation.axis, inputs[0]!)
      ? operation
      : { ...operation, weights: operation.weights.map((shape) => shape.with(1, outputSizes[0]!)) },
};

const split: ChannelRule<OperationOf<'split'>> = {
  pass({ operation, inputs, outputs, channels, ties }) {
    const [own] = channels as [Channels];
    if (!isAxis1(operation.axis, inputs[0]!)) return outputs.map(() => own);
    if (own.inner !== 1) return 'not-followed';
    let start = 0;
    return operation.sizes.map((size) => {
      const first = start;
      start += size;
      return { nodes: ties.list(size, (k) => own.nodes[first + k]!), inner: 1 };
    });
  },
  resize: ({ operation, inputs, outputSizes }) =>
    isAxis1(operation.axis, inputs[0]!) ? { ...operation, sizes: outputSizes } : operation,
};

const flatten: ChannelRule<OperationOf<'flatten'>> = {
  pass: ({ operation: { axis }, inputs, channels }) =>
    isAxis1(axis, inputs[0]!) ? [flattened(channels[0]!, inputs[0]!.shape)] : 'not-followed',
};

const reshape: ChannelRule<OperationOf<'reshape'>> = {
  pass({ inputs, outputs, channels }) {
    const [from, to] = [inputs[0]!.shape, outputs[0]!.shape];
    if (to.length < 2 || from[0] !== to[0]) return 'not-followed';
    if (from[1] === to[1]) return [channels[0]!];
    return to.length === 2 ? [flattened(channels[0]!, from)] : 'not-followed';
  },
  resize: ({ operation, outputs, outputSizes }) => ({
    ...operation,
    shape: outputs[0]!.shape.with(1, outputSizes[0]!),
  }),
};

const flattened = ({ nodes, inner }: Channels, shape: Shape): Channels => ({
  nodes,
  inner: inner * safeProduct(shape.slice(2)),
});

const slice: ChannelRule<OperationOf<'slice'>> = {
  pass: ({ operation, inputs, channels }) =>
    operation.axes.some((axis) => isAxis1(axis, inputs[0]!)) ? 'not-followed' : [channels[0]!],
};

const pad: ChannelRule<OperationOf<'pad'>> = {
  pass: ({ operation: { begin, end }, channels }) =>
    begin[1] === 0 && end[1] === 0 ? [channels[0]!] : 'not-followed',
};

const resize: ChannelRule<OperationOf<'resize'>> = {
  pass: ({ inputs, outputs, channels }) =>
    inputs[0]!.shape[1] === outputs[0]!.shape[1] ? [channels[0]!] : 'not-followed',
  resize: ({ operation, outputSizes }) =>
    'shape' in operation.to
      ? { ...operation, to: { shape: operation.to.shape.with(1, outputSizes[0]!) } }
      : operation,
};

const reduce: ChannelRule<OperationOf<'reduce'>> = {
  pass: ({ operation: { axes }, inputs, channels }) => {
    const rank = inputs[0]!.shape.length;
    return axes.every((axis) => (axis < 0 ? axis + rank : axis) > 1) ? [channels[0]!] : 'not-followed';
  },
};

const connected: ChannelRule<OperationOf<'connected'>> = {
  pass: ({ operation: { features }, name, inputs, ties }) =>
    inputs[0]!.shape.length === 2
      ? [{ nodes: ties.addFixed(features, { code: 'connected-features', at: name }), inner: 1 }]
      : 'not-followed',
};

const constant: ChannelRule<OperationOf<'constant'>> = { pass: () => 'constant' };

/** One row a kind; the compiler finds a missing one. */
const RULES = {
  activation,
  attention: notFollowed,
  concat,
  connected,
  constant,
  convolution: filters,
  custom: notFollowed,
  dequantise: through,
  dropout: through,
  'element-wise': elementWise,
  embedding: notFollowed,
  expand: notFollowed,
  flatten,
  gather: notFollowed,
  'global-pooling': through,
  identity: through,
  'matrix-product': notFollowed,
  normalisation,
  pad,
  pooling: through,
  quantise: through,
  recurrent: notFollowed,
  reduce,
  reshape,
  resize,
  slice,
  softmax: through,
  split,
  transpose: notFollowed,
  'transposed-convolution': filters,
} satisfies Record<LayerKind, unknown>;

export const channelRule = (operation: LayerOperation): ChannelRule<LayerOperation> =>
  RULES[operation.kind] as unknown as ChannelRule<LayerOperation>;

/** Whether an axis, which may count from the back, is that of the channels. */
const isAxis1 = (axis: number, { shape }: TensorType): boolean =>
  (axis < 0 ? axis + shape.length : axis) === 1;
