import { CoreError } from '../../errors.js';
import type { Network } from '../network.js';
import { blocksOf, type Blocks } from './blocks.js';
import { crossingOf, holds, type Crossing } from './crossing.js';
import { enumerateCuts, type EnumeratedCuts, type ListedModule } from './enumerate.js';

/** Cuts that are listed one by one; a network with more is planned by minimum cut. */
export const CUT_LIMIT = 60_000;

/**
 * The cuts of a network: sets of blocks that hold everything their blocks need. Cut 0 is empty, the last one
 * holds the whole network, and every cut comes behind all that it contains. Immutable; depends on the
 * network's shape alone, so it is computed once a network.
 */
export interface CutList {
  readonly network: Network;
  /** What it was listed with. */
  readonly options: CutOptions;
  readonly blocks: Blocks;
  /** Number of cuts in the list. */
  readonly count: number;
  /** False where the network has more cuts than the limit; the list then lacks some. */
  readonly complete: boolean;
  /** By cut: the cut without its last block, and that block; -1 for the empty cut. */
  readonly withoutLast: Int32Array;
  readonly lastBlock: Int32Array;
  /** By cut: the cut with its first missing block as well, and that block; -1 for the full cut. */
  readonly withNext: Int32Array;
  readonly nextBlock: Int32Array;
  /** By block: the first cut whose last block it is; one entry more at the end. */
  readonly firstCut: Int32Array;
  readonly crossing: Crossing;
  readonly modules: readonly ListedModule[];
  /** By cut: index of its module; 0 for the empty cut. */
  readonly moduleOf: Uint32Array;
}

export interface CutOptions {
  /** Most cuts that are listed; `CUT_LIMIT` where absent. Cuts along the topological order are listed always. */
  readonly limit?: number;
  /** By layer: any number that layers share which no cut is to part. */
  readonly together?: ArrayLike<number>;
  /** Cuts to list in any case, each as its blocks. */
  readonly include?: readonly ReadonlySet<number>[];
}

/** Throws `CoreError` (`cyclic-blocks`) when layers that are to stay together need each other's tensors. */
export function listCuts(network: Network, options: CutOptions = {}): CutList {
  const { limit = CUT_LIMIT, together, include = [] } = options;
  const blocks = blocksOf(network, together);
  const cuts = enumerateCuts(blocks, limit, include);
  const moduleOf = new Uint32Array(cuts.withoutLast.length);
  cuts.modules.forEach(({ firstCut, endCut }, index) => moduleOf.fill(index, firstCut, endCut));
  return {
    network,
    options,
    blocks,
    count: cuts.withoutLast.length,
    complete: cuts.complete,
    withoutLast: cuts.withoutLast,
    lastBlock: cuts.lastBlock,
    ...nextOf(cuts, blocks.layers.length),
    firstCut: cuts.firstCut,
    crossing: crossingOf(network, blocks, cuts),
    modules: cuts.modules,
    moduleOf,
  };
}

/** S ∪ {f} for the first block f that S lacks: f is behind S's last block, or S without that block lacks it too. */
function nextOf(cuts: EnumeratedCuts, blockCount: number): Pick<CutList, 'withNext' | 'nextBlock'> {
  const { withoutLast, lastBlock } = cuts;
  const count = withoutLast.length;
  const withNext = new Int32Array(count).fill(-1);
  const nextBlock = new Int32Array(count).fill(-1);
  for (let cut = 0; cut < count; cut++) {
    const before = withoutLast[cut]!;
    const block = lastBlock[cut]!;
    const isPrefix = before < 0 || nextBlock[before] === block;
    if (isPrefix && block + 1 === blockCount) continue;
    nextBlock[cut] = isPrefix ? block + 1 : nextBlock[before]!;
    withNext[cut] = isPrefix ? childOf(cuts, cut, block + 1) : childOf(cuts, withNext[before]!, block);
  }
  return { withNext, nextBlock };
}

type ChildIndex = Pick<EnumeratedCuts, 'withoutLast' | 'firstCut'>;

/** The cut that holds one block more than `cut`, a block behind all of it; -1 when there is none. */
function childOf({ withoutLast, firstCut }: ChildIndex, cut: number, block: number): number {
  let low = firstCut[block]!;
  let high = firstCut[block + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (withoutLast[middle]! < cut) low = middle + 1;
    else high = middle;
  }
  return low < firstCut[block + 1]! && withoutLast[low] === cut ? low : -1;
}

/** The list with some more cuts, where it is partial; blocks are those of the list. */
export const includeCuts = (cuts: CutList, include: readonly ReadonlySet<number>[]): CutList =>
  listCuts(cuts.network, { ...cuts.options, include: [...(cuts.options.include ?? []), ...include] });

/** Whether the cut holds the layer; layers that depend on constants alone are in none. */
export function cutHolds(cuts: CutList, cut: number, layer: number): boolean {
  const block = cuts.blocks.ofLayer[layer]!;
  return block >= 0 && cut > 0 && holds(cuts.modules[cuts.moduleOf[cut]!]!, cut, block);
}

/** The layers of a cut as a bit set: layer l is bit l & 31 of word l >> 5. */
export function layersOfCut(cuts: CutList, cut: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(cuts.network.layers.length / 32));
  for (let at = cut; at > 0; at = cuts.withoutLast[at]!) {
    for (const layer of cuts.blocks.layers[cuts.lastBlock[at]!]!) bits[layer >> 5]! |= 1 << (layer & 31);
  }
  return bits;
}

/** Indices of the crossing tensors of a cut, ascending. */
export const crossingTensors = ({ crossing: { start, tensors } }: CutList, cut: number): readonly number[] =>
  Array.from(tensors.subarray(start[cut], start[cut + 1]));

/** Whether the first cut is part of the second. */
export function cutContains(cuts: CutList, inner: number, outer: number): boolean {
  if (inner === 0 || inner === outer) return true;
  const module = cuts.moduleOf[inner]!;
  if (outer === 0 || module !== cuts.moduleOf[outer]) return outer !== 0 && module < cuts.moduleOf[outer]!;
  const { firstCut, words, bits } = cuts.modules[module]!;
  const [a, b] = [(inner - firstCut) * words, (outer - firstCut) * words];
  for (let w = 0; w < words; w++) if ((bits[a + w]! & ~bits[b + w]!) !== 0) return false;
  return true;
}

/**
 * The cut that holds exactly these layers (those that depend on constants alone do not matter).
 * Throws `CoreError`: `invalid-cut` when a layer is inside that needs one outside, or when a block is parted;
 * `unlisted-cut` when it is valid but beyond the limit of the list.
 */
export function findCut(cuts: CutList, layers: Iterable<number>): number {
  const inside = new Uint8Array(cuts.blocks.layers.length);
  const counted = new Uint32Array(cuts.blocks.layers.length);
  for (const layer of new Set(layers)) {
    const block = cuts.blocks.ofLayer[layer] ?? -1;
    if (block < 0) continue;
    inside[block] = 1;
    counted[block]!++;
  }
  checkClosed(cuts, inside, counted);
  let cut = 0;
  for (let block = 0; block < inside.length; block++) {
    if (inside[block] === 0) continue;
    cut = childOf(cuts, cut, block);
    if (cut < 0) throw new CoreError('unlisted-cut', 'layers: got a cut beyond the limit of the list');
  }
  return cut;
}

function checkClosed({ network, blocks }: CutList, inside: Uint8Array, counted: Uint32Array): void {
  const nameOf = (block: number): string => network.layers[blocks.layers[block]![0]!]!.name;
  for (let block = 0; block < inside.length; block++) {
    if (inside[block] === 0) continue;
    const missing = blocks.before[block]!.find((need) => inside[need] === 0);
    if (missing === undefined && counted[block] === blocks.layers[block]!.length) continue;
    const expected =
      missing === undefined
        ? `all ${blocks.layers[block]!.length} layers that stay together with it`
        : `also '${nameOf(missing)}', which it needs`;
    throw new CoreError(
      'invalid-cut',
      `layers: got '${nameOf(block)}' inside the cut, expected ${expected}`,
      {
        layerName: nameOf(block),
      },
    );
  }
}
