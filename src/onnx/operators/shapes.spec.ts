import { bools, float32s, int64s } from '../testing/build-model.js';
import { inferNode, type NodeSource } from '../testing/infer-node.js';

const ints = (values: readonly number[], dims?: readonly number[]) => ({
  stored: int64s(`c${values.join('_')}`, values, dims),
});

type Case = readonly [string, NodeSource, readonly (readonly number[])[]];

const CASES: readonly Case[] = [
  // Reshape copies 0 and fills in -1: 2 * 3 * 4 / (2 * 2) = 6.
  ['Reshape with 0 and -1', { operator: 'Reshape', operands: [[2, 3, 4], ints([0, -1, 2])] }, [[2, 6, 2]]],
  [
    'Reshape with allowzero',
    { operator: 'Reshape', operands: [[0, 3], ints([3, 0])], attributes: { allowzero: 1 } },
    [[3, 0]],
  ],
  ['Flatten at axis -1', { operator: 'Flatten', operands: [[2, 3, 4]], attributes: { axis: -1 } }, [[6, 4]]],
  [
    'Squeeze by attribute (opset 11)',
    { operator: 'Squeeze', operands: [[1, 3, 1]], attributes: { axes: [0] }, opset: 11 },
    [[3, 1]],
  ],
  [
    'Squeeze by input (opset 13)',
    { operator: 'Squeeze', operands: [[1, 3, 1], ints([-1])], opset: 13 },
    [[1, 3]],
  ],
  ['Unsqueeze at both ends', { operator: 'Unsqueeze', operands: [[3, 4], ints([0, 3])] }, [[1, 3, 4, 1]]],
  ['Transpose without perm', { operator: 'Transpose', operands: [[2, 3, 4]] }, [[4, 3, 2]]],
  ['Shape from axis 1', { operator: 'Shape', operands: [[2, 3, 4]], attributes: { start: 1 } }, [[2]]],
  [
    'Concat',
    {
      operator: 'Concat',
      operands: [
        [2, 3],
        [2, 5],
      ],
      attributes: { axis: -1 },
    },
    [[2, 8]],
  ],
  [
    'Split into 3 of 10 (opset 18)',
    { operator: 'Split', operands: [[10]], attributes: { num_outputs: 3 }, outputs: 3, opset: 18 },
    [[4], [4], [2]],
  ],
  [
    'Slice to the largest int64',
    { operator: 'Slice', operands: [[10], ints([3]), ints([2 ** 62]), ints([0]), ints([2])] },
    [[4]],
  ],
  [
    'Slice backwards',
    { operator: 'Slice', operands: [[10], ints([-1]), ints([-(2 ** 62)]), ints([0]), ints([-3])] },
    [[4]],
  ],
  [
    'Gather of a matrix of indices',
    { operator: 'Gather', operands: [[5, 7], { type: 'int64', shape: [2, 3] }], attributes: { axis: 1 } },
    [[5, 2, 3]],
  ],
  [
    'GatherND with batch_dims',
    {
      operator: 'GatherND',
      operands: [[2, 3, 4], { type: 'int64', shape: [2, 1] }],
      attributes: { batch_dims: 1 },
    },
    [[2, 4]],
  ],
  ['Expand both ways', { operator: 'Expand', operands: [[3, 1], ints([2, 1, 6])] }, [[2, 3, 6]]],
  ['Tile', { operator: 'Tile', operands: [[2, 3], ints([4, 2])] }, [[8, 6]]],
  [
    'Pad of two axes (opset 18)',
    { operator: 'Pad', operands: [[2, 3, 4], ints([1, 2, 3, 4]), null, ints([0, 2])], opset: 18 },
    [[6, 3, 10]],
  ],
  [
    'Pad by attribute (opset 7)',
    { operator: 'Pad', operands: [[2, 3]], attributes: { pads: [0, 1, 0, 1] }, opset: 7 },
    [[2, 5]],
  ],
  [
    'ReduceMean over -1 without keepdims',
    { operator: 'ReduceMean', operands: [[2, 3, 4]], attributes: { axes: [-1], keepdims: 0 } },
    [[2, 3]],
  ],
  [
    'ReduceSum of everything',
    { operator: 'ReduceSum', operands: [[2, 3]], attributes: { keepdims: 0 } },
    [[]],
  ],
  ['ArgMax', { operator: 'ArgMax', operands: [[2, 3, 4]], attributes: { axis: 1 } }, [[2, 1, 4]]],
  [
    'TopK by attribute (opset 9)',
    { operator: 'TopK', operands: [[2, 9]], attributes: { k: 3 }, outputs: 2, opset: 9 },
    [
      [2, 3],
      [2, 3],
    ],
  ],
  [
    'OneHot at axis 0',
    {
      operator: 'OneHot',
      operands: [{ type: 'int64', shape: [5] }, ints([7], []), [2]],
      attributes: { axis: 0 },
    },
    [[7, 5]],
  ],
  [
    'NonZero of 3 of 4',
    { operator: 'NonZero', operands: [{ stored: bools('b', [1, 0, 1, 1], [2, 2]) }] },
    [[2, 3]],
  ],
  [
    'Compress along an axis',
    { operator: 'Compress', operands: [[3, 2], { stored: bools('b', [0, 1, 1]) }], attributes: { axis: 0 } },
    [[2, 2]],
  ],
  [
    'Range of 10, 7, 4',
    { operator: 'Range', operands: [ints([10], []), ints([2], []), ints([-3], [])] },
    [[3]],
  ],
  [
    'Broadcast addition',
    {
      operator: 'Add',
      operands: [
        [8, 1, 6],
        [7, 1],
      ],
    },
    [[8, 7, 6]],
  ],
  [
    'Addition at an axis (opset 6)',
    { operator: 'Add', operands: [[2, 3, 4], [3]], attributes: { broadcast: 1, axis: 1 }, opset: 6 },
    [[2, 3, 4]],
  ],
  // floor((112 + 2 - 2 - 1) / 2) + 1 = 56; with ceil 57.
  [
    'MaxPool',
    {
      operator: 'MaxPool',
      operands: [[1, 64, 112, 112]],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    },
    [[1, 64, 56, 56]],
  ],
  [
    'MaxPool with ceil_mode',
    {
      operator: 'MaxPool',
      operands: [[1, 1, 112, 112]],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
    },
    [[1, 1, 56, 56]],
  ],
  // ceil((5 - 1) / 3) + 1 = 3 windows, of which the third would start at 6, behind the input.
  [
    'MaxPool drops a window that starts behind the input',
    {
      operator: 'MaxPool',
      operands: [[1, 1, 5]],
      attributes: { kernel_shape: [1], strides: [3], ceil_mode: 1 },
    },
    [[1, 1, 2]],
  ],
  [
    'AveragePool with SAME_UPPER',
    {
      operator: 'AveragePool',
      operands: [[1, 1, 7]],
      attributes: { kernel_shape: [3], strides: [2], auto_pad: 'SAME_UPPER' },
    },
    [[1, 1, 4]],
  ],
  ['GlobalAveragePool', { operator: 'GlobalAveragePool', operands: [[2, 8, 7, 7]] }, [[2, 8, 1, 1]]],
  [
    'RoiAlign',
    {
      operator: 'RoiAlign',
      operands: [[1, 8, 32, 32], [5, 4], { type: 'int64', shape: [5] }],
      attributes: { output_height: 7, output_width: 7 },
    },
    [[5, 8, 7, 7]],
  ],
  [
    'Resize by scales',
    { operator: 'Resize', operands: [[1, 3, 5, 5], null, { stored: float32s('s', [1, 1, 1.5, 2]) }] },
    [[1, 3, 7, 10]],
  ],
  [
    'Resize by sizes',
    { operator: 'Resize', operands: [[1, 3, 5, 5], null, null, ints([1, 3, 9, 8])] },
    [[1, 3, 9, 8]],
  ],
  [
    'Resize not larger than a square of 6',
    {
      operator: 'Resize',
      operands: [[1, 1, 4, 8], null, null, ints([6, 6])],
      attributes: { axes: [2, 3], keep_aspect_ratio_policy: 'not_larger' },
      opset: 18,
    },
    [[1, 1, 3, 6]],
  ],
  [
    'Upsample by attribute (opset 7)',
    {
      operator: 'Upsample',
      operands: [[1, 2, 3, 3]],
      attributes: { scales: { floats: [1, 1, 2, 2] } },
      opset: 7,
    },
    [[1, 2, 6, 6]],
  ],
  [
    'GridSample',
    {
      operator: 'GridSample',
      operands: [
        [1, 3, 8, 8],
        [1, 4, 5, 2],
      ],
    },
    [[1, 3, 4, 5]],
  ],
  [
    'DepthToSpace',
    { operator: 'DepthToSpace', operands: [[1, 8, 2, 3]], attributes: { blocksize: 2 } },
    [[1, 2, 4, 6]],
  ],
  [
    'LayerNormalization with statistics',
    {
      operator: 'LayerNormalization',
      operands: [
        [2, 3, 4],
        [3, 4],
      ],
      attributes: { axis: 1 },
      outputs: 3,
    },
    [
      [2, 3, 4],
      [2, 1, 1],
      [2, 1, 1],
    ],
  ],
  [
    'BatchNormalization',
    { operator: 'BatchNormalization', operands: [[2, 8, 4], [8], [8], [8], [8]] },
    [[2, 8, 4]],
  ],
  // (128 - 16) / 8 + 1 = 15 frames of 16 / 2 + 1 bins.
  [
    'STFT',
    { operator: 'STFT', operands: [[1, 128, 1], ints([8], []), null, ints([16], [])] },
    [[1, 15, 9, 2]],
  ],
  ['Dropout with mask', { operator: 'Dropout', operands: [[4]], outputs: 2 }, [[4], [4]]],
];

describe('output shapes', () => {
  it.each(CASES)('%s', async (_, source, shapes) => {
    expect((await inferNode(source)).shapes).toEqual(shapes);
  });

  it.each<readonly [string, NodeSource]>([
    ['Reshape to another number of elements', { operator: 'Reshape', operands: [[2, 3], ints([4])] }],
    [
      'Concat of different widths',
      {
        operator: 'Concat',
        operands: [
          [2, 3],
          [3, 3],
        ],
        attributes: { axis: 1 },
      },
    ],
    ['Add of shapes that do not broadcast', { operator: 'Add', operands: [[2], [3]] }],
    ['Squeeze of a dimension of 3', { operator: 'Squeeze', operands: [[3], ints([0])] }],
    [
      'Transpose with a repeated axis',
      { operator: 'Transpose', operands: [[2, 3]], attributes: { perm: [0, 0] } },
    ],
    [
      'Slice with step 0',
      { operator: 'Slice', operands: [[4], ints([0], [1]), ints([4]), ints([0], [1]), ints([0], [1])] },
    ],
    [
      'MaxPool larger than its input',
      { operator: 'MaxPool', operands: [[1, 1, 2]], attributes: { kernel_shape: [5] } },
    ],
    ['Range with step 0', { operator: 'Range', operands: [ints([1], []), ints([5], []), ints([0], [])] }],
    [
      'Reshape to a target that depends on data',
      { operator: 'Reshape', operands: [[4], { type: 'int64', shape: [1] }] },
    ],
    [
      'Flatten with a text for an axis',
      { operator: 'Flatten', operands: [[2, 3]], attributes: { axis: 'x' } },
    ],
    ['Softmax of nothing', { operator: 'Softmax', operands: [null] }],
  ])('%s is refused', async (_, source) => {
    await expect(inferNode(source)).rejects.toMatchObject({ code: 'inference-failed' });
  });
});

describe('output types', () => {
  it.each<readonly [string, NodeSource, readonly string[]]>([
    ['Cast to float16 (10)', { operator: 'Cast', operands: [[2]], attributes: { to: 10 } }, ['float16']],
    ['comparison', { operator: 'Less', operands: [[2], [2]] }, ['bool']],
    ['ArgMax', { operator: 'ArgMax', operands: [[2]] }, ['int64']],
    [
      'MaxPool with indices',
      { operator: 'MaxPool', operands: [[1, 1, 4]], attributes: { kernel_shape: [2] }, outputs: 2 },
      ['float32', 'int64'],
    ],
    [
      'DynamicQuantizeLinear',
      { operator: 'DynamicQuantizeLinear', operands: [[2]], outputs: 3 },
      ['uint8', 'float32', 'uint8'],
    ],
    ['QuantizeLinear without zero point', { operator: 'QuantizeLinear', operands: [[2], []] }, ['uint8']],
    [
      'QuantizeLinear to int16 by attribute',
      { operator: 'QuantizeLinear', operands: [[2], []], attributes: { output_dtype: 5 }, opset: 21 },
      ['int16'],
    ],
    [
      'Dropout mask before opset 10',
      { operator: 'Dropout', operands: [[2]], outputs: 2, opset: 9 },
      ['float32', 'float32'],
    ],
  ])('of %s', async (_, source, types) => {
    expect((await inferNode(source)).types).toEqual(types);
  });
});

describe('values', () => {
  const pair = (a: readonly number[], b: readonly number[]) => [
    { stored: int64s('a', a) },
    { stored: int64s('b', b) },
  ];

  it.each<readonly [string, NodeSource, readonly number[]]>([
    ['integer division towards zero', { operator: 'Div', operands: pair([7, -7], [2, 2]) }, [3, -3]],
    ['Mod with the sign of the divisor', { operator: 'Mod', operands: pair([-7, 7], [3, -3]) }, [2, -2]],
    [
      'Mod with fmod',
      { operator: 'Mod', operands: pair([-7, 7], [3, -3]), attributes: { fmod: 1 } },
      [-1, 1],
    ],
    ['Max', { operator: 'Max', operands: pair([1, 5], [4, 2]) }, [4, 5]],
    ['Equal', { operator: 'Equal', operands: pair([1, 5], [1, 2]) }, [1, 0]],
    [
      'Transpose',
      { operator: 'Transpose', operands: [ints([1, 2, 3, 4, 5, 6], [2, 3])] },
      [1, 4, 2, 5, 3, 6],
    ],
    [
      'Slice with step -2',
      { operator: 'Slice', operands: [ints([1, 2, 3, 4, 5]), ints([4]), ints([-6]), ints([0]), ints([-2])] },
      [5, 3, 1],
    ],
    [
      'Concat along columns',
      { operator: 'Concat', operands: [ints([1, 2], [2, 1]), ints([3, 4], [2, 1])], attributes: { axis: 1 } },
      [1, 3, 2, 4],
    ],
    [
      'Gather with a negative index',
      { operator: 'Gather', operands: [ints([7, 8, 9]), ints([-1, 0])] },
      [9, 7],
    ],
    [
      'ReduceProd',
      { operator: 'ReduceProd', operands: [ints([2, 3, 4])], attributes: { keepdims: 0 } },
      [24],
    ],
    ['NonZero by rows', { operator: 'NonZero', operands: [ints([0, 1, 1, 0], [2, 2])] }, [0, 1, 1, 0]],
    [
      'ScatterND',
      { operator: 'ScatterND', operands: [ints([1, 2, 3, 4]), ints([2], [1, 1]), ints([9])] },
      [1, 2, 9, 4],
    ],
    ['Tile', { operator: 'Tile', operands: [ints([1, 2]), ints([2], [1])] }, [1, 2, 1, 2]],
    ['Pad', { operator: 'Pad', operands: [ints([1, 2]), ints([1, 1])] }, [0, 1, 2, 0]],
    ['CumSum', { operator: 'CumSum', operands: [ints([1, 2, 3]), ints([0], [])] }, [1, 3, 6]],
    [
      'Cast towards zero',
      { operator: 'Cast', operands: [{ stored: float32s('f', [-1.5, 2.7]) }], attributes: { to: 7 } },
      [-1, 2],
    ],
  ])('%s is followed', async (_, source, expected) => {
    expect((await inferNode(source)).constants).toEqual([expected]);
  });

  it('beyond 2^53 are not followed', async () => {
    const source = { operator: 'Mul', operands: pair([2 ** 40], [2 ** 40]) };
    expect((await inferNode(source)).constants).toEqual([undefined]);
  });

  it('of more than 8 192 elements are not followed, their shape is', async () => {
    const { constants, shapes } = await inferNode({
      operator: 'ConstantOfShape',
      operands: [ints([2 ** 30, 2 ** 20])],
    });
    expect([constants, shapes]).toEqual([[undefined], [[2 ** 30, 2 ** 20]]]);
  });
});
