import { float32s } from '../testing/build-model.js';
import { inferNode, type NodeSource } from '../testing/infer-node.js';

const MICROSOFT = 'com.microsoft';
const u8 = (...shape: number[]) => ({ type: 'uint8', shape }) as const;
const i8 = (...shape: number[]) => ({ type: 'int8', shape }) as const;
const i32 = (...shape: number[]) => ({ type: 'int32', shape }) as const;

/** Source, output shapes, MACs. */
type Case = readonly [string, NodeSource, readonly (readonly number[])[], number];

const CASES: readonly Case[] = [
  // 64 * 112 * 112 outputs of 3 * 7 * 7 products each.
  [
    'Conv',
    {
      operator: 'Conv',
      operands: [
        [1, 3, 224, 224],
        [64, 3, 7, 7],
      ],
      attributes: { strides: [2, 2], pads: [3, 3, 3, 3] },
    },
    [[1, 64, 112, 112]],
    64 * 112 * 112 * 147,
  ],
  [
    'depthwise Conv',
    { operator: 'Conv', operands: [[1, 32, 10, 10], [32, 1, 3, 3], [32]], attributes: { group: 32 } },
    [[1, 32, 8, 8]],
    32 * 64 * 9,
  ],
  // Dilation 2 makes a kernel of 3 reach over 5.
  [
    'dilated Conv',
    {
      operator: 'Conv',
      operands: [
        [1, 1, 10],
        [1, 1, 3],
      ],
      attributes: { dilations: [2] },
    },
    [[1, 1, 6]],
    18,
  ],
  // Every one of 4 * 5 * 5 inputs meets 2 * 3 * 3 weights; (5 - 1) * 2 + 3 = 11.
  [
    'ConvTranspose',
    {
      operator: 'ConvTranspose',
      operands: [
        [1, 4, 5, 5],
        [4, 2, 3, 3],
      ],
      attributes: { strides: [2, 2] },
    },
    [[1, 2, 11, 11]],
    100 * 18,
  ],
  [
    'ConvInteger',
    { operator: 'ConvInteger', operands: [u8(1, 1, 3, 3), u8(1, 1, 2, 2)] },
    [[1, 1, 2, 2]],
    16,
  ],
  [
    'QLinearConv',
    {
      operator: 'QLinearConv',
      operands: [u8(1, 2, 4, 4), [], u8(), i8(3, 2, 1, 1), [], i8(), [], u8(), i32(3)],
    },
    [[1, 3, 4, 4]],
    48 * 2,
  ],
  [
    'FusedConv',
    {
      operator: 'FusedConv',
      operands: [
        [1, 2, 4, 4],
        [3, 2, 1, 1],
      ],
      domain: MICROSOFT,
    },
    [[1, 3, 4, 4]],
    48 * 2,
  ],
  [
    'MatMul with broadcast batches',
    {
      operator: 'MatMul',
      operands: [
        [2, 1, 3, 4],
        [5, 4, 6],
      ],
    },
    [[2, 5, 3, 6]],
    180 * 4,
  ],
  ['MatMul of vectors', { operator: 'MatMul', operands: [[7], [7]] }, [[]], 7],
  ['MatMulInteger', { operator: 'MatMulInteger', operands: [u8(4, 3), u8(3, 2)] }, [[4, 2]], 24],
  [
    'QLinearMatMul',
    { operator: 'QLinearMatMul', operands: [u8(2, 4), [], u8(), u8(4, 3), [], u8(), [], u8()] },
    [[2, 3]],
    24,
  ],
  [
    'Gemm, both transposed',
    { operator: 'Gemm', operands: [[4, 2], [3, 4], [3]], attributes: { transA: 1, transB: 1 } },
    [[2, 3]],
    24,
  ],
  [
    'QGemm to floats',
    { operator: 'QGemm', operands: [u8(2, 4), [], u8(), i8(4, 3), [], i8()], domain: MICROSOFT },
    [[2, 3]],
    24,
  ],
  [
    'FusedMatMul with B transposed',
    {
      operator: 'FusedMatMul',
      operands: [
        [5, 2, 4],
        [5, 3, 4],
      ],
      attributes: { transB: 1 },
      domain: MICROSOFT,
    },
    [[5, 2, 3]],
    120,
  ],
  [
    'FusedGemm',
    {
      operator: 'FusedGemm',
      operands: [
        [2, 4],
        [4, 3],
      ],
      domain: MICROSOFT,
    },
    [[2, 3]],
    24,
  ],
  [
    'DynamicQuantizeMatMul',
    { operator: 'DynamicQuantizeMatMul', operands: [[2, 4], i8(4, 3), []], domain: MICROSOFT },
    [[2, 3]],
    24,
  ],
  [
    'MatMulIntegerToFloat',
    { operator: 'MatMulIntegerToFloat', operands: [u8(2, 4), i8(4, 3), [], []], domain: MICROSOFT },
    [[2, 3]],
    24,
  ],
  [
    'MatMulNBits',
    {
      operator: 'MatMulNBits',
      operands: [[1, 5, 32], u8(16, 1, 16), [16]],
      attributes: { K: 32, N: 16, bits: 4, block_size: 32 },
      domain: MICROSOFT,
    },
    [[1, 5, 16]],
    5 * 32 * 16,
  ],
  // b, h, q, k, d: every combination is one product.
  [
    'Einsum of attention scores',
    {
      operator: 'Einsum',
      operands: [
        [2, 3, 5, 7],
        [2, 3, 6, 7],
      ],
      attributes: { equation: 'bhqd,bhkd->bhqk' },
    },
    [[2, 3, 5, 6]],
    2 * 3 * 5 * 6 * 7,
  ],
  [
    'Einsum with an ellipsis',
    {
      operator: 'Einsum',
      operands: [
        [2, 3, 4],
        [4, 5],
      ],
      attributes: { equation: '...i,ij->...j' },
    },
    [[2, 3, 5]],
    120,
  ],
  // (ij, jk -> ik) takes 2 * 3 * 4, then (ik, kl -> il) 2 * 4 * 5.
  [
    'Einsum of three matrices, left to right',
    {
      operator: 'Einsum',
      operands: [
        [2, 3],
        [3, 4],
        [4, 5],
      ],
      attributes: { equation: 'ij,jk,kl->il' },
    },
    [[2, 5]],
    24 + 40,
  ],
  [
    'Einsum of one operand',
    { operator: 'Einsum', operands: [[3, 3]], attributes: { equation: 'ii->i' } },
    [[3]],
    0,
  ],
  // 10 steps, 2 sequences, 2 directions, 4 gates of 8 rows, 3 inputs and 8 hidden values.
  [
    'bidirectional LSTM',
    {
      operator: 'LSTM',
      operands: [
        [10, 2, 3],
        [2, 32, 3],
        [2, 32, 8],
      ],
      attributes: { hidden_size: 8 },
      outputs: 3,
    },
    [
      [10, 2, 2, 8],
      [2, 2, 8],
      [2, 2, 8],
    ],
    20 * 2 * 32 * 11,
  ],
  [
    'GRU, batch first',
    {
      operator: 'GRU',
      operands: [
        [2, 10, 3],
        [1, 24, 3],
        [1, 24, 8],
      ],
      attributes: { hidden_size: 8, layout: 1 },
      outputs: 2,
    },
    [
      [2, 10, 1, 8],
      [2, 1, 8],
    ],
    20 * 24 * 11,
  ],
  [
    'RNN',
    {
      operator: 'RNN',
      operands: [
        [5, 1, 3],
        [1, 4, 3],
        [1, 4, 4],
      ],
      attributes: { hidden_size: 4 },
    },
    [[5, 1, 1, 4]],
    5 * 4 * 7,
  ],
  // Scores 4 * 6 * 8 and weighted values 4 * 6 * 10, in 2 heads.
  [
    'Attention (opset 23)',
    {
      operator: 'Attention',
      operands: [
        [1, 2, 4, 8],
        [1, 2, 6, 8],
        [1, 2, 6, 10],
      ],
      opset: 23,
    },
    [[1, 2, 4, 10]],
    2 * 4 * 6 * 18,
  ],
  // Projection 5 * 16 * 48, then 2 heads of width 8: 2 * 5 * 5 * (8 + 8).
  [
    'Attention of com.microsoft',
    {
      operator: 'Attention',
      operands: [[1, 5, 16], [16, 48], [48]],
      attributes: { num_heads: 2 },
      domain: MICROSOFT,
    },
    [[1, 5, 16]],
    5 * 16 * 48 + 800,
  ],
  [
    'MultiHeadAttention with other keys',
    {
      operator: 'MultiHeadAttention',
      operands: [
        [1, 5, 16],
        [1, 7, 16],
        [1, 7, 16],
      ],
      attributes: { num_heads: 2 },
      domain: MICROSOFT,
    },
    [[1, 5, 16]],
    2 * 5 * 7 * 16,
  ],
  [
    'QAttention',
    {
      operator: 'QAttention',
      operands: [u8(1, 5, 16), i8(16, 48), [48], [], []],
      attributes: { num_heads: 2 },
      domain: MICROSOFT,
    },
    [[1, 5, 16]],
    5 * 16 * 48 + 800,
  ],
  [
    'DynamicQuantizeLSTM',
    {
      operator: 'DynamicQuantizeLSTM',
      operands: [[10, 2, 3], i8(1, 3, 32), i8(1, 8, 32)],
      attributes: { hidden_size: 8 },
      outputs: 3,
      domain: MICROSOFT,
    },
    [
      [10, 1, 2, 8],
      [1, 2, 8],
      [1, 2, 8],
    ],
    20 * 32 * 11,
  ],
  [
    'NhwcMaxPool',
    {
      operator: 'NhwcMaxPool',
      operands: [u8(1, 4, 4, 3)],
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      domain: MICROSOFT,
    },
    [[1, 2, 2, 3]],
    0,
  ],
  [
    'QLinearAdd',
    { operator: 'QLinearAdd', operands: [u8(2, 3), [], u8(), u8(3), [], u8(), [], u8()], domain: MICROSOFT },
    [[2, 3]],
    0,
  ],
  [
    'QLinearConcat',
    {
      operator: 'QLinearConcat',
      operands: [[], u8(), u8(2, 3), [], u8(), u8(2, 4), [], u8()],
      attributes: { axis: 1 },
      domain: MICROSOFT,
    },
    [[2, 7]],
    0,
  ],
  [
    'QLinearGlobalAveragePool, channels last',
    {
      operator: 'QLinearGlobalAveragePool',
      operands: [u8(1, 4, 4, 3), [], u8(), [], u8()],
      attributes: { channels_last: 1 },
      domain: MICROSOFT,
    },
    [[1, 1, 1, 3]],
    0,
  ],
  [
    'SkipLayerNormalization',
    { operator: 'SkipLayerNormalization', operands: [[1, 5, 8], [1, 5, 8], [8]], domain: MICROSOFT },
    [[1, 5, 8]],
    0,
  ],
  [
    'EmbedLayerNormalization',
    {
      operator: 'EmbedLayerNormalization',
      operands: [i32(2, 5), null, [100, 8], [512, 8], null, [8], [8]],
      outputs: 2,
      domain: MICROSOFT,
    },
    [[2, 5, 8], [2]],
    0,
  ],
  ['BiasGelu', { operator: 'BiasGelu', operands: [[2, 8], [8]], domain: MICROSOFT }, [[2, 8]], 0],
  [
    'AveragePool',
    { operator: 'AveragePool', operands: [[1, 8, 4, 4]], attributes: { kernel_shape: [2, 2] } },
    [[1, 8, 3, 3]],
    0,
  ],
];

describe('multiply-accumulates', () => {
  it.each(CASES)('of %s', async (_, source, shapes, macs) => {
    const result = await inferNode(source);
    expect([result.shapes, result.macs]).toEqual([shapes, macs]);
  });

  it('beyond 2^53 are refused, not rounded', async () => {
    const side = 2 ** 20;
    const source = {
      operator: 'MatMul',
      operands: [
        [side, side],
        [side, side],
      ],
    };
    await expect(inferNode(source)).rejects.toMatchObject({ code: 'inference-failed' });
  });

  it('need weights that fit the input', async () => {
    const source = {
      operator: 'Conv',
      operands: [
        [1, 3, 8, 8],
        [4, 2, 3, 3],
      ],
    };
    await expect(inferNode(source)).rejects.toMatchObject({
      problems: [
        {
          operator: 'Conv',
          message: 'weights: got [4, 2, 3, 3] in 1 groups, expected ones for [1, 3, 8, 8]',
        },
      ],
    });
  });

  it('of GroupQueryAttention follow the total length: 4 heads, 1 query, 9 keys, width 8', async () => {
    const cache = [1, 2, 8, 8];
    const result = await inferNode({
      operator: 'GroupQueryAttention',
      operands: [
        ...[[1, 1, 32], [1, 1, 16], [1, 1, 16], cache, cache, i32(1)],
        { stored: { name: 'total', dataType: 6, int32Data: [9] } },
      ],
      attributes: { num_heads: 4, kv_num_heads: 2 },
      ...{ outputs: 3, domain: MICROSOFT },
    });
    expect([result.macs, result.shapes]).toEqual([
      4 * 9 * 16,
      [
        [1, 1, 32],
        [1, 2, 9, 8],
        [1, 2, 9, 8],
      ],
    ]);
  });

  it('are of the type of the scale in MatMulIntegerToFloat', async () => {
    const scale = { stored: float32s('scale', [1], []) };
    const operands = [u8(2, 4), i8(4, 3), scale, scale];
    const { types } = await inferNode({ operator: 'MatMulIntegerToFloat', operands, domain: MICROSOFT });
    expect(types).toEqual(['float32']);
  });
});
