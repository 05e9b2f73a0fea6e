import type { LayerCosts } from '../cost/board-costs.js';
import { cutHolds, type CutList } from '../network/cuts/index.js';
import { rememberAll } from '../memo.js';
import type { TierCosts } from './tier.js';

/** One cost (J or s) of a board, by cut. */
export interface CutCosts {
  /** The layers inside the cut. */
  readonly inside: Float64Array;
  /** The layers outside the cut. */
  readonly outside: Float64Array;
  /** Of `outside`: the layers that run by themselves because the cut parts them from what they are fused into. */
  readonly parted: Float64Array;
  /** Layers that depend on constants alone and that several blocks need, with the blocks inside each cut. */
  readonly shared: readonly SharedConstant[];
  /** Layers that are fused into a layer of another block. */
  readonly fused: readonly FusedLayer[];
  readonly perInference: number;
}

export interface FusedLayer {
  readonly layer: number;
  readonly root: number;
  /** When it runs by itself. */
  readonly cost: number;
}

export interface SharedConstant {
  readonly cost: number;
  readonly takerCount: number;
  /** By cut: how many of the takers are inside. */
  readonly inside: Uint32Array;
}

/**
 * Sums of the layers inside and outside every cut: inside in the topological order, outside in its reverse,
 * so that a cut has the same sums however it was found. A fused layer is free unless the cut parts it from
 * the layer that it is fused into. What depends on constants alone runs on each side that needs it.
 */
export function cutCosts(cuts: CutList, costs: LayerCosts, fusedInto: TierCosts['fusedInto']): CutCosts {
  const { count, withoutLast, lastBlock, withNext, nextBlock } = cuts;
  const deltas = blockDeltas(cuts, costs.standalone, fusedInto);
  const inside = new Float64Array(count);
  const outside = new Float64Array(count);
  const parted = new Float64Array(count);
  for (let cut = 1; cut < count; cut++) {
    const block = lastBlock[cut]!;
    inside[cut] = inside[withoutLast[cut]!]! + deltas.alone[block]!;
    parted[cut] = parted[withoutLast[cut]!]! + deltas.parted[block]!;
  }
  for (let cut = count - 2; cut >= 0; cut--) {
    const block = nextBlock[cut]!;
    outside[cut] = outside[withNext[cut]!]! + (deltas.alone[block]! - deltas.parted[block]!);
  }
  const shared = deltas.shared.map((constant) => withCounts(cuts, constant));
  for (const { cost, takerCount, inside: taken } of shared) {
    for (let cut = 0; cut < count; cut++) {
      if (taken[cut]! > 0) inside[cut]! += cost;
      if (taken[cut]! < takerCount) outside[cut]! += cost;
    }
  }
  return { inside, outside, parted, shared, fused: deltas.fused, perInference: costs.perInference };
}

/** Both costs of a board, by cut. */
export interface TierCutCosts {
  readonly latency: CutCosts;
  readonly energy: CutCosts | null;
}

/** Computed once for the costs of a board and a list of cuts. */
export const tierCutCosts = rememberAll(
  ({ latency, energy, fusedInto }: TierCosts, cuts: CutList): TierCutCosts => ({
    latency: cutCosts(cuts, latency, fusedInto),
    energy: energy === null ? null : cutCosts(cuts, energy, fusedInto),
  }),
);

interface BlockDeltas {
  /** By block: its layers that are not fused, with the constants that it alone needs. */
  readonly alone: Float64Array;
  /** By block: layers of other blocks fused into it, less its own that are fused into another block. */
  readonly parted: Float64Array;
  readonly fused: readonly FusedLayer[];
  readonly shared: readonly { readonly cost: number; readonly takers: readonly number[] }[];
}

function blockDeltas(cuts: CutList, standalone: Float64Array, fusedInto: Int32Array): BlockDeltas {
  const { ofLayer, layers } = cuts.blocks;
  const alone = new Float64Array(layers.length);
  const parted = new Float64Array(layers.length);
  const fused: FusedLayer[] = [];
  for (let layer = 0; layer < standalone.length; layer++) {
    const block = ofLayer[layer]!;
    if (block < 0) continue;
    const cost = standalone[layer]!;
    const root = fusedInto[layer]! < 0 ? -1 : ofLayer[fusedInto[layer]!]!;
    if (fusedInto[layer]! < 0) alone[block]! += cost;
    else if (root !== block) {
      parted[root]! += cost;
      parted[block]! -= cost;
      fused.push({ layer, root: fusedInto[layer]!, cost });
    }
  }
  const shared: { cost: number; takers: readonly number[] }[] = [];
  for (const { layer, takers } of constantLayers(cuts)) {
    const cost = fusedInto[layer]! < 0 ? standalone[layer]! : 0;
    if (cost === 0) continue;
    if (takers.length === 1) alone[takers[0]!]! += cost;
    else if (takers.length > 1) shared.push({ cost, takers });
  }
  return { alone, parted, fused, shared };
}

/** Layers that depend on constants alone, with the blocks that need them, directly or through each other. */
export function constantLayers({ network, blocks }: CutList): { layer: number; takers: number[] }[] {
  if (network.constants.length === 0) return [];
  const needed = network.tensors.map(() => new Set<number>());
  const found: { layer: number; takers: number[] }[] = [];
  for (let layer = network.layers.length - 1; layer >= 0; layer--) {
    const { inputs, outputs } = network.layers[layer]!;
    const block = blocks.ofLayer[layer]!;
    const takers = block >= 0 ? [block] : [...new Set(outputs.flatMap((output) => [...needed[output]!]))];
    for (const input of inputs) for (const taker of takers) needed[input]!.add(taker);
    if (block < 0) found.push({ layer, takers });
  }
  return found.reverse();
}

function withCounts(
  cuts: CutList,
  { cost, takers }: { cost: number; takers: readonly number[] },
): SharedConstant {
  const inside = new Uint32Array(cuts.count);
  const isTaker = new Uint8Array(cuts.blocks.layers.length);
  for (const taker of takers) isTaker[taker] = 1;
  for (let cut = 1; cut < cuts.count; cut++) {
    inside[cut] = inside[cuts.withoutLast[cut]!]! + isTaker[cuts.lastBlock[cut]!]!;
  }
  return { cost, takerCount: takers.length, inside };
}

/** The layers between two nested cuts on one board. */
export function costBetween(cuts: CutList, costs: CutCosts, inner: number, outer: number): number {
  const { outside, parted, shared } = costs;
  const difference = outside[inner]! - outside[outer]!;
  const isPlain = (parted[outer] === 0 && shared.length === 0) || outer === cuts.count - 1;
  return isPlain ? difference : corrected(difference, cuts, costs, { inner, outer });
}

/**
 * What is outside the first cut less what is outside the second one, with what that gets wrong: what the second cut
 * parts from a root that is between the two has not run here, and constants may be needed on both sides.
 */
function corrected(
  difference: number,
  cuts: CutList,
  { fused, shared }: CutCosts,
  { inner, outer }: { readonly inner: number; readonly outer: number },
): number {
  let cost = difference;
  for (const { layer, root, cost: own } of fused) {
    const isParted = cutHolds(cuts, outer, root) && !cutHolds(cuts, outer, layer);
    if (isParted && !cutHolds(cuts, inner, root)) cost += own;
  }
  for (const { cost: own, takerCount, inside } of shared) {
    const runs = inside[outer]! > inside[inner]! ? 1 : 0;
    const counted = (inside[inner]! < takerCount ? 1 : 0) - (inside[outer]! < takerCount ? 1 : 0);
    cost += own * (runs - counted);
  }
  return cost;
}

/** Whether the layers between two cuts cost what those outside the first cost less those outside the second. */
export const isSeparable = ({ fused, shared }: CutCosts): boolean =>
  fused.length === 0 && shared.length === 0;
