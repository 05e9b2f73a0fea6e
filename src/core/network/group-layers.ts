import type { Network } from './network.js';

/** By layer: a number that it shares with all layers of its groups and of theirs, for `CutOptions.together`. */
export function groupLayers({ layers }: Network, groups: Iterable<readonly number[]>): Int32Array {
  const parent = Int32Array.from(layers, (_, layer) => layer);
  const rootOf = (layer: number): number => {
    let root = layer;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  for (const group of groups) for (const layer of group) parent[rootOf(layer)] = rootOf(group[0]!);
  return parent.map((_, layer) => rootOf(layer));
}
