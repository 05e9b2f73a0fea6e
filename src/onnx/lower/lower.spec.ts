import type { LayerOperation } from '../../core/network/kinds/index.js';
import type { Network } from '../../core/network/network.js';
import { totalWorkload } from '../../core/network/total-workload.js';
import type { InferenceOptions } from '../inference/infer.js';
import {
  buildModel,
  float32s,
  graph,
  int64s,
  node,
  weights,
  type ModelSource,
} from '../testing/build-model.js';
import { importOnnx } from './import.js';

const lower = (source: ModelSource, options: InferenceOptions = {}): Promise<Network> =>
  importOnnx(buildModel(source), options);

const kinds = ({ layers }: Network): LayerOperation['kind'][] =>
  layers.map(({ operation }) => operation.kind);
const weightsByLayer = ({ layers }: Network): number[] =>
  layers.map(({ workload }) => workload.weightElements);
const tensorNames = (network: Network, indices: readonly number[]): string[] =>
  indices.map((index) => network.tensors[index]!.name);

describe('lowerOnnx', () => {
  it('keeps the names of tensors and says which node a layer stands for', async () => {
    const network = await lower({
      inputs: { x: [1, 3, 8, 8] },
      initializers: [weights('w', [4, 3, 3, 3])],
      nodes: [{ ...node('Conv', ['x', 'w'], ['h']), name: 'stem' }, node('Relu', ['h'], ['y'])],
      outputs: ['y'],
    });
    expect(network.tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ['x', [1, 3, 8, 8]],
      ['h', [1, 4, 6, 6]],
      ['y', [1, 4, 6, 6]],
    ]);
    // A node without a name is called by its first output.
    expect(network.layers.map(({ name, sources }) => [name, sources])).toEqual([
      ['stem', ['stem']],
      ['y', ['y']],
    ]);
    // 4 · 6 · 6 outputs of 3 · 3 · 3 products each; 4 · 27 weights.
    expect(totalWorkload(network)).toEqual({ macs: 144 * 27, weightElements: 108 });
  });

  it('gives a layer whose name is taken that of its output', async () => {
    const relu = (from: string, to: string) => ({ ...node('Relu', [from], [to]), name: 'relu' });
    const network = await lower({
      inputs: { x: [2] },
      nodes: [relu('x', 'a'), relu('a', 'b'), { ...node('Relu', ['b'], ['c']), name: 'b' }],
      outputs: ['c'],
    });
    expect(network.layers.map(({ name }) => name)).toEqual(['relu', 'b', 'c']);
  });

  it('drops shape arithmetic, constants and what no output needs', async () => {
    const network = await lower({
      inputs: { x: [2, 3, 4] },
      nodes: [
        node('Shape', ['x'], ['shape']),
        node('Constant', [], ['zero'], { value_int: 0 }),
        node('Gather', ['shape', 'zero'], ['batch']),
        node('Constant', [], ['first'], { value_ints: [0] }),
        node('Unsqueeze', ['batch', 'first'], ['batch1']),
        node('Constant', [], ['rest'], { value_ints: [-1] }),
        node('Concat', ['batch1', 'rest'], ['target'], { axis: 0 }),
        node('Reshape', ['x', 'target'], ['y']),
        node('Relu', ['x'], ['unused']),
      ],
      outputs: ['y'],
    });
    expect(network.layers.map(({ operation }) => operation)).toEqual([{ kind: 'reshape', shape: [2, 12] }]);
    expect(tensorNames(network, network.outputs)).toEqual(['y']);
  });

  it('drops a mask that depends on the shape of an input, though it is too large to be followed', async () => {
    const network = await lower({
      inputs: { x: [128, 128] },
      nodes: [
        node('Shape', ['x'], ['shape']),
        node('ConstantOfShape', ['shape'], ['ones']), // 16 384 elements
        node('Neg', ['ones'], ['mask']),
        node('Mul', ['x', 'mask'], ['y']),
      ],
      outputs: ['y'],
    });
    expect(network.layers.map(({ operation }) => operation)).toEqual([
      { kind: 'element-wise', function: 'multiply', weights: [[128, 128]] },
    ]);
    expect(weightsByLayer(network)).toEqual([0]);
  });

  it('keeps a node that nothing reads when it has MACs, so that none are lost', async () => {
    const network = await lower({
      inputs: { x: [2, 8] },
      initializers: [weights('w', [8, 4])],
      nodes: [node('MatMul', ['x', 'w'], ['unused']), node('Relu', ['x'], ['y'])],
      outputs: ['y'],
    });
    expect(kinds(network)).toEqual(['connected', 'activation']);
    expect(totalWorkload(network).macs).toBe(2 * 8 * 4);
    expect(tensorNames(network, network.outputs)).toEqual(['y']);
  });

  it('lets weights that are stored as int8 disappear into the layer that uses them', async () => {
    const network = await lower({
      inputs: { x: [1, 8] },
      initializers: [weights('w', [8, 4], 'int8'), float32s('scale', [0.1], [])],
      nodes: [node('DequantizeLinear', ['w', 'scale'], ['wide']), node('MatMul', ['x', 'wide'], ['y'])],
      outputs: ['y'],
    });
    expect(network.layers.map(({ operation }) => operation)).toEqual([
      { kind: 'connected', features: 4, bias: false },
    ]);
    expect(weightsByLayer(network)).toEqual([32]);
  });

  it('counts a shared weight at its first user, and a table and its transpose as one', async () => {
    const network = await lower({
      inputs: { ids: { type: 'int64', shape: [1, 5] } },
      initializers: [weights('table', [100, 8]), weights('w', [8, 8])],
      nodes: [
        node('Transpose', ['table'], ['columns'], { perm: [1, 0] }),
        node('Gather', ['table', 'ids'], ['e']),
        node('MatMul', ['e', 'w'], ['h']),
        node('MatMul', ['h', 'w'], ['k']),
        node('MatMul', ['k', 'columns'], ['y']),
      ],
      outputs: ['y'],
    });
    expect(kinds(network)).toEqual(['embedding', 'connected', 'connected', 'connected']);
    expect(weightsByLayer(network)).toEqual([800, 64, 0, 0]);
    // 5 tokens · (8 · 8 + 8 · 8 + 8 · 100).
    expect(totalWorkload(network).macs).toBe(5 * 928);
  });

  it('counts a stored token that is repeated for the batch at the layer that takes it', async () => {
    const network = await lower({
      inputs: { x: [2, 49, 8] },
      initializers: [weights('token', [1, 1, 8])],
      nodes: [
        node('Shape', ['x'], ['shape']),
        node('Constant', [], ['tail'], { value_ints: [1, 8] }),
        node('Slice', ['shape', 'from', 'to'], ['head']),
        node('Concat', ['head', 'tail'], ['target'], { axis: 0 }),
        node('Expand', ['token', 'target'], ['tokens']),
        node('Concat', ['tokens', 'x'], ['y'], { axis: 1 }),
        node('Constant', [], ['from'], { value_ints: [0] }),
        node('Constant', [], ['to'], { value_ints: [1] }),
      ],
      outputs: ['y'],
    });
    expect(network.layers.map(({ operation }) => operation)).toEqual([
      { kind: 'concat', axis: 1, weights: [[2, 1, 8]] },
    ]);
    expect(weightsByLayer(network)).toEqual([8]);
  });

  it('counts no lone number of a Constant node as a weight', async () => {
    const network = await lower({
      inputs: { x: [2, 8] },
      nodes: [
        node('Constant', [], ['exponent'], { value_float: { float: 2 } }),
        node('Pow', ['x', 'exponent'], ['y']),
      ],
      outputs: ['y'],
    });
    expect(weightsByLayer(network)).toEqual([0]);
  });

  it('takes what the body of a loop reads around it as inputs of the layer', async () => {
    const body = graph({
      inputs: { i: { type: 'int64', shape: [] }, go: { type: 'bool', shape: [] }, state: [2, 8] },
      initializers: [weights('w', [8, 8])],
      nodes: [
        node('Identity', ['go'], ['more']),
        node('MatMul', ['state', 'w'], ['moved']),
        node('Add', ['moved', 'h'], ['next']),
      ],
      outputs: ['more', 'next'],
    });
    const network = await lower({
      inputs: { x: [2, 8], start: [2, 8] },
      initializers: [int64s('trips', [3], [])],
      nodes: [
        node('Relu', ['x'], ['h']),
        node('Loop', ['trips', '', 'start'], ['y'], { body: { graph: body } }),
      ],
      outputs: ['y'],
    });
    const loop = network.layers[1]!;
    expect(tensorNames(network, loop.inputs)).toEqual(['start', 'h']);
    // Three iterations of 2 · 8 · 8 products with 64 weights.
    expect(loop.operation).toMatchObject({ kind: 'custom', function: 'Loop', layerClass: 'connected' });
    expect([loop.workload.macs, loop.workload.weightElements]).toEqual([384, 64]);
  });

  it('takes no initializer that is listed as an input for an input', async () => {
    const network = await lower({
      inputs: { x: [2, 8], w: [8, 4] },
      initializers: [weights('w', [8, 4])],
      nodes: [node('MatMul', ['x', 'w'], ['y'])],
      outputs: ['y'],
    });
    expect(tensorNames(network, network.inputs)).toEqual(['x']);
  });

  it('leaves out empty inputs, such as the keys before the first token', async () => {
    const network = await lower(
      {
        inputs: { past: [1, 2, 'past', 4], x: [1, 2, 1, 4] },
        nodes: [node('Concat', ['past', 'x'], ['y'], { axis: 2 })],
        outputs: ['y'],
      },
      { dimensions: { past: 0 } },
    );
    expect(tensorNames(network, network.inputs)).toEqual(['x']);
    expect(network.tensors[1]!.shape).toEqual([1, 2, 1, 4]);
  });

  it('leaves constant results out of the outputs', async () => {
    const network = await lower({
      inputs: { x: [2, 8] },
      nodes: [node('Shape', ['x'], ['shape']), node('Relu', ['x'], ['y'])],
      outputs: ['shape', 'y'],
    });
    expect(tensorNames(network, network.outputs)).toEqual(['y']);
  });

  it.each<[string, ModelSource]>([
    [
      'whose outputs are all constant',
      { inputs: { x: [2] }, nodes: [node('Shape', ['x'], ['y'])], outputs: ['y'] },
    ],
    ['without layers', { inputs: { x: [2] }, nodes: [], outputs: ['x'] }],
  ])('refuses a graph %s', async (_, source) => {
    await expect(lower(source)).rejects.toMatchObject({ code: 'invalid-model' });
  });

  it('refuses sizes that no exact number holds', async () => {
    const source = {
      inputs: { x: [2 ** 26, 2 ** 26], z: [2 ** 26, 2 ** 26] },
      nodes: [node('Add', ['x', 'z'], ['y'])], // reads 2 · 2^52 elements
      outputs: ['y'],
    };
    await expect(lower(source)).rejects.toMatchObject({ code: 'limit-exceeded' });
  });

  it('names the network as asked, else as the graph in the file', async () => {
    const bytes = buildModel({ inputs: { x: [2] }, nodes: [node('Relu', ['x'], ['y'])], outputs: ['y'] });
    expect((await importOnnx(bytes)).name).toBe('test');
    expect((await importOnnx(bytes, { name: 'mine' })).name).toBe('mine');
  });
});
