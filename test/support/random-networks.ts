import fc from 'fast-check';
import {
  buildNetwork,
  type LayerDefinition,
  type LayerOperation,
  type Network,
} from '../../src/core/index.js';

const CHANNELS = 4;

/** Operations on [1, 4, 8, 8] that keep the shape. */
const convolution: LayerOperation = {
  kind: 'convolution',
  kernels: CHANNELS,
  kernelSize: [1, 1],
  strides: [1, 1],
  dilations: [1, 1],
  padding: 'same-upper',
  groups: 1,
  bias: true,
};
const OF_ONE: readonly LayerOperation[] = [
  convolution,
  { kind: 'activation', function: 'relu' },
  { kind: 'normalisation', mode: 'batch', scale: true, shift: true },
];
const ADD: LayerOperation = { kind: 'element-wise', function: 'add' };
const CONSTANT: LayerOperation = { kind: 'constant', shape: [1, CHANNELS, 8, 8], dataType: 'float32' };

/**
 * Random graphs of 1 to `most` layers: each takes one or two tensors made before it, an input of the network
 * (there are two) or a constant; in part only the one just before it, so that runtimes have something to fuse.
 */
export const randomNetworks = (most: number): fc.Arbitrary<Network> =>
  fc
    .array(
      fc.record({
        operation: fc.nat(),
        first: fc.option(fc.nat(), { freq: 3 }),
        second: fc.option(fc.nat(), { freq: 2 }),
        constant: fc.nat({ max: 9 }).map((n) => n === 0),
        wantsResult: fc.boolean(),
      }),
      { minLength: 1, maxLength: most - 1 },
    )
    .map((choices) => {
      const names = ['left', 'right'];
      const layers: LayerDefinition[] = choices.map(({ operation, first, second, constant }, index) => {
        const name = `l${index}`;
        const input = first === null ? names.at(-1)! : names[first % names.length]!;
        const inputs = second === null ? [input] : [input, names[second % names.length]!];
        names.push(name);
        if (constant) return { name, operation: CONSTANT, inputs: [] };
        return { name, operation: second === null ? OF_ONE[operation % OF_ONE.length]! : ADD, inputs };
      });
      const depends = { name: 'last', operation: ADD, inputs: ['left', names.at(-1)!] };
      const image = { shape: [1, CHANNELS, 8, 8], dataType: 'float32' } as const;
      return buildNetwork({
        name: 'random',
        inputs: ['left', 'right'].map((name) => ({ name, ...image })),
        layers: [...layers, depends],
        outputs: [...names.slice(2).filter((_, index) => choices[index]!.wantsResult), 'last'],
      });
    });

/** Every cut by definition: all sets of layers that depend on an input and hold all that they need. */
export function cutsByBruteForce(network: Network): Set<number>[] {
  const constants = new Set(network.constants);
  const layers = network.layers.flatMap(({ outputs }, index) => (constants.has(outputs[0]!) ? [] : [index]));
  const maker = new Map(
    network.layers.flatMap(({ outputs }, index) => outputs.map((tensor) => [tensor, index])),
  );
  return Array.from(
    { length: 2 ** layers.length },
    (_, subset) => new Set(layers.filter((_, bit) => (subset >> bit) & 1)),
  ).filter((inside) =>
    [...inside].every((layer) =>
      network.layers[layer]!.inputs.every(
        (input) => constants.has(input) || !maker.has(input) || inside.has(maker.get(input)!),
      ),
    ),
  );
}

/** Crossing tensors by definition. */
export function crossingByDefinition(network: Network, inside: ReadonlySet<number>): number[] {
  const constants = new Set(network.constants);
  const made = new Set([
    ...network.inputs,
    ...network.layers.flatMap(({ outputs }, layer) => (inside.has(layer) ? outputs : [])),
  ]);
  return network.tensors.flatMap((_, tensor) => {
    const isTaken = network.layers.some(
      ({ inputs, outputs }, layer) =>
        inputs.includes(tensor) && !inside.has(layer) && !constants.has(outputs[0]!),
    );
    return made.has(tensor) && !constants.has(tensor) && isTaken ? [tensor] : [];
  });
}
