import { cutContains, type CutList } from '../network/cuts/index.js';
import { remember } from '../memo.js';
import type { Pricing } from './pricing.js';
import { CANDIDATE_LIMIT, checkCandidates, type SplitProblem } from './problem.js';

/** Nested cuts; one entry a candidate in both arrays. */
export interface CutPairs {
  /** What the device runs. */
  readonly first: Uint32Array;
  /** What device and edge run; the full cut unless there is a cloud. */
  readonly second: Uint32Array;
}

/** Candidates as indices; one entry a candidate in every array. */
export interface Places extends CutPairs {
  /** Of the pricings. */
  readonly choice: Uint32Array;
}

export const pairsBetween = ({ first, second }: CutPairs, start: number, end: number): CutPairs => ({
  first: first.subarray(start, end),
  second: second.subarray(start, end),
});

/** Neighbouring candidates [start, end) of one choice. */
export interface Stretch {
  readonly choice: number;
  readonly start: number;
  readonly end: number;
}

/** All candidates in their order, at most so many at a time. */
export function stretchesOf({ choice }: Places, most = Infinity): Stretch[] {
  const stretches: Stretch[] = [];
  for (let start = 0; start < choice.length;) {
    let end = start + 1;
    while (end < choice.length && end - start < most && choice[end] === choice[start]) end++;
    stretches.push({ choice: choice[start]!, start, end });
    start = end;
  }
  return stretches;
}

/** Every listed cut with every choice; two tiers. Throws `CoreError` (`planning-too-large`). */
export function splitPlaces(problem: SplitProblem, pricings: readonly Pricing[]): Places {
  return pricings.length === 1 ? everyCut(problem) : placesThatMatter(problem, pricings);
}

/** Each cut with the only choice there is. Throws as `splitPlaces`. */
function everyCut(problem: SplitProblem): Places {
  checkCandidates(problem, problem.cuts.count);
  return splitsOf(problem.cuts);
}

/** Each cut, with all others beyond the first link on the edge, and the first choice. */
export const splitsOf = remember(({ count }: CutList): Places => ({
  choice: new Uint32Array(count),
  first: Uint32Array.from({ length: count }, (_, cut) => cut),
  second: new Uint32Array(count).fill(count - 1),
}));

/** Each cut with the first choice, and with others where that makes a difference. Throws as `splitPlaces`. */
function placesThatMatter(problem: SplitProblem, pricings: readonly Pricing[]): Places {
  const { count } = problem.cuts;
  const most = Math.min(pricings.length * count, (problem.candidateLimit ?? CANDIDATE_LIMIT) + count);
  const choice = new Uint32Array(most);
  const first = new Uint32Array(most);
  let kept = 0;
  for (let index = 0; index < pricings.length; index++) {
    for (let cut = 0; cut < count; cut++) {
      if (index > 0 && !matters(pricings, index, cut)) continue;
      choice[kept] = index;
      first[kept++] = cut;
    }
    checkCandidates(problem, kept);
  }
  const second = new Uint32Array(kept).fill(count - 1);
  return { choice: choice.subarray(0, kept), first: first.subarray(0, kept), second };
}

/** Whether a cut costs anything else than with a choice before: what it does not use is not chosen. */
function matters(pricings: readonly Pricing[], index: number, cut: number): boolean {
  const { choice, inputs, sent, cuts } = pricings[index]!;
  const { choice: usual, sent: usuallySent } = pricings[0]!;
  const staysOnDevice = cut === cuts.count - 1;
  if (choice.encoding !== usual.encoding && inputs.any[cut] === 0) return false;
  if (choice.edge !== usual.edge && staysOnDevice) return false;
  if (choice.precision === usual.precision) return true;
  return sent.converted[cut]! > 0 || usuallySent.converted[cut]! > 0;
}

/** Nested pairs of cuts, over all choices, that are evaluated one by one: some 10 ms of work. */
export const PAIR_LIMIT = 100_000;

/** Every candidate: each listed cut, or each nested pair of them where there is a cloud; null where those are too many. */
export const allPlaces = (
  problem: SplitProblem,
  pricings: readonly Pricing[],
  limit = PAIR_LIMIT,
): Places | null =>
  problem.cloud === null
    ? splitPlaces(problem, pricings)
    : nestedPlaces(problem.cuts, pricings.length, limit);

/** Nested pairs of cuts in order, for every choice; null when they are more than the limit. */
function nestedPlaces(cuts: CutList, choices: number, limit: number): Places | null {
  const pairs = nestedPairs(cuts, Math.floor(limit / choices));
  if (pairs === null) return null;
  const { length } = pairs.first;
  const choice = new Uint32Array(length * choices);
  if (choices === 1) return { choice, ...pairs };
  const [first, second] = [new Uint32Array(length * choices), new Uint32Array(length * choices)];
  for (let index = 0; index < choices; index++) {
    choice.fill(index, index * length, (index + 1) * length);
    first.set(pairs.first, index * length);
    second.set(pairs.second, index * length);
  }
  return { choice, first, second };
}

function nestedPairs(cuts: CutList, limit: number): CutPairs | null {
  const { count, modules, moduleOf } = cuts;
  // Of each first cut all pairs are written before they are counted.
  const most = Math.min((count * (count + 1)) / 2, limit + count);
  const [first, second] = [new Uint32Array(most), new Uint32Array(most)];
  let pairs = 0;
  for (let inner = 0; inner < count; inner++) {
    const moduleEnd = inner === 0 ? 1 : modules[moduleOf[inner]!]!.endCut;
    const begun = pairs;
    for (let outer = inner; outer < moduleEnd; outer++) {
      if (cutContains(cuts, inner, outer)) second[pairs++] = outer;
    }
    for (let outer = moduleEnd; outer < count; outer++) second[pairs++] = outer;
    first.fill(inner, begun, pairs);
    if (pairs > limit) return null;
  }
  return { first: first.subarray(0, pairs), second: second.subarray(0, pairs) };
}

/**
 * Pairs that stand for all with the same first cut, or with the same second cut, cut by cut: at first those in which the
 * edge works, then those in which it is idle.
 */
export const pairsByCut = remember(({ count }: CutList): { byFirst: CutPairs; bySecond: CutPairs } => {
  const cuts = Uint32Array.from({ length: 2 * count }, (_, entry) => entry % count);
  const [full, empty] = [cuts.slice().fill(count - 1, 0, count), cuts.slice().fill(0, 0, count)];
  return { byFirst: { first: cuts, second: full }, bySecond: { first: empty, second: cuts } };
});
