import type { InferenceOptions } from '../../src/onnx/index.js';
import { buildModel, float32s, int64s, node, type ModelSource } from '../../src/onnx/testing/build-model.js';
import { randomFrom } from '../fixtures/synthetic-measurements.js';
import type { Feeds, RuntimeTensor } from './onnx-runtime.js';

/** A model with random weights, its sizes, and inputs to run it with. */
export interface WeightedModel {
  readonly bytes: Uint8Array;
  readonly options: InferenceOptions;
  readonly feeds: Feeds;
}

/** Numbers from -1 to 1 that are the same every time. */
function seededNumbers(seed: number): () => number {
  const random = randomFrom(seed);
  return () => 2 * random() - 1;
}

const product = (dims: readonly number[]): number => dims.reduce((sum, size) => sum * size, 1);

/** Random weights, small enough that activations stay moderate. */
export function randomWeights(seed: number) {
  const next = seededNumbers(seed);
  const scaled = (dims: readonly number[]): number[] => {
    const scale = 1 / Math.sqrt(Math.max(product(dims.slice(1)), 1));
    return Array.from({ length: product(dims) }, () => Math.fround(next() * scale));
  };
  return (name: string, dims: readonly number[]) => float32s(name, scaled(dims), dims);
}

export function randomInput(seed: number, dims: readonly number[]): RuntimeTensor {
  const next = seededNumbers(seed);
  return { type: 'float32', dims, data: Float32Array.from({ length: product(dims) }, next) };
}

const conv = (x: string, w: string, y: string, pad = 1, more: Record<string, number> = {}) =>
  node('Conv', [x, w], [y], { pads: [pad, pad, pad, pad], ...more });

function residual(): WeightedModel {
  const w = randomWeights(1);
  const norm = (name: string) => [
    w(`${name}.scale`, [8]),
    w(`${name}.bias`, [8]),
    w(`${name}.mean`, [8]),
    float32s(
      `${name}.var`,
      Array.from({ length: 8 }, (_, i) => 0.5 + i / 8),
    ),
  ];
  const normalised = (x: string, name: string, y: string) =>
    node('BatchNormalization', [x, ...['scale', 'bias', 'mean', 'var'].map((it) => `${name}.${it}`)], [y]);
  const bytes = buildModel({
    inputs: { x: [1, 3, 16, 16] },
    initializers: [
      w('w1', [8, 3, 3, 3]),
      w('w2', [8, 8, 3, 3]),
      w('w3', [8, 8, 3, 3]),
      w('w4', [5, 8]),
      w('b4', [5]),
      ...norm('n1'),
      ...norm('n2'),
    ],
    nodes: [
      conv('x', 'w1', 'c1'),
      node('Relu', ['c1'], ['r1']),
      conv('r1', 'w2', 'c2'),
      normalised('c2', 'n1', 'm2'),
      node('Relu', ['m2'], ['r2']),
      conv('r2', 'w3', 'c3'),
      normalised('c3', 'n2', 'm3'),
      node('Add', ['m3', 'r1'], ['sum']),
      node('Relu', ['sum'], ['r3']),
      node('GlobalAveragePool', ['r3'], ['pooled']),
      node('Flatten', ['pooled'], ['flat']),
      node('Gemm', ['flat', 'w4', 'b4'], ['y'], { transB: 1 }),
    ],
    outputs: ['y'],
  });
  return { bytes, options: {}, feeds: { x: randomInput(101, [1, 3, 16, 16]) } };
}

function inception(): WeightedModel {
  const w = randomWeights(2);
  const bytes = buildModel({
    inputs: { x: [1, 4, 12, 12] },
    initializers: [
      w('a', [3, 4, 1, 1]),
      w('b1', [2, 4, 1, 1]),
      w('b2', [4, 2, 3, 3]),
      w('c1', [2, 4, 1, 1]),
      w('c2', [3, 2, 5, 5]),
      w('d', [2, 4, 1, 1]),
      w('fc', [12, 7]),
    ],
    nodes: [
      conv('x', 'a', 'branch_a', 0),
      conv('x', 'b1', 'reduced_b', 0),
      node('Relu', ['reduced_b'], ['active_b']),
      conv('active_b', 'b2', 'branch_b'),
      conv('x', 'c1', 'reduced_c', 0),
      conv('reduced_c', 'c2', 'branch_c', 2),
      node('MaxPool', ['x'], ['pooled'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
      conv('pooled', 'd', 'branch_d', 0),
      node('Concat', ['branch_a', 'branch_b', 'branch_c', 'branch_d'], ['joined'], { axis: 1 }),
      node('Relu', ['joined'], ['active']),
      node('ReduceMean', ['active'], ['mean'], { axes: [2, 3], keepdims: 0 }),
      node('MatMul', ['mean', 'fc'], ['y']),
    ],
    outputs: ['y'],
  });
  return { bytes, options: {}, feeds: { x: randomInput(102, [1, 4, 12, 12]) } };
}

function depthwise(): WeightedModel {
  const w = randomWeights(3);
  const relu6 = (x: string, y: string) => node('Clip', [x, 'zero', 'six'], [y]);
  const bytes = buildModel({
    inputs: { x: [1, 3, 20, 20] },
    initializers: [
      w('stem', [8, 3, 3, 3]),
      w('dw', [8, 1, 3, 3]),
      w('pw', [8, 8, 1, 1]),
      w('se1', [2, 8, 1, 1]),
      w('se2', [8, 2, 1, 1]),
      float32s('zero', [0], []),
      float32s('six', [6], []),
    ],
    nodes: [
      node('Conv', ['x', 'stem'], ['c1'], { pads: [1, 1, 1, 1], strides: [2, 2] }),
      relu6('c1', 'a1'),
      conv('a1', 'dw', 'c2', 1, { group: 8 }),
      relu6('c2', 'a2'),
      node('GlobalAveragePool', ['a2'], ['squeezed']),
      conv('squeezed', 'se1', 's1', 0),
      node('Relu', ['s1'], ['s2']),
      conv('s2', 'se2', 's3', 0),
      node('HardSigmoid', ['s3'], ['gate']),
      node('Mul', ['a2', 'gate'], ['gated']),
      conv('gated', 'pw', 'c3', 0),
      node('Add', ['c3', 'a1'], ['y']),
    ],
    outputs: ['y'],
  });
  return { bytes, options: {}, feeds: { x: randomInput(103, [1, 3, 20, 20]) } };
}

/** The batch is open, and the shapes of two tensors steer reshapes far behind them. */
function dynamicBatch(): WeightedModel {
  const w = randomWeights(4);
  const source: ModelSource = {
    inputs: { x: ['batch', 3, 10, 10] },
    initializers: [
      w('w1', [6, 3, 3, 3]),
      w('w2', [4, 6, 3, 3]),
      w('fc', [144, 5]),
      int64s('zero', [0]),
      int64s('one', [1]),
      int64s('rest', [-1]),
    ],
    nodes: [
      conv('x', 'w1', 'c1', 0),
      node('Relu', ['c1'], ['r1']),
      node('Shape', ['r1'], ['shape']),
      node('Slice', ['shape', 'zero', 'one'], ['batch_size']),
      node('Concat', ['batch_size', 'rest'], ['target'], { axis: 0 }),
      conv('r1', 'w2', 'c2', 0),
      node('Sigmoid', ['c2'], ['s2']),
      node('Reshape', ['s2', 'target'], ['flat']),
      node('MatMul', ['flat', 'fc'], ['scores']),
      node('Softmax', ['scores'], ['y'], { axis: 1 }),
    ],
    outputs: ['y'],
  };
  return { bytes: buildModel(source), options: { batch: 2 }, feeds: { x: randomInput(104, [2, 3, 10, 10]) } };
}

function lstm(): WeightedModel {
  const w = randomWeights(5);
  const bytes = buildModel({
    inputs: { x: [6, 1, 5] },
    initializers: [
      w('W', [2, 16, 5]),
      w('R', [2, 16, 4]),
      w('B', [2, 32]),
      w('W2', [1, 12, 8]),
      w('R2', [1, 12, 4]),
      w('fc', [4, 3]),
      int64s('merged', [0, 0, -1]),
      int64s('first', [0]),
    ],
    nodes: [
      node('LSTM', ['x', 'W', 'R', 'B'], ['both', 'hidden', 'cell'], {
        hidden_size: 4,
        direction: 'bidirectional',
      }),
      node('Transpose', ['both'], ['swapped'], { perm: [0, 2, 1, 3] }),
      node('Reshape', ['swapped', 'merged'], ['sequence']),
      node('GRU', ['sequence', 'W2', 'R2'], ['', 'last'], { hidden_size: 4 }),
      node('ReduceSum', ['hidden', 'first'], ['hidden_sum'], { keepdims: 1 }),
      node('Add', ['last', 'hidden_sum'], ['mixed']),
      node('MatMul', ['mixed', 'fc'], ['y']),
    ],
    outputs: ['y', 'cell'],
  });
  return { bytes, options: {}, feeds: { x: randomInput(105, [6, 1, 5]) } };
}

/** One attention layer with its heads apart; shapes of the input are read far behind it. */
function attention(): WeightedModel {
  const w = randomWeights(6);
  const heads = (x: string, y: string) => [
    node('Reshape', [x, 'by_head'], [`${y}_4d`]),
    node('Transpose', [`${y}_4d`], [y], { perm: [0, 2, 1, 3] }),
  ];
  const bytes = buildModel({
    inputs: { x: ['batch', 'tokens', 12] },
    initializers: [
      ...['q', 'k', 'v', 'o'].map((name) => w(`w${name}`, [12, 12])),
      w('gain', [12]),
      w('shift', [12]),
      float32s('scale', [0.5], []),
      int64s('i0', [0]),
      int64s('i1', [1]),
      int64s('head_sizes', [3, 4]),
      int64s('width', [12]),
    ],
    nodes: [
      node('LayerNormalization', ['x', 'gain', 'shift'], ['normal'], { axis: -1 }),
      node('MatMul', ['normal', 'wq'], ['q']),
      node('MatMul', ['normal', 'wk'], ['k']),
      node('MatMul', ['normal', 'wv'], ['v']),
      node('Shape', ['normal'], ['sizes']),
      node('Gather', ['sizes', 'i0'], ['batch_size']),
      node('Gather', ['sizes', 'i1'], ['token_count']),
      node('Concat', ['batch_size', 'token_count', 'head_sizes'], ['by_head'], { axis: 0 }),
      node('Concat', ['batch_size', 'token_count', 'width'], ['by_token'], { axis: 0 }),
      ...heads('q', 'qh'),
      ...heads('k', 'kh'),
      ...heads('v', 'vh'),
      node('Transpose', ['kh'], ['kt'], { perm: [0, 1, 3, 2] }),
      node('MatMul', ['qh', 'kt'], ['products']),
      node('Mul', ['products', 'scale'], ['scaled']),
      node('Softmax', ['scaled'], ['weights'], { axis: -1 }),
      node('MatMul', ['weights', 'vh'], ['mixed']),
      node('Transpose', ['mixed'], ['mixed_t'], { perm: [0, 2, 1, 3] }),
      node('Reshape', ['mixed_t', 'by_token'], ['joined']),
      node('MatMul', ['joined', 'wo'], ['projected']),
      node('Add', ['projected', 'x'], ['y']),
    ],
    outputs: ['y'],
  });
  return {
    bytes,
    options: { dimensions: { batch: 2, tokens: 5 } },
    feeds: { x: randomInput(106, [2, 5, 12]) },
  };
}

/** Models that differ in what a boundary can part, by name. */
export const WEIGHTED_MODELS: Readonly<Record<string, () => WeightedModel>> = {
  residual,
  inception,
  depthwise,
  'dynamic batch': dynamicBatch,
  LSTM: lstm,
  attention,
};
