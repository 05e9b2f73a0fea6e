import { CoreError } from '../errors.js';
import { cutContains, type CutList } from '../network/cuts/index.js';
import { isSeparable } from './cut-costs.js';
import { evaluatePlaces, evaluateSplits, type Evaluation } from './evaluate.js';
import { withOptima } from './minimum-cut.js';
import { objectiveValues, type Objective } from './objectives.js';
import { PlaceList } from './place-list.js';
import { allPlaces, PAIR_LIMIT, splitsOf } from './places.js';
import { priceChoices, type Pricing } from './pricing.js';
import { checkCandidates, type SplitProblem } from './problem.js';
import type { TierCosts } from './tier.js';

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

/** Every candidate: each listed cut, or each nested pair of them where there is a cloud; null where those are too many. */
export function evaluateAll(problem: SplitProblem, limit = PAIR_LIMIT): Evaluation | null {
  const pricings = priceChoices(problem);
  const places = allPlaces(problem, pricings, limit);
  return places === null ? null : evaluatePlaces(problem, pricings, places);
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
  const places = new PlaceList(problem.cuts);
  pricings.forEach((_, choice) => {
    addIdle(places, choice);
  });
  for (const { count, choice, first, second } of shortlists) {
    for (let k = 0; k < count; k++) places.add(choice[k]!, first[k]!, second[k]!);
  }
  return { evaluation: evaluatePlaces(problem, pricings, places.inOrder()), complete: false };
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
function addIdle(places: PlaceList, choice: number): void {
  const { count } = places.cuts;
  for (let cut = 0; cut < count; cut++) {
    places.add(choice, 0, cut);
    places.add(choice, cut, cut);
    places.add(choice, cut, count - 1);
  }
}

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
  const places = new PlaceList(problem.cuts);
  const splits = splitsOf(problem.cuts);
  pricings.forEach((pricing, choice) => {
    const firsts = evaluatePlaces(problem, [pricing], splits);
    const bestFirst = bestInside(problem.cuts, firsts, objectiveValues(firsts, objective));
    for (let cut = 0; cut < count; cut++) {
      if (cut > 0) places.add(choice, bestFirst[cut]!, cut);
      places.add(choice, cut, cut);
      places.add(choice, cut, count - 1);
    }
  });
  return evaluatePlaces(problem, pricings, places.inOrder());
}

const separates = ({ edge: { latency, energy } }: Pricing): boolean =>
  isSeparable(latency) && (energy === null || isSeparable(energy));

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
