import { remember } from '../memo.js';
import { rulesOf } from '../network/kinds/index.js';
import { FUSION_ROLES, type FusionRole } from '../network/kinds/rules.js';
import type { LayerOperation } from '../network/kinds/index.js';
import type { Network } from '../network/network.js';

/**
 * By layer: the root of the group into which a runtime that fuses folds it, or -1. A group is a convolution
 * or connected layer, then at most one batch normalisation, then at most one activation, each the only
 * consumer of the one before. Found once for a network.
 */
export const fusionRoots = remember((network: Network): Int32Array => {
  const { layers } = network;
  const roots = new Int32Array(layers.length).fill(-1);
  const producers = producerOfTensor(network);
  const uses = useCounts(network);
  layers.forEach((layer, index) => {
    const [input] = layer.inputs;
    const producer = input === undefined ? -1 : producers[input]!;
    if (producer < 0 || uses[input!] !== 1) return;
    const follows = roleOf(layer.operation) > roleOf(layers[producer]!.operation);
    const root = isRoot(layers[producer]!.operation) ? producer : roots[producer]!;
    if (follows && root >= 0) roots[index] = root;
  });
  return roots;
});

/** Place of the operation's role in a group; -1 for operations that are never part of one. */
const roleOf = (operation: LayerOperation): number => {
  const role: FusionRole | null = rulesOf(operation).fusionRole?.(operation) ?? null;
  return role === null ? -1 : FUSION_ROLES.indexOf(role);
};

const isRoot = (operation: LayerOperation): boolean => roleOf(operation) === 0;

function producerOfTensor(network: Network): Int32Array {
  const producers = new Int32Array(network.tensors.length).fill(-1);
  network.layers.forEach((layer, index) => {
    for (const output of layer.outputs) producers[output] = index;
  });
  return producers;
}

/** By tensor: how many layers take it; a result of the network has one use more, outside. */
function useCounts(network: Network): Int32Array {
  const counts = new Int32Array(network.tensors.length);
  for (const layer of network.layers) for (const input of layer.inputs) counts[input]!++;
  for (const output of network.outputs) counts[output]!++;
  return counts;
}
