import { Z95 } from '../cost/model-error.js';
import { nonDominated } from '../planning/pareto.js';
import type { Joules, Seconds } from '../units.js';
import { comparisonOf, goalValue, type Comparison, type Goal, type RankedCosts } from './goal.js';
import { normalCdf } from './normal.js';
import { float64Of } from '../arrays.js';

export interface RankedCandidate extends RankedCosts {
  /** Share of right answers, from whoever asks; NaN where it was not given. */
  readonly accuracy: number;
}

/** What is left out does not bind. */
export interface Budgets {
  readonly maxEnergy?: Joules;
  readonly maxLatency?: Seconds;
  readonly minAccuracy?: number;
}
export type BudgetName = keyof Budgets;

/** One place in a ranking. */
export interface Place {
  /** Index among the candidates. */
  readonly candidate: number;
  /** Σ price · cost; NaN where a cost with a price is not known. */
  readonly value: number;
  /** Budgets that it breaks, or of which it is not known whether it does. */
  readonly broken: readonly BudgetName[];
  /** Whether no candidate within the budgets is at least as good in energy, latency and accuracy, and better in one. */
  readonly isOnFront: boolean;
  /** Probability that it is better than the next of its kind, given the error of the model; null where none is or that is not known. */
  readonly probabilityAhead: number | null;
  /** How many places directly behind it hold candidates that are not told apart from it with 95 % certainty; null where the error is not known. */
  readonly inseparable: number | null;
}

/** Candidates that stand together: within the budgets, beyond them, and those whose goal is not known. */
const GROUPS = ['within', 'beyond', 'unknown'] as const;
type Group = (typeof GROUPS)[number];

/**
 * Candidates from the best to the worst: those that keep to the budgets by the goal, then those that do not,
 * then those whose goal is not known; equal ones in the order given. All were costed with one coefficient set.
 */
export function rank(candidates: readonly RankedCandidate[], goal: Goal, budgets: Budgets): Place[] {
  const values = float64Of(candidates, (candidate) => goalValue(candidate, goal));
  const broken = candidates.map((candidate) => brokenBy(candidate, budgets));
  const groupOf = (k: number): Group =>
    Number.isNaN(values[k]!) ? 'unknown' : broken[k]!.length > 0 ? 'beyond' : 'within';
  const isOnFront = frontAmong(candidates, (k) => broken[k]!.length === 0);
  return GROUPS.flatMap((group) => {
    const members = candidates.flatMap((_, k) => (groupOf(k) === group ? [k] : []));
    if (group !== 'unknown') members.sort((a, b) => values[a]! - values[b]! || a - b);
    const ranked = members.map((k) => candidates[k]!);
    const comparison = group === 'unknown' ? null : comparisonOf(ranked, goal);
    return members.map((candidate, place) => ({
      candidate,
      value: values[candidate]!,
      broken: broken[candidate]!,
      isOnFront: isOnFront.has(candidate),
      ...(comparison === null ? UNKNOWN_NEIGHBOURS : neighbours(comparison, place, members.length)),
    }));
  });
}

type Neighbours = Pick<Place, 'probabilityAhead' | 'inseparable'>;
const UNKNOWN_NEIGHBOURS: Neighbours = { probabilityAhead: null, inseparable: null };

/** `count`: of candidates in the order of their goals, of which this is the one at `place`. */
function neighbours(comparison: Comparison, place: number, count: number): Neighbours {
  let next = place + 1;
  while (next < count && !comparison.isSeparated(place, next, Z95)) next++;
  const isLast = place === count - 1;
  return {
    probabilityAhead: isLast ? null : normalCdf(comparison.separation(place, place + 1)),
    inseparable: next - place - 1,
  };
}

function brokenBy(
  { energy, latency, accuracy }: RankedCandidate,
  { maxEnergy, maxLatency, minAccuracy }: Budgets,
): BudgetName[] {
  const kept: Readonly<Record<BudgetName, boolean>> = {
    maxEnergy: maxEnergy === undefined || energy <= maxEnergy,
    maxLatency: maxLatency === undefined || latency <= maxLatency,
    minAccuracy: minAccuracy === undefined || accuracy >= minAccuracy,
  };
  return (Object.keys(kept) as BudgetName[]).filter((budget) => !kept[budget]);
}

/**
 * Pareto front of energy, latency and accuracy. A figure that nobody has is left out of the comparison; a candidate
 * without one that others have is not on the front.
 */
function frontAmong(
  candidates: readonly RankedCandidate[],
  isAllowed: (candidate: number) => boolean,
): ReadonlySet<number> {
  const allowed = candidates.flatMap((_, k) => (isAllowed(k) ? [k] : []));
  const figures = [
    float64Of(allowed, (k) => candidates[k]!.energy),
    float64Of(allowed, (k) => candidates[k]!.latency),
    float64Of(allowed, (k) => -candidates[k]!.accuracy),
  ].filter((figure) => figure.some((value) => !Number.isNaN(value)));
  if (figures.length === 0) return new Set();
  return new Set(nonDominated(allowed.length, figures).map((index) => allowed[index]!));
}
