import type { Network } from '../../core/network/network.js';
import { makersOf } from '../../core/network/cuts/blocks.js';
import { SplitError } from './errors.js';

/**
 * The layers before a boundary that is given by the tensors that cross it: those that make them, and all that these
 * need. Throws `SplitError` (`invalid-boundary`) for names that are none of the network's, and where other tensors
 * cross as well.
 */
export function layersBefore(network: Network, boundary: readonly string[]): ReadonlySet<number> {
  const indices = new Map(network.tensors.map(({ name }, index) => [name, index]));
  const makers = makersOf(network);
  const asked = boundary.map((name) => {
    const index = indices.get(name);
    if (index !== undefined) return index;
    throw new SplitError(
      'invalid-boundary',
      `boundary: got '${name}', expected names of tensors between layers`,
    );
  });
  const inside = new Set<number>();
  const pending = asked.map((tensor) => makers[tensor]!);
  for (let layer = pending.pop(); layer !== undefined; layer = pending.pop()) {
    if (layer < 0 || inside.has(layer)) continue;
    inside.add(layer);
    pending.push(...network.layers[layer]!.inputs.map((input) => makers[input]!));
  }
  rejectOthers(network, inside, new Set(asked));
  return inside;
}

function rejectOthers(network: Network, inside: ReadonlySet<number>, asked: ReadonlySet<number>): void {
  const crossing = crossingOf(network, inside);
  const nameOf = (index: number): string => `'${network.tensors[index]!.name}'`;
  const forgotten = [...crossing].filter((tensor) => !asked.has(tensor));
  const idle = [...asked].filter((tensor) => !crossing.has(tensor));
  if (forgotten.length === 0 && idle.length === 0) return;
  throw new SplitError(
    'invalid-boundary',
    forgotten.length > 0
      ? `boundary: got tensors that do not cross alone, expected also ${forgotten.slice(0, 8).map(nameOf).join(', ')}`
      : `boundary: got ${idle.slice(0, 8).map(nameOf).join(', ')}, which nothing behind it takes, expected tensors that cross`,
  );
}

function crossingOf({ layers, constants, inputs }: Network, inside: ReadonlySet<number>): Set<number> {
  const made = new Set(inputs);
  for (const layer of inside) for (const output of layers[layer]!.outputs) made.add(output);
  const known = new Set(constants);
  const crossing = new Set<number>();
  layers.forEach((layer, index) => {
    if (inside.has(index)) return;
    for (const input of layer.inputs) if (made.has(input) && !known.has(input)) crossing.add(input);
  });
  return crossing;
}
