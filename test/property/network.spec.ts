import fc from 'fast-check';
import {
  buildNetwork,
  totalWorkload,
  type LayerDefinition,
  type LayerOperation,
  type Network,
  type NetworkDefinition,
} from '../../src/core/index.js';

const RUNS = { seed: 20_221, numRuns: 200 };
const CHANNELS = 4;

/** Operations on [1, 4, 8, 8] that keep the shape, by the number of inputs they take. */
const convolution: LayerOperation = {
  kind: 'convolution',
  kernels: CHANNELS,
  kernelSize: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  padding: 'same-upper',
  groups: 1,
  bias: true,
};
const OF_ONE: readonly LayerOperation[] = [
  convolution,
  { ...convolution, groups: CHANNELS },
  { kind: 'activation', function: 'relu' },
  { kind: 'normalisation', mode: 'batch', scale: true, shift: true },
  { kind: 'identity' },
];
const OF_TWO: LayerOperation = { kind: 'element-wise', function: 'add' };

/** Random graphs whose layers take the outputs of one or two layers before them, or the input. */
const definitions: fc.Arbitrary<NetworkDefinition> = fc
  .array(fc.record({ operation: fc.constantFrom(...OF_ONE), first: fc.nat(), second: fc.option(fc.nat()) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((choices) => ({
    name: 'random',
    inputs: [{ name: 'image', shape: [1, CHANNELS, 8, 8], dataType: 'float32' }],
    layers: choices.map(({ operation, first, second }, index): LayerDefinition => {
      const before = (choice: number) => (choice % (index + 1) === 0 ? 'image' : `l${choice % (index + 1)}`);
      const inputs = second === null ? [before(first)] : [before(first), before(second)];
      return { name: `l${index + 1}`, operation: second === null ? operation : OF_TWO, inputs };
    }),
  }));

const shuffledWith = (definition: NetworkDefinition) =>
  fc
    .shuffledSubarray([...definition.layers], { minLength: definition.layers.length })
    .map((layers) => ({ definition, shuffled: { ...definition, layers } }));

/** What must not depend on how a network is written down. */
const byLayer = ({ layers, tensors }: Network) =>
  new Map(
    layers.map(({ name, workload, inputs }) => [
      name,
      { workload, inputs: inputs.map((input) => tensors[input]!.name) },
    ]),
  );

describe('buildNetwork on random graphs', () => {
  it('places every layer exactly once, behind all that it needs', () => {
    fc.assert(
      fc.property(definitions.chain(shuffledWith), ({ shuffled }) => {
        const { layers, inputs } = buildNetwork(shuffled);
        const made = new Set(inputs);
        for (const layer of layers) {
          expect(layer.inputs.every((input) => made.has(input))).toBe(true);
          for (const output of layer.outputs) made.add(output);
        }
        const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).toSorted();
        expect(names(layers)).toEqual(names(shuffled.layers));
      }),
      RUNS,
    );
  });

  it('keeps the order of definitions that are in topological order', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        expect(buildNetwork(definition).layers.map(({ name }) => name)).toEqual(
          definition.layers.map(({ name }) => name),
        );
      }),
      RUNS,
    );
  });

  it('makes the same network of definitions in any order', () => {
    fc.assert(
      fc.property(definitions.chain(shuffledWith), ({ definition, shuffled }) => {
        const [one, other] = [buildNetwork(definition), buildNetwork(shuffled)];
        const results = ({ outputs, tensors }: Network) =>
          new Set(outputs.map((index) => tensors[index]!.name));

        expect(byLayer(other)).toEqual(byLayer(one));
        expect(results(other)).toEqual(results(one));
        expect(totalWorkload(other)).toEqual(totalWorkload(one));
      }),
      RUNS,
    );
  });

  it('makes the same workloads under other names', () => {
    const renamed = (name: string) => (name === 'image' ? 'photo' : `renamed ${name}`);
    fc.assert(
      fc.property(definitions, (definition) => {
        const other = buildNetwork({
          ...definition,
          inputs: definition.inputs.map((input) => ({ ...input, name: renamed(input.name) })),
          layers: definition.layers.map(({ name, operation, inputs }) => ({
            name: renamed(name),
            operation,
            inputs: inputs!.map(renamed),
          })),
        });
        const one = buildNetwork(definition);
        const nameless = ({ layers }: Network) =>
          layers.map(({ workload, inputs, outputs }) => ({ workload, inputs, outputs }));

        expect(nameless(other)).toEqual(nameless(one));
      }),
      RUNS,
    );
  });

  it('refuses a graph that a back edge closes', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const last = definition.layers.at(-1)!.name;
        const closed = {
          name: 'closing',
          operation: OF_TWO,
          inputs: [last, 'closed again'],
        };
        const again: LayerDefinition = {
          name: 'closed again',
          operation: { kind: 'identity' },
          inputs: ['closing'],
        };

        expect(() => buildNetwork({ ...definition, layers: [...definition.layers, closed, again] })).toThrow(
          expect.objectContaining({ code: 'cycle' }),
        );
      }),
      RUNS,
    );
  });
});
