import { CoreError } from '../errors.js';
import { cutContains, type CutList } from '../network/cuts/index.js';
import { evaluatePlaces, evaluateSplits, type Evaluation, type Places } from './evaluate.js';
import { withOptima } from './minimum-cut.js';
import { objectiveValues, type Objective } from './objectives.js';
import { priceChoices, type Pricing } from './pricing.js';
import { checkCandidates, type SplitProblem } from './problem.js';
import type { TierCosts } from './tier.js';

/** Nested pairs of cuts, over all choices, that are evaluated one by one: some 30 ms of work. */
export const PAIR_LIMIT = 100_000;

/**
 * Groups of layers that all tiers fuse alike, for `groupLayers`. A cut that parts such a group is never better
 * than the one that leaves the group on the nearer side: there it is free, and what crosses has the same size.
 * It can only be wanted for a constraint on memory or on single layers.
 */
export function fusedTogether(tiers: readonly TierCosts[]): [root: number, layer: number][] {
  const [first, ...others] = tiers.map(({ fusedInto }) => fusedInto);
  return Array.from(first!).flatMap((root, layer): [number, number][] =>
    root >= 0 && others.every((fusedInto) => fusedInto[layer] === root) ? [[root, layer]] : [],
  );
}

/** Every candidate: each listed cut, or each nested pair of them where there is a cloud. */
export function evaluateAll(problem: SplitProblem, limit = PAIR_LIMIT): Evaluation | null {
  if (problem.cloud === null) return evaluateSplits(problem);
  const pricings = priceChoices(problem);
  const places = nestedPairs(problem.cuts, pricings.length, limit);
  return places === null ? null : evaluatePlaces(problem, pricings, places);
}

/** Nested pairs of cuts in order, for every choice; null when they are more than the limit. */
function nestedPairs(cuts: CutList, choices: number, limit: number): Places | null {
  const first: number[] = [];
  const second: number[] = [];
  for (let inner = 0; inner < cuts.count; inner++) {
    const moduleEnd = inner === 0 ? 1 : cuts.modules[cuts.moduleOf[inner]!]!.endCut;
    for (let outer = inner; outer < cuts.count; outer++) {
      if (outer < moduleEnd && !cutContains(cuts, inner, outer)) continue;
      first.push(inner);
      second.push(outer);
    }
    if (first.length * choices > limit) return null;
  }
  const repeat = (values: readonly number[]): Uint32Array => {
    const all = new Uint32Array(values.length * choices);
    for (let choice = 0; choice < choices; choice++) all.set(values, choice * values.length);
    return all;
  };
  const choice = Uint32Array.from({ length: first.length * choices }, (_, k) => Math.floor(k / first.length));
  return { choice, first: repeat(first), second: repeat(second) };
}

interface Place {
  readonly choice: number;
  readonly first: number;
  readonly second: number;
}

/** In order, each once. */
function toPlaces(unordered: readonly Place[]): Places {
  const order = unordered.toSorted((a, b) => a.choice - b.choice || a.first - b.first || a.second - b.second);
  const places = order.filter((place, k) => {
    const before = order[k - 1];
    return before?.choice !== place.choice || before.first !== place.first || before.second !== place.second;
  });
  return {
    choice: Uint32Array.from(places, ({ choice }) => choice),
    first: Uint32Array.from(places, ({ first }) => first),
    second: Uint32Array.from(places, ({ second }) => second),
  };
}

/** Candidates of a problem, and whether they are all that there are. */
export interface Candidates {
  readonly evaluation: Evaluation;
  readonly complete: boolean;
}

/**
 * Every candidate. Where a network has more cuts than are listed, or there are more pairs of cuts than the
 * limit, some: with two tiers the listed cuts and the best of each objective (`withOptima`), with three tiers
 * the best of each objective (`shortlistTiers`) and every candidate that leaves one of the tiers idle.
 * Throws `CoreError` (`planning-too-large`).
 */
export function evaluateCandidates(
  problem: SplitProblem,
  objectives: readonly Objective[],
  limit = PAIR_LIMIT,
): Candidates {
  const { complete } = problem.cuts;
  if (problem.cloud === null)
    return { evaluation: evaluateSplits(withOptima(problem, objectives)), complete };
  const all = evaluateAll(problem, limit);
  if (all !== null) return { evaluation: all, complete };
  const pricings = priceChoices(problem);
  checkShortlists(problem, pricings.length, objectives.length);
  const shortlists = objectives.flatMap((objective) => shortlistTiers(problem, objective) ?? []);
  const places = toPlaces([
    ...pricings.flatMap((_, choice) => idlePlaces(problem.cuts, choice)),
    ...shortlists.flatMap(({ choice, first, second }) =>
      Array.from(first, (inner, k) => ({ choice: choice[k]!, first: inner, second: second[k]! })),
    ),
  ]);
  return { evaluation: evaluatePlaces(problem, pricings, places), complete: false };
}

/** Comparisons of cuts of one module, over all choices and objectives: about two seconds of work. */
const COMPARISON_LIMIT = 100_000_000;

/** Throws `CoreError` (`planning-too-large`) where the shortlists would take too long. */
function checkShortlists(problem: SplitProblem, choices: number, objectives: number): void {
  const { count, modules } = problem.cuts;
  // Three that leave a tier idle, and the best first cut of each objective.
  checkCandidates(problem, count * choices * (3 + objectives));
  const pairs = modules.reduce((sum, { firstCut, endCut }) => sum + (endCut - firstCut) ** 2 / 2, 0);
  if (pairs * choices * objectives <= COMPARISON_LIMIT) return;
  throw new CoreError(
    'planning-too-large',
    `cuts: got ${count} with ${choices} choices beside them for three tiers, expected fewer; ask for fewer choices, ` +
      'or for boards that all fuse activations',
  );
}

/** Candidates in which the device, the edge or the cloud computes nothing. */
const idlePlaces = ({ count }: CutList, choice: number): Place[] =>
  Array.from({ length: count }, (_, cut) => [
    { choice, first: 0, second: cut },
    { choice, first: cut, second: cut },
    { choice, first: cut, second: count - 1 },
  ]).flat();

/** Objectives whose value is a sum of what each tier and each link takes. */
const isSum = (objective: Objective): boolean =>
  typeof objective !== 'string' || ['latency', 'deviceEnergy', 'systemEnergy'].includes(objective);

/**
 * Candidates of three tiers among which the best of an objective is, when nothing constrains it: for each
 * second cut the best first one. Null for an objective that is not a sum, and where what the edge spends
 * does not separate: it fuses layers that a cut may part, or shares constants.
 *
 * Where the edge runs something, cost(S1, S2) = cost(S1, all) + cost(∅, S2) - cost(∅, all): every item
 * depends on one of the two cuts, and the layers between them are a difference of two sums. So the best S1
 * inside each S2 is a running minimum over the modules before, and a search within its own module.
 */
export function shortlistTiers(problem: SplitProblem, objective: Objective): Evaluation | null {
  const pricings = priceChoices(problem);
  if (problem.cloud === null || !isSum(objective) || !pricings.every(separates)) return null;
  const { count } = problem.cuts;
  const full = count - 1;
  const ascending = Uint32Array.from({ length: count }, (_, cut) => cut);
  const chosen: Place[] = [];
  pricings.forEach((_, choice) => {
    const firsts = evaluatePlaces(problem, pricings, {
      choice: new Uint32Array(count).fill(choice),
      first: ascending,
      second: new Uint32Array(count).fill(full),
    });
    const bestFirst = bestInside(problem.cuts, firsts, objectiveValues(firsts, objective));
    for (let cut = 0; cut < count; cut++) {
      if (cut > 0) chosen.push({ choice, first: bestFirst[cut]!, second: cut });
      chosen.push({ choice, first: cut, second: cut }, { choice, first: cut, second: full });
    }
  });
  return evaluatePlaces(problem, pricings, toPlaces(chosen));
}

const separates = ({ edge: { latency, energy } }: Pricing): boolean =>
  [latency, energy].every(
    (costs) => costs === null || (costs.fused.length === 0 && costs.shared.length === 0),
  );

/** By cut: the cut within it, other than itself, with the lowest value; then latency, bytes and order. */
function bestInside(cuts: CutList, { latency, bytes }: Evaluation, values: Float64Array): Int32Array {
  const isBetter = (a: number, b: number): boolean => {
    if (b < 0) return true;
    const difference = values[a]! - values[b]! || latency[a]! - latency[b]! || bytes[a]! - bytes[b]!;
    return difference < 0 || (difference === 0 && a < b);
  };
  const best = new Int32Array(cuts.count).fill(-1);
  let before = 0;
  for (const { firstCut, endCut } of cuts.modules) {
    let bestHere = before;
    for (let outer = firstCut; outer < endCut; outer++) {
      best[outer] = before;
      for (let inner = firstCut; inner < outer; inner++) {
        if (values[inner]! > values[best[outer]!]! || !cutContains(cuts, inner, outer)) continue;
        if (isBetter(inner, best[outer]!)) best[outer] = inner;
      }
      if (isBetter(outer, bestHere)) bestHere = outer;
    }
    before = bestHere;
  }
  return best;
}
