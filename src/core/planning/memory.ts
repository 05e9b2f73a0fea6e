import { tensorBytes } from '../network/tensor.js';
import type { CutList } from '../network/cuts/index.js';
import { cutCosts, type CutCosts } from './cut-costs.js';
import { remember } from './memo.js';
import type { Tier } from './tier.js';

/** Bytes that a tier needs to run the layers inside or outside a cut, by cut. */
export interface MemoryByCut {
  readonly inside: Float64Array;
  readonly outside: Float64Array;
}

/** Weights and activations at their peak. */
export function memoryByCut(cuts: CutList, tier: Tier): MemoryByCut {
  const { inside, outside } = weightsByCut(cuts);
  const activations = peakActivations(cuts, tier);
  const total = (weights: Float64Array, peak: Float64Array): Float64Array =>
    weights.map((elements, cut) => elements * tier.elementBytes + peak[cut]!);
  return { inside: total(inside, activations.inside), outside: total(outside, activations.outside) };
}

const unfused = ({ network }: CutList): Int32Array => new Int32Array(network.layers.length).fill(-1);

/** Weight elements. */
const weightsByCut = remember((cuts: CutList): CutCosts => {
  const standalone = Float64Array.from(cuts.network.layers, ({ workload }) => workload.weightElements);
  return cutCosts(cuts, { standalone, perInference: 0 }, unfused(cuts));
});

/** MACs. */
export const macsByCut = remember((cuts: CutList): CutCosts => {
  const standalone = Float64Array.from(cuts.network.layers, ({ workload }) => workload.macs);
  return cutCosts(cuts, { standalone, perInference: 0 }, unfused(cuts));
});

/**
 * Bytes of activations alive at once, when a tier runs its blocks in their order. Alive before block x are
 * the crossing tensors of what has run; during x also what x makes, unless x is fused and works in place.
 * Adding the last block to a cut changes nothing before that block, and leaving out the first block of the
 * rest nothing behind it, so each peak follows from a neighbour's. Results leave as they are made.
 */
function peakActivations(cuts: CutList, { costs: { fusedInto } }: Tier): MemoryByCut {
  const { count, withoutLast, lastBlock, withNext, nextBlock, crossing } = cuts;
  const sizes = Float64Array.from(cuts.network.tensors, tensorBytes);
  const alive = new Float64Array(count);
  for (let cut = 0; cut < count; cut++) {
    for (let k = crossing.start[cut]!; k < crossing.start[cut + 1]!; k++)
      alive[cut]! += sizes[crossing.tensors[k]!]!;
  }
  const made = Float64Array.from(cuts.blocks.layers, (layers) =>
    layers.some((layer) => fusedInto[layer]! < 0) ? madeBy(cuts, layers, sizes) : 0,
  );
  const inside = new Float64Array(count);
  const outside = new Float64Array(count);
  for (let cut = 1; cut < count; cut++) {
    const before = withoutLast[cut]!;
    inside[cut] = Math.max(inside[before]!, alive[before]! + made[lastBlock[cut]!]!);
  }
  for (let cut = count - 2; cut >= 0; cut--) {
    outside[cut] = Math.max(outside[withNext[cut]!]!, alive[cut]! + made[nextBlock[cut]!]!);
  }
  return { inside, outside };
}

/** Bytes that a block makes for others, results included. */
function madeBy({ network, blocks }: CutList, layers: readonly number[], sizes: Float64Array): number {
  return layers
    .flatMap((layer) => network.layers[layer]!.outputs)
    .filter((tensor) => blocks.takers[tensor]!.length > 0 || network.outputs.includes(tensor))
    .reduce((sum, tensor) => sum + sizes[tensor]!, 0);
}
