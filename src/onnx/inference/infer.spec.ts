import { readOnnx } from '../read.js';
import {
  bools,
  buildModel,
  float32s,
  graph,
  int64s,
  node,
  weights,
  type ModelSource,
} from '../testing/build-model.js';
import { inferOnnx, type InferenceOptions } from './infer.js';
import type { InferredGraph } from './result.js';

const infer = async (source: ModelSource, options: InferenceOptions = {}): Promise<InferredGraph> =>
  inferOnnx(await readOnnx(buildModel(source)), options);

const shapeOf = (network: InferredGraph, name: string): readonly number[] | undefined =>
  network.values.get(name)?.type.shape;

/** x [N, 8] through two connected layers that share their weights [8, 8]. */
const SHARED: ModelSource = {
  inputs: { x: ['N', 8] },
  initializers: [weights('w', [8, 8])],
  nodes: [node('MatMul', ['x', 'w'], ['h']), node('MatMul', ['h', 'w'], ['y'])],
  outputs: ['y'],
};

describe('inferOnnx', () => {
  it('counts 2 * 8 * 8 MACs a row for two 8 x 8 layers', async () => {
    const network = await infer(SHARED, { batch: 4 });
    expect([network.macs, network.outputs[0]!.shape]).toEqual([4 * 2 * 64, [4, 8]]);
  });

  it('counts no MACs for a product of weights, which runtimes compute once', async () => {
    const network = await infer({
      inputs: { x: [2, 8] },
      initializers: [weights('a', [8, 4]), weights('b', [4, 8])],
      nodes: [node('MatMul', ['a', 'b'], ['w']), node('MatMul', ['x', 'w'], ['y'])],
      outputs: ['y'],
    });
    expect(network.nodes.map(({ macs }) => macs)).toEqual([0, 2 * 8 * 8]);
  });

  it('names what the body of a loop takes from around it', async () => {
    const body = graph({
      inputs: {
        i: { type: 'int64', shape: [] },
        go: { type: 'bool', shape: [] },
        state: [2, 8],
      },
      nodes: [node('Identity', ['go'], ['more']), node('Add', ['state', 'x'], ['next'])],
      outputs: ['more', 'next'],
    });
    const network = await infer({
      inputs: { x: [2, 8], start: [2, 8] },
      initializers: [int64s('trips', [3], [])],
      nodes: [node('Loop', ['trips', '', 'start'], ['y'], { body: { graph: body } })],
      outputs: ['y'],
    });
    expect(network.nodes.map(({ inputs, captured }) => [inputs, captured])).toEqual([
      [['trips', '', 'start'], ['x']],
    ]);
  });

  it('marks weights that two layers read as shared', async () => {
    const network = await infer(SHARED, { batch: 1 });
    const use = { value: 'w', elements: 64, dataType: 'float32', isInitializer: true, isShared: true };
    expect(network.nodes.map((each) => each.weights)).toEqual([[use], [use]]);
  });

  it.each<[string, InferenceOptions]>([
    ['a whole shape', { inputShapes: { x: [4, 8] } }],
    ['the name of the dimension', { dimensions: { N: 4 } }],
    ['the batch', { batch: 4 }],
  ])('binds a symbolic dimension by %s', async (_, options) => {
    expect((await infer(SHARED, options)).inputs[0]!.shape).toEqual([4, 8]);
  });

  it.each<[string, InferenceOptions, string]>([
    ['no size for a symbolic dimension', {}, 'unbound-dimension'],
    ['a shape of another rank', { inputShapes: { x: [4] } }, 'binding-mismatch'],
    ['another size of a fixed dimension', { inputShapes: { x: [4, 9] } }, 'binding-mismatch'],
    ['two sizes of one symbol', { inputShapes: { x: [4, 8] }, dimensions: { N: 5 } }, 'binding-mismatch'],
    ['a shape for an input that is not there', { inputShapes: { z: [1] } }, 'binding-mismatch'],
    ['a negative batch', { batch: -1 }, 'binding-mismatch'],
    [
      'a batch that contradicts the given shape',
      { batch: 2, inputShapes: { x: [4, 8] } },
      'binding-mismatch',
    ],
    ['values of another number', { batch: 1, inputValues: { x: [1] } }, 'binding-mismatch'],
  ])('refuses %s', async (_, options, code) => {
    await expect(infer(SHARED, options)).rejects.toMatchObject({ code });
  });

  it('puts nodes in topological order whatever the order of the file', async () => {
    const nodes = [node('Neg', ['b'], ['y']), node('Relu', ['x'], ['a']), node('Abs', ['a'], ['b'])];
    const network = await infer({ inputs: { x: [2] }, nodes, outputs: ['y'] });
    expect(network.nodes.map((each) => each.operator)).toEqual(['Relu', 'Abs', 'Neg']);
  });

  it.each([
    ['a cycle', [node('Add', ['x', 'b'], ['a']), node('Relu', ['a'], ['b'])], 'a'],
    ['a value assigned twice', [node('Relu', ['x'], ['a']), node('Abs', ['x'], ['a'])], 'a'],
    ['an input assigned by a node', [node('Relu', ['x'], ['x'])], 'x'],
    ['a name that nothing defines', [node('Relu', ['nowhere'], ['a'])], 'a'],
    ['an output that nothing defines', [node('Relu', ['x'], ['a'])], 'z'],
  ])('refuses %s', async (_, nodes, output) => {
    await expect(infer({ inputs: { x: [2] }, nodes, outputs: [output] })).rejects.toMatchObject({
      code: 'invalid-graph',
    });
  });

  it('names every node at fault, but none that only waits for one', async () => {
    const nodes = [
      node('Mystery', ['x'], ['a']),
      node('Relu', ['a'], ['b']),
      node('MatMul', ['x', 'x'], ['c']),
      node('Gadget', ['x'], ['d'], {}, 'com.example'),
    ];
    await expect(infer({ inputs: { x: [2, 3] }, nodes, outputs: ['b'] })).rejects.toMatchObject({
      code: 'inference-failed',
      problems: [
        { kind: 'unsupported', node: 'a', operator: 'Mystery' },
        {
          kind: 'inference',
          node: 'c',
          operator: 'MatMul',
          message: expect.stringContaining('[2, 3] and [2, 3]') as string,
        },
        {
          kind: 'unsupported',
          node: 'd',
          operator: 'Gadget',
          message: expect.stringContaining('com.example.Gadget') as string,
        },
      ],
    });
  });

  it('refuses shapes of more than 2^53 elements', async () => {
    const nodes = [node('Expand', ['x', 'shape'], ['y'])];
    const source = {
      inputs: { x: [1] },
      initializers: [int64s('shape', [2 ** 40, 2 ** 40])],
      nodes,
      outputs: ['y'],
    };
    await expect(infer(source)).rejects.toMatchObject({ code: 'inference-failed' });
  });

  it('follows shape arithmetic: flattening by Shape, Gather and Concat', async () => {
    const network = await infer({
      inputs: { x: [2, 3, 4] },
      initializers: [int64s('zero', [0], []), int64s('axes', [0]), int64s('rest', [-1])],
      nodes: [
        node('Shape', ['x'], ['s']),
        node('Gather', ['s', 'zero'], ['n']),
        node('Unsqueeze', ['n', 'axes'], ['n1']),
        node('Concat', ['n1', 'rest'], ['target'], { axis: 0 }),
        node('Reshape', ['x', 'target'], ['y']),
      ],
      outputs: ['y'],
    });
    expect(network.values.get('target')?.constant).toEqual([2, -1]);
    expect(shapeOf(network, 'y')).toEqual([2, 12]);
  });

  it('takes weights from constant nodes: what needs no input is computed when the network is loaded', async () => {
    const network = await infer({
      inputs: { x: [1, 4] },
      initializers: [weights('q', [4, 2], 'int8'), float32s('scale', [0.1], [])],
      nodes: [node('DequantizeLinear', ['q', 'scale'], ['w']), node('MatMul', ['x', 'w'], ['y'])],
      outputs: ['y'],
    });
    expect(network.nodes.map(({ isConstant, weightElements }) => [isConstant, weightElements])).toEqual([
      [true, 0],
      [false, 8],
    ]);
  });

  it('treats an input that repeats an initializer as that initializer', async () => {
    const network = await infer({ ...SHARED, inputs: { x: [1, 8], w: [8, 8] } });
    expect(network.inputs.map(({ name }) => name)).toEqual(['x']);
  });
});

describe('model-local functions', () => {
  /** double(a) = a + a, and halves an axis with an attribute of the call. */
  const functions = [
    {
      ...{ name: 'FlattenTwice', domain: 'local', input: ['a'], output: ['b', 'a2'], attribute: ['where'] },
      opsetImport: [{ domain: '', version: 17n }],
      node: [node('Relu', ['a'], ['a2']), node('Flatten', ['a2'], ['b'], { axis: { reference: 'where' } })],
    },
  ];

  it('are expanded, with attributes and names of the call', async () => {
    const network = await infer({
      opsets: { '': 17, local: 1 },
      functions,
      inputs: { x: [2, 3, 4] },
      nodes: [{ ...node('FlattenTwice', ['x'], ['y'], { where: 2 }, 'local'), name: 'call' }],
      outputs: ['y'],
    });
    expect(network.nodes.map(({ name, operator, outputs }) => [name, operator, outputs])).toEqual([
      ['call/a2', 'Relu', ['call/a2']],
      ['call/b', 'Flatten', ['y']],
    ]);
    expect(shapeOf(network, 'y')).toEqual([6, 4]);
  });

  it('that call each other end in a limit, not in a hang', async () => {
    const self = {
      name: 'f',
      domain: 'd',
      input: ['a'],
      output: ['b'],
      node: [node('f', ['a'], ['b'], {}, 'd')],
    };
    const source = {
      functions: [self],
      inputs: { x: [1] },
      nodes: [node('f', ['x'], ['y'], {}, 'd')],
      outputs: ['y'],
    };
    await expect(infer(source)).rejects.toMatchObject({ code: 'inference-failed' });
  });
});

describe('If', () => {
  const branch = (operator: string) => graph({ nodes: [node(operator, ['x'], ['r'])], outputs: ['r'] });
  const source = (condition: ModelSource): ModelSource => ({
    ...condition,
    inputs: { x: [2, 2], ...condition.inputs },
    nodes: [
      node('If', ['c'], ['y'], {
        then_branch: { graph: branch('Det') },
        else_branch: { graph: branch('Relu') },
      }),
    ],
    outputs: ['y'],
  });

  it.each([
    [1, 'Det', []],
    [0, 'Relu', [2, 2]],
  ])('with condition %d is replaced by its %s branch', async (condition, operator, shape) => {
    const network = await infer(
      source({ initializers: [bools('c', [condition], [])], nodes: [], outputs: [] }),
    );
    expect(network.nodes.map((each) => each.operator)).toEqual([operator]);
    expect(network.outputs[0]!.shape).toEqual(shape);
  });

  it('with a condition that depends on data is refused', async () => {
    const input = { c: { type: 'bool', shape: [] } } as const;
    await expect(infer(source({ inputs: input, nodes: [], outputs: [] }))).rejects.toMatchObject({
      code: 'inference-failed',
    });
  });
});

describe('Loop and Scan', () => {
  /** v2 = v * w, [1, 4] x [4, 4]: 16 MACs an iteration. */
  const body = {
    ...{ name: 'body', input: [{ name: 'i' }, { name: 'c' }, { name: 'v' }] },
    output: [{ name: 'c2' }, { name: 'v2' }, { name: 's' }],
    node: [node('Identity', ['c'], ['c2']), node('MatMul', ['v', 'w'], ['v2']), node('Relu', ['v2'], ['s'])],
  };
  const loop = (trips: number): ModelSource => ({
    inputs: { x: [1, 4] },
    initializers: [int64s('M', [trips], []), weights('w', [4, 4])],
    nodes: [node('Loop', ['M', '', 'x'], ['y', 'all'], { body: { graph: body } })],
    outputs: ['y', 'all'],
  });

  it.each([[3], [1000]])(
    'Loop of %d trips takes 16 MACs a trip and stacks its scan output',
    async (trips) => {
      const network = await infer(loop(trips));
      expect(network.nodes.map(({ macs, weightElements }) => [macs, weightElements])).toEqual([
        [16 * trips, 16],
      ]);
      expect(network.outputs.map(({ shape }) => shape)).toEqual([
        [1, 4],
        [trips, 1, 4],
      ]);
    },
  );

  it('Loop whose trip count depends on data is refused', async () => {
    const source = loop(3);
    const inputs = { ...source.inputs, M: { type: 'int64', shape: [] } } as const;
    const open = { ...source, inputs, initializers: [weights('w', [4, 4])] };
    await expect(infer(open)).rejects.toMatchObject({ problems: [{ operator: 'Loop', kind: 'inference' }] });
  });

  it('Scan over 5 steps of 3 values keeps its state and stacks its output', async () => {
    const step = {
      ...{
        name: 'step',
        input: [{ name: 'state' }, { name: 'e' }],
        output: [{ name: 'next' }, { name: 'out' }],
      },
      node: [node('Add', ['state', 'e'], ['next']), node('Identity', ['next'], ['out'])],
    };
    const network = await infer({
      inputs: { s: [3], x: [5, 3] },
      nodes: [node('Scan', ['s', 'x'], ['last', 'all'], { body: { graph: step }, num_scan_inputs: 1 })],
      outputs: ['last', 'all'],
    });
    expect(network.outputs.map(({ shape }) => shape)).toEqual([[3], [5, 3]]);
  });
});
