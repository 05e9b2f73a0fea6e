import type { CoreError } from '../errors.js';
import type { LayerDefinition } from './definition.js';
import { buildChain, buildNetwork, type Network } from './network.js';
import type { Tensor } from './tensor.js';
import { totalWorkload } from './total-workload.js';

const image: Tensor = { name: 'image', shape: [1, 8, 4, 4], dataType: 'float32' };
const relu = { kind: 'activation', function: 'relu' } as const;
const add = { kind: 'element-wise', function: 'add' } as const;
const join = { kind: 'concat', axis: 1 } as const;
const constant = { kind: 'constant', shape: [8, 1, 1], dataType: 'float32' } as const;

const layer = (name: string, inputs: string[], operation: LayerDefinition['operation'] = relu) => ({
  name,
  operation,
  inputs,
});

const build = (...layers: LayerDefinition[]): Network => buildNetwork({ name: 'n', inputs: [image], layers });

const names = ({ layers }: Network) => layers.map(({ name }) => name);
const tensorNames = ({ tensors }: Network, indices: readonly number[]) =>
  indices.map((index) => tensors[index]!.name);

function errorOf(work: () => unknown): CoreError {
  try {
    work();
  } catch (error) {
    return error as CoreError;
  }
  throw new Error('expected an error');
}

describe('buildNetwork', () => {
  it('lets a layer take the output of the one defined before it', () => {
    const network = build({ name: 'a', operation: relu }, { name: 'b', operation: relu });

    expect(network.tensors.map(({ name }) => name)).toEqual(['image', 'a', 'b']);
    expect(network.layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [[0], [1]],
      [[1], [2]],
    ]);
    expect(tensorNames(network, network.outputs)).toEqual(['b']);
  });

  it('shares a tensor between all layers that take it', () => {
    const network = build(
      layer('stem', ['image']),
      layer('left', ['stem']),
      layer('right', ['stem']),
      layer('sum', ['left', 'right'], add),
    );

    expect(network.layers[1]!.inputs).toEqual(network.layers[2]!.inputs);
    expect(network.tensors).toHaveLength(5);
  });

  it('orders layers that are defined in any order, and keeps an order that is right', () => {
    const ordered = [
      layer('stem', ['image']),
      layer('left', ['stem']),
      layer('right', ['image']),
      layer('sum', ['left', 'right'], add),
    ];

    expect(names(build(...ordered))).toEqual(['stem', 'left', 'right', 'sum']);
    expect(names(build(...ordered.toReversed()))).toEqual(['stem', 'left', 'right', 'sum']);
  });

  it('names the outputs of a layer after it and their place', () => {
    const halves = { kind: 'split', axis: 1, sizes: [4, 4] } as const;
    const network = build({ name: 'split', operation: halves }, layer('joined', ['split:1', 'split'], join));

    expect(network.tensors.map(({ name }) => name)).toEqual(['image', 'split', 'split:1', 'joined']);
    expect(network.tensors.at(-1)!.shape).toEqual([1, 8, 4, 4]);
  });

  it('names outputs as they are given', () => {
    const halves = { kind: 'split', axis: 1, sizes: [4, 4] } as const;
    const network = build({ name: 'split', operation: halves, outputs: ['upper', 'lower'] });

    expect(tensorNames(network, network.outputs)).toEqual(['upper', 'lower']);
    expect(errorOf(() => build({ name: 'split', operation: halves, outputs: ['upper'] }))).toMatchObject({
      code: 'wrong-tensor-count',
      message: "layer 'split': outputs: got 1 names, expected 2",
    });
  });

  it('results in what nobody takes, or in what is asked for', () => {
    const layers = [layer('a', ['image']), layer('b', ['a']), layer('c', ['a'])];
    const byDefault = buildNetwork({ name: 'n', inputs: [image], layers });
    const asked = buildNetwork({ name: 'n', inputs: [image], layers, outputs: ['c', 'a'] });

    expect(tensorNames(byDefault, byDefault.outputs)).toEqual(['b', 'c']);
    expect(tensorNames(asked, asked.outputs)).toEqual(['c', 'a']);
  });

  it('marks what depends on constants alone: every tier has it', () => {
    const network = build(
      layer('scale', [], constant),
      layer('positive', ['scale']),
      layer('scaled', ['image', 'positive'], { ...add, function: 'multiply' }),
    );

    expect(tensorNames(network, network.constants)).toEqual(['scale', 'positive']);
  });

  it('counts a shared weight tensor where it is told to', () => {
    const decoder = { kind: 'connected', features: 4, bias: false, everyPosition: true } as const;
    const network = build(layer('own', ['image'], decoder), {
      ...layer('tied', ['own'], decoder),
      weightElements: 0,
    });

    expect(network.layers.map(({ workload }) => workload.weightElements)).toEqual([16, 0]); // 4 · 4
    expect(totalWorkload(network)).toEqual({ macs: 1_024, weightElements: 16 }); // 2 · (8 · 4) · 4 · 4
  });

  it('keeps the nodes that a layer stands for', () => {
    const network = build({ name: 'gelu', operation: relu, sources: ['Div_1', 'Erf_2'] });

    expect(network.layers[0]!.sources).toEqual(['Div_1', 'Erf_2']);
  });

  it('takes several inputs by name', () => {
    const other: Tensor = { ...image, name: 'other' };
    const inputs = [image, other];

    expect(
      buildNetwork({ name: 'n', inputs, layers: [layer('sum', ['image', 'other'], add)] }).inputs,
    ).toEqual([0, 1]);
    expect(
      errorOf(() => buildNetwork({ name: 'n', inputs, layers: [{ name: 'a', operation: relu }] })),
    ).toMatchObject({ code: 'undefined-tensor', location: { layerName: 'a', parameter: 'inputs' } });
  });
});

describe('buildNetwork refuses', () => {
  it('a network without layers or inputs', () => {
    expect(errorOf(() => build())).toMatchObject({
      code: 'empty-network',
      location: { parameter: 'layers' },
    });
    expect(
      errorOf(() => buildNetwork({ name: 'n', inputs: [], layers: [layer('a', [], constant)] })),
    ).toMatchObject({ code: 'empty-network', location: { parameter: 'inputs' } });
  });

  it('a cycle, by naming it', () => {
    const error = errorOf(() =>
      build(layer('a', ['image']), layer('b', ['a', 'd'], add), layer('c', ['b']), layer('d', ['c'])),
    );

    expect(error).toMatchObject({ code: 'cycle', location: { layerIndex: 1, layerName: 'b' } });
    expect(error.message).toBe(
      "layer 'b': inputs: got a cycle, in which each layer needs the next: b → d → c → b, expected none",
    );
  });

  it('a layer that needs itself', () => {
    expect(errorOf(() => build(layer('a', ['a']))).message).toMatch('a → a');
  });

  it('a tensor that nobody makes', () => {
    expect(errorOf(() => build(layer('a', ['nothing'])))).toMatchObject({
      code: 'undefined-tensor',
      message:
        "layer 'a': inputs: got 'nothing', expected a tensor that the network takes or one of its layers makes",
      location: { layerIndex: 0, layerName: 'a', parameter: 'inputs' },
    });
    expect(
      errorOf(() =>
        buildNetwork({ name: 'n', inputs: [image], layers: [layer('a', ['image'])], outputs: ['b'] }),
      ),
    ).toMatchObject({ code: 'undefined-tensor', location: { parameter: 'outputs' } });
  });

  it('a layer name or a tensor that is defined twice', () => {
    expect(errorOf(() => build(layer('a', ['image']), layer('a', ['image'])))).toMatchObject({
      code: 'duplicate-layer-name',
      location: { layerIndex: 1, layerName: 'a', parameter: 'name' },
    });
    expect(errorOf(() => build(layer('image', ['image'])))).toMatchObject({
      code: 'duplicate-tensor-name',
      location: { layerIndex: 0, parameter: 'name' },
    });
    expect(errorOf(() => build({ ...layer('a', ['image']), outputs: ['image'] }))).toMatchObject({
      code: 'duplicate-tensor-name',
      location: { layerIndex: 0, parameter: 'outputs' },
    });
  });

  it('an operation with too many or too few inputs', () => {
    expect(errorOf(() => build(layer('a', ['image', 'image']))).message).toBe(
      "layer 'a': inputs: got 2, expected exactly 1",
    );
    expect(errorOf(() => build(layer('a', [], join))).message).toBe(
      "layer 'a': inputs: got 0, expected at least 1",
    );
  });

  it.each([[0], [-1], [2.5], [NaN], [Infinity], [2 ** 53]])(
    'an input with a dimension that is unknown: %p',
    (size) => {
      const unknown = { ...image, shape: [size, 3, 224, 224] };
      const error = errorOf(() => buildChain('n', unknown, [{ name: 'a', operation: relu }]));

      expect(error.code).toBe('unknown-shape');
      expect(error.message).toMatch("inputs: tensor 'image': got shape [");
      expect(error.message).toMatch('expected the size of dimension 0');
    },
  );

  it('a layer whose output is unknown, by its name and what is missing', () => {
    const operation = {
      kind: 'custom',
      function: 'NonZero',
      outputs: [{ shape: [4, NaN], dataType: 'int64' }],
      macs: 0,
      weightElements: 0,
      layerClass: 'memory-bound',
    } as const;

    expect(errorOf(() => build(layer('found', ['image'], operation)))).toMatchObject({
      code: 'unknown-shape',
      message:
        "layer 'found': output: got shape [4, ?], expected the size of dimension 1, an integer of at least 0",
      location: { layerName: 'found' },
    });
  });

  it('totals beyond exact integers', () => {
    const huge = { ...constant, shape: [2 ** 52] };
    const network = build(layer('a', [], huge), layer('b', [], huge), layer('c', ['image']));

    expect(errorOf(() => totalWorkload(network)).code).toBe('size-overflow');
  });
});

describe('buildNetwork on chains of 10 000 layers', () => {
  const LAYERS = 10_000;
  const chain = Array.from({ length: LAYERS }, (_, index) =>
    layer(`layer${index}`, [index === 0 ? 'image' : `layer${index - 1}`]),
  );

  it('orders the chain when it is defined backwards', () => {
    const network = build(...chain.toReversed());

    expect(names(network).slice(0, 2)).toEqual(['layer0', 'layer1']);
    expect(network.layers).toHaveLength(LAYERS);
  });

  it('finds a cycle of all layers and shows its beginning', () => {
    const closed = [layer('layer0', [`layer${LAYERS - 1}`]), ...chain.slice(1)];
    const error = errorOf(() => build(...closed));

    expect(error.code).toBe('cycle');
    expect(error.message.length).toBeLessThan(250);
  });
});
