import { CoreError } from '../../errors.js';
import { addTo, arrayOf } from '../../arrays.js';
import type { Network } from '../network.js';
import { topologicalOrder } from '../topological-order.js';

/**
 * The layers of a network that depend on an input, as blocks that a cut never parts: one layer each, or
 * what is to stay together. Layers that depend on constants alone belong to no block: they run wherever
 * they are needed.
 */
export interface Blocks {
  /** In topological order; by block: its layers, ascending. */
  readonly layers: readonly (readonly number[])[];
  /** By layer: its block, or -1 for one that depends on constants alone. */
  readonly ofLayer: Int32Array;
  /** By block: the blocks whose tensors it takes, ascending, each once. */
  readonly before: readonly (readonly number[])[];
  /** By tensor: the blocks that take it, other than the one that makes it, ascending; none for constants. */
  readonly takers: readonly (readonly number[])[];
}

/**
 * @param together by layer: any number that layers of the same block share; every layer by itself where absent.
 * Throws `CoreError` (`cyclic-blocks`) when two blocks need each other.
 */
export function blocksOf(network: Network, together?: ArrayLike<number>): Blocks {
  const constants = new Set(network.constants);
  const group = groupsOf(network, constants, together);
  const makers = makersOf(network);
  const needs: number[][] = arrayOf(group.members, () => []);
  network.layers.forEach((layer, index) => {
    const own = group.ofLayer[index]!;
    if (own < 0) return;
    for (const input of layer.inputs) {
      const maker = makers[input]!;
      const other = maker < 0 || constants.has(input) ? own : group.ofLayer[maker]!;
      if (other !== own) addTo(needs, own, other);
    }
  });
  const placed = topologicalOrder(arrayOf(needs, ascending));
  if ('cycle' in placed) throw cyclic(network, group.members, placed.cycle);
  const rank = new Int32Array(placed.order.length);
  placed.order.forEach((old, place) => (rank[old] = place));
  const ofLayer = group.ofLayer.map((old) => (old < 0 ? -1 : rank[old]!));
  return {
    layers: arrayOf(placed.order, (old) => group.members[old]!),
    ofLayer,
    before: arrayOf(placed.order, (old) => ascending(arrayOf(needs[old]!, (need) => rank[need]!))),
    takers: takersOf(network, { constants, makers, ofLayer }),
  };
}

/** Groups in the order of their first layers. */
function groupsOf(network: Network, constants: ReadonlySet<number>, together?: ArrayLike<number>) {
  const ofLayer = new Int32Array(network.layers.length).fill(-1);
  const members: number[][] = [];
  const byKey = new Map<number, number>();
  network.layers.forEach(({ outputs }, layer) => {
    if (constants.has(outputs[0]!)) return;
    const key = together?.[layer] ?? layer;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, members.push([layer]) - 1);
    else members[known]!.push(layer);
    ofLayer[layer] = known ?? members.length - 1;
  });
  return { ofLayer, members };
}

/** By tensor: the layer that makes it, or -1 for an input of the network. */
export function makersOf({ tensors, layers }: Network): Int32Array {
  const makers = new Int32Array(tensors.length).fill(-1);
  layers.forEach(({ outputs }, index) => {
    for (const output of outputs) makers[output] = index;
  });
  return makers;
}

function takersOf(
  network: Network,
  parts: { constants: ReadonlySet<number>; makers: Int32Array; ofLayer: Int32Array },
): number[][] {
  const takers: number[][] = arrayOf(network.tensors, () => []);
  network.layers.forEach(({ inputs }, layer) => {
    const block = parts.ofLayer[layer]!;
    if (block < 0) return;
    for (const input of inputs) {
      const maker = parts.makers[input]!;
      const inside = maker >= 0 && parts.ofLayer[maker] === block;
      if (!inside && !parts.constants.has(input)) addTo(takers, input, block);
    }
  });
  return arrayOf(takers, ascending);
}

/** Each once. Mostly there is one, or none. */
function ascending(values: number[]): number[] {
  if (values.length < 2) return values;
  return values.sort((a, b) => a - b).filter((value, index) => value !== values[index - 1]);
}

function cyclic(network: Network, members: readonly number[][], cycle: readonly number[]): CoreError {
  const names = cycle.slice(0, 4).map((block) => network.layers[members[block]![0]!]!.name);
  return new CoreError(
    'cyclic-blocks',
    `blocks: got layers that are to stay together but need each other's tensors, from ${names.join(', ')} on; ` +
      'expected blocks that can run one after the other',
    { layerName: names[0]! },
  );
}
