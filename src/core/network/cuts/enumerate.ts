import { CoreError } from '../../errors.js';
import type { Blocks } from './blocks.js';
import { modulesOf, type Module } from './modules.js';

/** Every cut as the cut without its last block: the order is that of binary numbers whose highest bit is the last block. */
export interface EnumeratedCuts {
  /** By cut: the cut without its last block; -1 for the empty one. */
  readonly withoutLast: Int32Array;
  /** By cut: its last block; -1 for the empty one. */
  readonly lastBlock: Int32Array;
  /** By block: the first cut whose last block it is; one entry more at the end. */
  readonly firstCut: Int32Array;
  readonly modules: readonly ListedModule[];
  readonly complete: boolean;
}

/** A module with the cuts that hold some of its blocks, all of those before and none behind. */
export interface ListedModule extends Module {
  readonly firstCut: number;
  readonly endCut: number;
  /** 32-bit words a cut. */
  readonly words: number;
  /** [(cut - firstCut) · words + (block - first) >> 5]: bit (block - first) & 31 says that the cut holds the block. */
  readonly bits: Int32Array;
}

/**
 * Lists the cuts module by module, each behind all cuts that it contains. Within a module every list of cuts
 * is extended by one block after the other (the downsets of a partial order; Steiner, An algorithm for
 * generating the ideals of a partial order, 1986). A module whose cuts would exceed what is left of `limit`
 * contributes only those that follow the topological order and what leads to the cuts to `include`; the list is
 * then not complete.
 *
 * @param include valid cuts, each as the set of its blocks
 * Throws `CoreError` (`planning-too-large`) where too many lead to those to include.
 */
export function enumerateCuts(
  blocks: Blocks,
  limit: number,
  include: readonly ReadonlySet<number>[],
): EnumeratedCuts {
  const withoutLast = [-1];
  const lastBlock = [-1];
  const firstCut: number[] = [];
  const modules: ListedModule[] = [];
  let complete = true;
  for (const module of modulesOf(blocks)) {
    const start = withoutLast.length - 1;
    if (module.end - module.first === 1) {
      firstCut[module.first] = start + 1;
      withoutLast.push(start);
      lastBlock.push(module.first);
      modules.push(listedModule(module, start + 1, start + 2, SINGLE));
      continue;
    }
    // What follows the topological order is listed whatever the limit.
    const budget = Math.max(limit - start, module.end - module.first + 1);
    const listed = downsets(blocks, module, budget) ?? pathsTo(module, include);
    complete &&= listed.all;
    for (let cut = 1; cut < listed.parents.length; cut++) {
      const block = listed.lasts[cut]!;
      firstCut[block] ??= withoutLast.length;
      withoutLast.push(start + listed.parents[cut]!);
      lastBlock.push(block);
    }
    const bits = Int32Array.from(listed.bits.slice(listed.words));
    modules.push(listedModule(module, start + 1, withoutLast.length, bits));
  }
  firstCut.push(withoutLast.length);
  return {
    withoutLast: Int32Array.from(withoutLast),
    lastBlock: Int32Array.from(lastBlock),
    firstCut: Int32Array.from(firstCut),
    modules,
    complete,
  };
}

/** The bits of the only cut of a module of one block. */
const SINGLE = Int32Array.of(1);

const listedModule = (
  { first, end }: Module,
  firstCut: number,
  endCut: number,
  bits: Int32Array,
): ListedModule => ({ first, end, firstCut, endCut, words: wordsOf({ first, end }), bits });

/** Cuts of one module, the empty one first; `bits` as in `ListedModule`, the empty cut included. */
interface ModuleCuts {
  readonly parents: number[];
  readonly lasts: number[];
  readonly words: number;
  readonly bits: number[];
  readonly all: boolean;
}

const wordsOf = ({ first, end }: Module): number => Math.ceil((end - first) / 32);

/** All of them, or null when they are more than `budget`. */
function downsets(blocks: Blocks, module: Module, budget: number): ModuleCuts | null {
  const words = wordsOf(module);
  const parents = [-1];
  const lasts = [-1];
  const bits = new Array<number>(words).fill(0);
  for (let block = module.first; block < module.end; block++) {
    const needs = blocks.before[block]!.filter((need) => need >= module.first).map(
      (need) => need - module.first,
    );
    const word = (block - module.first) >> 5;
    const bit = 1 << ((block - module.first) & 31);
    const known = parents.length;
    for (let cut = 0; cut < known; cut++) {
      const offset = cut * words;
      if (!needs.every((need) => (bits[offset + (need >> 5)]! & (1 << (need & 31))) !== 0)) continue;
      parents.push(cut);
      lasts.push(block);
      for (let w = 0; w < words; w++) bits.push(bits[offset + w]! | (w === word ? bit : 0));
    }
    if (parents.length > budget) return null;
  }
  return { parents, lasts, words, bits, all: true };
}

function maskOf({ first, end }: Module, blocks: ReadonlySet<number>): bigint {
  let inside = 0n;
  for (const block of blocks) if (block >= first && block < end) inside |= 1n << BigInt(block - first);
  return inside;
}

/** Cuts on the way to what is to be included; up to the square of the module's blocks for each. */
const PATH_LIMIT = 200_000;

function checkPaths({ first, end }: Module, count: number): void {
  if (count <= PATH_LIMIT) return;
  throw new CoreError(
    'planning-too-large',
    `network: got ${end - first} layers beside one another with more cuts than are listed, ` +
      'expected fewer, or fewer choices beside the cut',
  );
}

/**
 * The cuts of a module along the topological order and, for each cut S to include, those that hold the first
 * i blocks and of S those among the first j: with each cut also the one without its last block, and the one
 * with its first missing block.
 */
function pathsTo(module: Module, include: readonly ReadonlySet<number>[]): ModuleCuts {
  const size = module.end - module.first;
  const prefix = Array.from({ length: size + 1 }, (_, length) => (1n << BigInt(length)) - 1n);
  const masks = new Set(prefix);
  for (const inside of new Set(include.map((blocks) => maskOf(module, blocks)))) {
    // What follows the topological order leads to nothing new.
    if (masks.has(inside)) continue;
    for (const [length, begin] of prefix.entries()) {
      let part = inside & begin;
      masks.add(inside | begin);
      for (let block = length; block < size; block++) {
        const bit = 1n << BigInt(block);
        if ((inside & bit) === 0n) continue;
        part |= bit;
        masks.add(part | begin);
      }
      checkPaths(module, masks.size);
    }
  }
  const sorted = [...masks].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const known = new Map(sorted.map((mask, index) => [mask, index]));
  const words = wordsOf(module);
  const lastOf = (mask: bigint): number => mask.toString(2).length - 1;
  return {
    parents: sorted.map((mask) => (mask === 0n ? -1 : known.get(mask ^ (1n << BigInt(lastOf(mask))))!)),
    lasts: sorted.map((mask) => (mask === 0n ? -1 : module.first + lastOf(mask))),
    words,
    bits: sorted.flatMap((mask) =>
      Array.from({ length: words }, (_, w) => Number(BigInt.asIntN(32, mask >> BigInt(32 * w)))),
    ),
    all: false,
  };
}
