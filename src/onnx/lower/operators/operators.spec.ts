import type { Convolution } from '../../../core/network/kinds/convolution.js';
import type { LayerOperation } from '../../../core/network/kinds/index.js';
import type { Layer } from '../../../core/network/layer.js';
import { float32s, int64s, weights } from '../../testing/build-model.js';
import { nodeModel, type NodeSource, type OperandSource } from '../../testing/infer-node.js';
import { importOnnx } from '../import.js';

const MICROSOFT = 'com.microsoft';
const stored = (...shape: number[]): OperandSource => ({ stored: weights(`w${shape.join('x')}`, shape) });
const storedAs = (type: 'int8' | 'uint8' | 'int32', ...shape: number[]): OperandSource => ({
  stored: weights(`${type}_${shape.join('x')}`, shape, type),
});
const u8 = (...shape: number[]): OperandSource => ({ type: 'uint8', shape });
const scale: OperandSource = { stored: float32s('scale', [0.5], []) };
const zero: OperandSource = { stored: weights('zero', [], 'uint8') };
const integers = (name: string, ...values: number[]): OperandSource => ({ stored: int64s(name, values) });

const image = [1, 4, 8, 8];
const NO_PADDING = { begin: [0, 0], end: [0, 0] };
const CONVOLUTION: Convolution = {
  kind: 'convolution',
  kernels: 8,
  kernelSize: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  padding: NO_PADDING,
  groups: 1,
  bias: false,
};
const POOLING = { kind: 'pooling', kernelSize: [2, 2], strides: [2, 2], padding: NO_PADDING } as const;

const layerOf = async (source: NodeSource): Promise<Layer> =>
  (await importOnnx(nodeModel(source))).layers[0]!;

type Case = readonly [string, NodeSource, LayerOperation];

const CASES: readonly Case[] = [
  [
    'Conv',
    {
      operator: 'Conv',
      operands: [image, stored(8, 4, 3, 3), stored(8)],
      attributes: { pads: [1, 2, 3, 0] },
    },
    { ...CONVOLUTION, bias: true, padding: { begin: [1, 2], end: [3, 0] } },
  ],
  [
    'Conv that pads to keep the size',
    { operator: 'Conv', operands: [image, stored(8, 4, 3, 3)], attributes: { auto_pad: 'SAME_LOWER' } },
    { ...CONVOLUTION, padding: 'same-lower' },
  ],
  [
    'Conv without padding',
    { operator: 'Conv', operands: [image, stored(8, 4, 3, 3)], attributes: { auto_pad: 'VALID' } },
    CONVOLUTION,
  ],
  [
    'depthwise Conv',
    { operator: 'Conv', operands: [image, stored(4, 1, 3, 3)], attributes: { group: 4 } },
    { ...CONVOLUTION, kernels: 4, groups: 4 },
  ],
  ['Conv whose weights are computed', { operator: 'Conv', operands: [image, [8, 4, 3, 3]] }, CONVOLUTION],
  [
    'ConvInteger',
    { operator: 'ConvInteger', operands: [u8(...image), storedAs('int8', 8, 4, 3, 3)] },
    { ...CONVOLUTION, outputDataType: 'int32' },
  ],
  [
    'QLinearConv',
    {
      operator: 'QLinearConv',
      operands: [
        ...[u8(...image), scale, zero],
        ...[storedAs('uint8', 8, 4, 3, 3), scale, zero, scale, zero, storedAs('int32', 8)],
      ],
    },
    { ...CONVOLUTION, bias: true },
  ],
  [
    'FusedConv, whose activation runs inside',
    {
      operator: 'FusedConv',
      domain: MICROSOFT,
      operands: [image, stored(8, 4, 3, 3)],
      attributes: { activation: 'Relu' },
    },
    CONVOLUTION,
  ],
  [
    'ConvTranspose',
    {
      operator: 'ConvTranspose',
      operands: [image, stored(4, 2, 3, 3)],
      attributes: { group: 2, strides: [2, 2], output_padding: [1, 1] },
    },
    {
      ...{ ...CONVOLUTION, kind: 'transposed-convolution', kernels: 4, groups: 2 },
      ...{ strides: [2, 2], outputPadding: [1, 1] },
    },
  ],
  // 2 · (8 - 1) + 3 = 17 is one more than asked for: one element of padding, at the beginning.
  [
    'ConvTranspose to a given size',
    {
      operator: 'ConvTranspose',
      operands: [image, stored(4, 8, 3, 3)],
      attributes: { strides: [2, 2], output_shape: [16, 18] },
    },
    {
      ...{ ...CONVOLUTION, kind: 'transposed-convolution', strides: [2, 2] },
      ...{ padding: { begin: [1, 0], end: [0, 0] }, outputPadding: [0, 1] },
    },
  ],
  [
    'Gemm',
    { operator: 'Gemm', operands: [[2, 8], stored(10, 8), stored(10)], attributes: { transB: 1 } },
    { kind: 'connected', features: 10, bias: true },
  ],
  [
    'Gemm of two activations',
    {
      operator: 'Gemm',
      operands: [
        [8, 2],
        [10, 8],
      ],
      attributes: { transA: 1, transB: 1 },
    },
    { kind: 'matrix-product', transposesLeft: true, transposesRight: true },
  ],
  [
    'MatMul with weights at every token',
    { operator: 'MatMul', operands: [[1, 5, 8], stored(8, 10)] },
    { kind: 'connected', features: 10, bias: false, everyPosition: true },
  ],
  [
    'MatMul of two activations',
    {
      operator: 'MatMul',
      operands: [
        [1, 2, 5, 8],
        [1, 2, 8, 5],
      ],
    },
    { kind: 'matrix-product' },
  ],
  [
    'MatMulInteger',
    { operator: 'MatMulInteger', operands: [u8(2, 8), storedAs('int8', 8, 10)] },
    { kind: 'connected', features: 10, bias: false, outputDataType: 'int32' },
  ],
  [
    'QLinearMatMul',
    {
      operator: 'QLinearMatMul',
      operands: [u8(2, 8), scale, zero, storedAs('int8', 8, 10), scale, zero, scale, zero],
    },
    { kind: 'connected', features: 10, bias: false },
  ],
  [
    'MaxPool that says where the maxima were',
    {
      operator: 'MaxPool',
      operands: [image],
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      outputs: 2,
    },
    { ...POOLING, mode: 'max', ceilMode: false, returnsIndices: true },
  ],
  [
    'AveragePool',
    {
      operator: 'AveragePool',
      operands: [image],
      attributes: { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 },
    },
    { ...POOLING, mode: 'average', ceilMode: true },
  ],
  [
    'GlobalAveragePool',
    { operator: 'GlobalAveragePool', operands: [image] },
    { kind: 'global-pooling', mode: 'average' },
  ],
  [
    'BatchNormalization',
    { operator: 'BatchNormalization', operands: [image, stored(4), stored(4), stored(4), stored(4)] },
    { kind: 'normalisation', mode: 'batch', scale: true, shift: true },
  ],
  [
    'LayerNormalization',
    { operator: 'LayerNormalization', operands: [[1, 5, 8], stored(5, 8)], attributes: { axis: 1 } },
    { kind: 'normalisation', mode: 'layer', scale: true, shift: false, axis: 1 },
  ],
  [
    'Softmax before opset 13',
    { operator: 'Softmax', operands: [[2, 3, 4]], opset: 9 },
    { kind: 'softmax', axis: 1 },
  ],
  ['Softmax', { operator: 'Softmax', operands: [[2, 3, 4]] }, { kind: 'softmax', axis: -1 }],
  [
    'Clip to 0 to 6',
    {
      operator: 'Clip',
      operands: [[4], { stored: float32s('low', [0], []) }, { stored: float32s('high', [6], []) }],
    },
    { kind: 'activation', function: 'relu6' },
  ],
  [
    'PRelu',
    { operator: 'PRelu', operands: [image, stored(4, 1, 1)] },
    { kind: 'activation', function: 'prelu', slopes: 4 },
  ],
  [
    'Add of a stored tensor',
    { operator: 'Add', operands: [[2, 8], stored(8)] },
    { kind: 'element-wise', function: 'add', weights: [[8]] },
  ],
  // Axis 1 aligns [4] with the channels, as [4, 1, 1] does.
  [
    'Add before opset 7',
    { operator: 'Add', operands: [image, stored(4)], attributes: { axis: 1, broadcast: 1 }, opset: 6 },
    { kind: 'element-wise', function: 'add', weights: [[4, 1, 1]] },
  ],
  [
    'Greater',
    { operator: 'Greater', operands: [[2, 8], [8]] },
    { kind: 'element-wise', function: 'greater' },
  ],
  [
    'Where on a computed condition between constants',
    { operator: 'Where', operands: [{ type: 'bool', shape: [2, 8] }, stored(1), stored(8)] },
    { kind: 'element-wise', function: 'select', weights: [[1], [8]], outputDataType: 'float32' },
  ],
  [
    'Cast',
    { operator: 'Cast', operands: [[4]], attributes: { to: 10 } },
    { kind: 'element-wise', function: 'cast', outputDataType: 'float16' },
  ],
  [
    'Cast to the same type',
    { operator: 'Cast', operands: [[4]], attributes: { to: 1 } },
    { kind: 'identity' },
  ],
  [
    'Split',
    { operator: 'Split', operands: [[2, 7], integers('sizes', 3, 4)], attributes: { axis: 1 }, outputs: 2 },
    { kind: 'split', axis: 1, sizes: [3, 4] },
  ],
  [
    'Slice',
    {
      operator: 'Slice',
      operands: [[2, 9], integers('s', 1), integers('e', 100), integers('a', -1), integers('t', 2)],
    },
    { kind: 'slice', axes: [1], starts: [1], ends: [100], steps: [2] },
  ],
  [
    'Pad',
    { operator: 'Pad', operands: [[2, 3], integers('pads', 0, 1, 0, 2)] },
    { kind: 'pad', begin: [0, 1], end: [0, 2] },
  ],
  [
    'Resize',
    { operator: 'Resize', operands: [image, null, { stored: float32s('scales', [1, 1, 2, 2]) }] },
    { kind: 'resize', to: { shape: [1, 4, 16, 16] } },
  ],
  [
    'Transpose',
    { operator: 'Transpose', operands: [[2, 3, 4]] },
    { kind: 'transpose', permutation: [2, 1, 0] },
  ],
  [
    'Squeeze',
    { operator: 'Squeeze', operands: [[1, 3, 1], integers('axes', 0)] },
    { kind: 'reshape', shape: [3, 1] },
  ],
  [
    'ReduceMean',
    { operator: 'ReduceMean', operands: [image], attributes: { axes: [2, 3], keepdims: 0 } },
    { kind: 'reduce', function: 'mean', axes: [2, 3], keepsDimensions: false },
  ],
  [
    'Gather of known rows',
    { operator: 'Gather', operands: [[2, 9, 4], integers('rows', 0, 3)], attributes: { axis: 1 } },
    { kind: 'gather', axis: 1, indices: [2] },
  ],
  [
    'Gather from a stored table',
    { operator: 'Gather', operands: [stored(100, 8), { type: 'int64', shape: [1, 5] }] },
    { kind: 'embedding', entries: 100, features: 8, dataType: 'float32' },
  ],
  [
    'LSTM both ways, all outputs',
    {
      operator: 'LSTM',
      operands: [[10, 1, 6], stored(2, 20, 6), stored(2, 20, 5), stored(2, 40)],
      attributes: { hidden_size: 5, direction: 'bidirectional' },
      outputs: 3,
    },
    {
      ...{ kind: 'recurrent', cell: 'lstm', hidden: 5, bidirectional: true, bias: true, batchFirst: false },
      returns: ['sequence', 'hidden', 'cell'],
    },
  ],
  [
    'Attention with shared keys',
    {
      operator: 'Attention',
      opset: 23,
      operands: [
        [1, 4, 5, 8],
        [1, 2, 7, 8],
        [1, 2, 7, 8],
      ],
    },
    { kind: 'attention', heads: 4, keyHeads: 2 },
  ],
  [
    'MultiHeadAttention',
    {
      operator: 'MultiHeadAttention',
      domain: MICROSOFT,
      operands: [
        [1, 5, 32],
        [1, 7, 32],
        [1, 7, 32],
      ],
      attributes: { num_heads: 4 },
    },
    { kind: 'attention', heads: 4 },
  ],
  [
    'QuantizeLinear',
    { operator: 'QuantizeLinear', operands: [[4], scale, { stored: weights('z8', [], 'int8') }] },
    { kind: 'quantise', dataType: 'int8' },
  ],
  [
    'DequantizeLinear',
    { operator: 'DequantizeLinear', operands: [u8(4), scale, zero] },
    { kind: 'dequantise', dataType: 'float32' },
  ],
  // No kind says that scales are computed: the layer is described by what it makes.
  [
    'QuantizeLinear by a computed scale',
    { operator: 'QuantizeLinear', operands: [[4], [], zero] },
    {
      ...{ kind: 'custom', function: 'QuantizeLinear', outputs: [{ shape: [4], dataType: 'uint8' }] },
      ...{ macs: 0, weightElements: 0, layerClass: 'memory-bound' },
    },
  ],
  // 1 · 8 · 6 · 6 outputs of 36 products: a convolution for the cost model all the same.
  [
    'FusedConv that adds a computed tensor',
    {
      operator: 'FusedConv',
      domain: MICROSOFT,
      operands: [image, stored(8, 4, 3, 3), null, [1, 8, 6, 6]],
    },
    {
      ...{ kind: 'custom', function: 'com.microsoft.FusedConv', layerClass: 'convolution', kernels: 8 },
      ...{ macs: 288 * 36, weightElements: 0, outputs: [{ shape: [1, 8, 6, 6], dataType: 'float32' }] },
    },
  ],
  // Projection 5 · 8 · 24, then 2 heads · 5 · 5 · (4 + 4).
  [
    'Attention with its projections inside',
    {
      operator: 'Attention',
      domain: MICROSOFT,
      operands: [[1, 5, 8], stored(8, 24), stored(24)],
      attributes: { num_heads: 2 },
    },
    {
      ...{ kind: 'custom', function: 'com.microsoft.Attention', layerClass: 'connected', kernels: 8 },
      ...{ macs: 960 + 400, weightElements: 0, outputs: [{ shape: [1, 5, 8], dataType: 'float32' }] },
    },
  ],
];

describe('lowering of single operators', () => {
  it.each(CASES)('%s', async (_, source, operation) => {
    expect((await layerOf(source)).operation).toEqual(operation);
  });

  it('counts running statistics as well, which the file stores like any weight', async () => {
    const operands = [image, ...['a', 'b', 'c', 'd'].map((name) => ({ stored: weights(name, [4]) }))];
    expect((await layerOf({ operator: 'BatchNormalization', operands })).workload.weightElements).toBe(16);
  });

  it('makes only those states of a recurrent layer that are read', async () => {
    const layer = await layerOf({
      operator: 'GRU',
      operands: [[10, 1, 6], stored(1, 15, 6), stored(1, 15, 5)],
      attributes: { hidden_size: 5 },
    });
    expect(layer.operation).toMatchObject({ kind: 'recurrent', cell: 'gru', returns: ['sequence'] });
    expect(layer.workload.macs).toBe(10 * 15 * 11); // steps · rows · (inputs + hidden)
  });
});
