import { buildNetwork } from '../network/network.js';
import type { LayerDefinition } from '../network/definition.js';
import {
  ADD,
  BATCH_NORMALISATION,
  concat,
  connected,
  convolution2d,
  FLATTEN,
  transpose,
} from '../zoo/operations.js';
import { analyseChannels, type ChannelAnalysis } from './channel-groups.js';

const analysed = (layers: readonly LayerDefinition[]): ChannelAnalysis =>
  analyseChannels(
    buildNetwork({
      name: 'n',
      inputs: [{ name: 'image', shape: [1, 4, 8, 8], dataType: 'float32' }],
      layers: [...layers, { name: 'end', operation: convolution2d({ kernels: 3, size: 1 }) }],
    }),
  );

/** By group: its units, and the kernels that each convolution loses with one. */
const groupsOf = ({ groups, network }: ChannelAnalysis) =>
  groups.map(({ units, convolutions }) => [
    units,
    Object.fromEntries(convolutions.map((own) => [network.layers[own.layer]!.name, own.kernelsPerUnit])),
  ]);
const fixedOf = ({ fixed, network }: ChannelAnalysis) =>
  Object.fromEntries([...fixed].map(([layer, { code, at }]) => [network.layers[layer]!.name, [code, at]]));
const conv = (name: string, kernels: number, more: Partial<LayerDefinition> & { groups?: number } = {}) => {
  const { groups = 1, ...rest } = more;
  return { name, operation: convolution2d({ kernels, size: 3, groups }), ...rest };
};

describe('analyseChannels', () => {
  it('lets the kernels of a convolution go one by one, and not those of the result', () => {
    const analysis = analysed([conv('a', 6), { name: 'norm', operation: BATCH_NORMALISATION }]);
    expect(groupsOf(analysis)).toEqual([[6, { a: 1 }]]);
    expect(fixedOf(analysis)).toEqual({ end: ['network-result', 'end'] });
  });

  it('ties what is added together', () => {
    const analysis = analysed([
      conv('a', 6),
      conv('b', 6),
      { name: 'sum', operation: ADD, inputs: ['a', 'b'] },
    ]);
    expect(groupsOf(analysis)).toEqual([[6, { a: 1, b: 1 }]]);
  });

  it('keeps what is added to an input of the network', () => {
    const analysis = analysed([conv('a', 4), { name: 'sum', operation: ADD, inputs: ['a', 'image'] }]);
    expect(groupsOf(analysis)).toEqual([]);
    expect(fixedOf(analysis).a).toEqual(['network-input', 'image']);
  });

  it('lines up what is concatenated', () => {
    const analysis = analysed([
      conv('a', 6),
      conv('b', 2),
      { name: 'joined', operation: concat(1), inputs: ['a', 'b'] },
    ]);
    expect(groupsOf(analysis)).toEqual([
      [6, { a: 1 }],
      [2, { b: 1 }],
    ]);
    expect(analysis.tensors[analysis.network.layers[2]!.outputs[0]!]!.parts).toEqual([
      { group: 0, perUnit: 1 },
      { group: 1, perUnit: 1 },
    ]);
  });

  it('divides the kernels of a convolution that is added to a concatenation', () => {
    const analysis = analysed([
      conv('a', 6),
      conv('b', 2),
      conv('c', 8, { inputs: ['image'] }),
      { name: 'joined', operation: concat(1), inputs: ['a', 'b'] },
      { name: 'sum', operation: ADD, inputs: ['joined', 'c'] },
    ]);
    expect(groupsOf(analysis)).toEqual([
      [6, { a: 1, c: 1 }],
      [2, { b: 1, c: 1 }],
    ]);
  });

  it('takes the kernels of a depthwise convolution with those before it', () => {
    const analysis = analysed([conv('a', 6), conv('depthwise', 12, { groups: 6 })]);
    expect(groupsOf(analysis)).toEqual([[6, { a: 1, depthwise: 2 }]]);
  });

  it('takes one kernel of each group of a grouped convolution', () => {
    const analysis = analysed([conv('a', 6), conv('grouped', 8, { groups: 2 })]);
    expect(groupsOf(analysis)).toEqual([
      [3, { a: 2 }],
      [4, { grouped: 2 }],
    ]);
  });

  it('puts the positions of a flattened channel behind it', () => {
    const analysis = analyseChannels(
      buildNetwork({
        name: 'n',
        inputs: [{ name: 'image', shape: [1, 4, 8, 8], dataType: 'float32' }],
        layers: [
          conv('a', 6),
          { name: 'flat', operation: FLATTEN },
          { name: 'fc', operation: connected(10) },
        ],
      }),
    );
    expect(analysis.tensors[2]).toEqual({ fixed: 0, parts: [{ group: 0, perUnit: 64 }] });
  });

  it('keeps flattened channels that are lined up with a constant of no whole number of them', () => {
    const analysis = analyseChannels(
      buildNetwork({
        name: 'n',
        inputs: [{ name: 'image', shape: [1, 4, 8, 8], dataType: 'float32' }],
        layers: [
          conv('a', 6),
          { name: 'flat', operation: FLATTEN },
          { name: 'joined', operation: { kind: 'concat', axis: 1, weights: [[1, 10]] } },
          { name: 'fc', operation: connected(10) },
        ],
      }),
    );
    expect(fixedOf(analysis)).toEqual({ a: ['not-followed', 'joined'] });
  });

  it('keeps flattened channels that a grouped convolution divides otherwise', () => {
    const analysis = analysed([
      conv('a', 6),
      { name: 'flat', operation: FLATTEN },
      { name: 'map', operation: { kind: 'reshape', shape: [1, 384, 1, 1] } },
      { name: 'grouped', operation: convolution2d({ kernels: 8, size: 1, groups: 4 }) },
    ]);
    expect(fixedOf(analysis).a).toEqual(['not-followed', 'grouped']);
  });

  it('says which layer it cannot follow', () => {
    const analysis = analysed([conv('a', 6), { name: 'turned', operation: transpose(0, 2, 1, 3) }]);
    expect(fixedOf(analysis).a).toEqual(['not-followed', 'turned']);
  });

  it('keeps channels whose weights are counted elsewhere', () => {
    const analysis = analysed([conv('a', 6), conv('b', 6, { weightElements: 0 })]);
    expect(fixedOf(analysis).a).toEqual(['shared-weights', 'b']);
  });

  it('refuses more channels than it can hold', () => {
    expect(() => analysed([conv('a', 9_000_000)])).toThrow('8000000');
  });
});
