import { tensorBytes } from '../network/tensor.js';
import { crossingTensors, cutHolds, type CutList } from '../network/cuts/index.js';
import { costBetween, cutCosts, type CutCosts } from './cut-costs.js';
import { remember } from '../memo.js';
import type { Tier } from './tier.js';
import { float64Of } from '../arrays.js';

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
  const standalone = float64Of(cuts.network.layers, ({ workload }) => workload.weightElements);
  return cutCosts(cuts, { standalone, perInference: 0 }, unfused(cuts));
});

/** MACs. */
export const macsByCut = remember((cuts: CutList): CutCosts => {
  const standalone = float64Of(cuts.network.layers, ({ workload }) => workload.macs);
  return cutCosts(cuts, { standalone, perInference: 0 }, unfused(cuts));
});

/**
 * Bytes of activations alive at once, when a tier runs its blocks in their order. Alive before block x are
 * the crossing tensors of what has run; during x also what x makes, unless x is fused and works in place.
 * Adding the last block to a cut changes nothing before that block, and leaving out the first block of the
 * rest nothing behind it, so each peak follows from a neighbour's. Results leave as they are made.
 */
function peakActivations(cuts: CutList, { costs: { fusedInto } }: Tier): MemoryByCut {
  const { count, withoutLast, lastBlock, withNext, nextBlock } = cuts;
  const sizes = float64Of(cuts.network.tensors, tensorBytes);
  const alive = aliveByCut(cuts, sizes);
  const made = madeByBlock(cuts, fusedInto, sizes);
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

/** By cut: bytes of its crossing tensors. */
function aliveByCut({ count, crossing: { start, tensors } }: CutList, sizes: Float64Array): Float64Array {
  const alive = new Float64Array(count);
  for (let cut = 0; cut < count; cut++) {
    for (let k = start[cut]!; k < start[cut + 1]!; k++) alive[cut]! += sizes[tensors[k]!]!;
  }
  return alive;
}

/** By block: bytes that it makes beside what is there; none when it is fused and works in place. */
const madeByBlock = (cuts: CutList, fusedInto: Int32Array, sizes: Float64Array): Float64Array =>
  float64Of(cuts.blocks.layers, (layers) =>
    layers.some((layer) => fusedInto[layer]! < 0) ? madeBy(cuts, layers, sizes) : 0,
  );

/**
 * Bytes that a tier needs to run what is between two nested cuts; what crosses the second one stays until the end.
 * As in `memoryByCut`, a peak follows from that of the second cut without its last block, where that block is not
 * in the first cut. Quick for pairs in the order of their first cuts.
 */
export function memoryBetween(cuts: CutList, tier: Tier): (inner: number, outer: number) => number {
  const { blocks, withoutLast, lastBlock } = cuts;
  const sizes = float64Of(cuts.network.tensors, tensorBytes);
  const made = madeByBlock(cuts, tier.costs.fusedInto, sizes);
  const alive = aliveByCut(cuts, sizes);
  const weights = weightsByCut(cuts);
  const peaks = new Float64Array(cuts.count);
  let of = -1;
  const peakTo = (inner: number, outer: number): number => {
    let peak = 0;
    for (let cut = outer; cut !== inner; cut = withoutLast[cut]!) {
      const block = lastBlock[cut]!;
      if (peaks[cut]! >= 0) return Math.max(peak, peaks[cut]!);
      if (cutHolds(cuts, inner, blocks.layers[block]![0]!)) {
        return Math.max(peak, walkedPeak(cuts, { sizes, made }, inner, cut));
      }
      peak = Math.max(peak, alive[withoutLast[cut]!]! + made[block]!);
    }
    return peak;
  };
  return (inner, outer) => {
    if (inner === outer) return 0;
    if (inner !== of) peaks.fill(-1);
    of = inner;
    peaks[outer] = peakTo(inner, outer);
    return costBetween(cuts, weights, inner, outer) * tier.elementBytes + peaks[outer];
  };
}

/** The peak between two nested cuts, walked block by block. */
function walkedPeak(
  cuts: CutList,
  { sizes, made }: { readonly sizes: Float64Array; readonly made: Float64Array },
  inner: number,
  outer: number,
): number {
  const { takers, layers } = cuts.blocks;
  const firstLayer = (block: number): number => layers[block]![0]!;
  const hasRun = Uint8Array.from(layers, (_, block) => (cutHolds(cuts, inner, firstLayer(block)) ? 1 : 0));
  const alive = new Set(crossingTensors(cuts, inner));
  let [bytes, peak] = [0, 0];
  for (const tensor of alive) bytes += sizes[tensor]!;
  for (let block = 0; block < layers.length; block++) {
    if (hasRun[block] === 1 || !cutHolds(cuts, outer, firstLayer(block))) continue;
    peak = Math.max(peak, bytes + made[block]!);
    hasRun[block] = 1;
    const own = layers[block]!.map((layer) => cuts.network.layers[layer]!);
    for (const tensor of own.flatMap(({ outputs }) => outputs)) {
      if (takers[tensor]!.length === 0) continue;
      alive.add(tensor);
      bytes += sizes[tensor]!;
    }
    for (const tensor of own.flatMap(({ inputs }) => inputs)) {
      if (!alive.has(tensor) || !takers[tensor]!.every((taker) => hasRun[taker] === 1)) continue;
      alive.delete(tensor);
      bytes -= sizes[tensor]!;
    }
  }
  return peak;
}

/** Bytes that a block makes for others, results included. */
function madeBy({ network, blocks }: CutList, layers: readonly number[], sizes: Float64Array): number {
  return layers
    .flatMap((layer) => network.layers[layer]!.outputs)
    .filter((tensor) => blocks.takers[tensor]!.length > 0 || network.outputs.includes(tensor))
    .reduce((sum, tensor) => sum + sizes[tensor]!, 0);
}
