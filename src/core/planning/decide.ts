import { onceEach, remember } from '../memo.js';
import { boundsOf, type Bound, type ConstraintName, type Constraints } from './constraints.js';
import type { Evaluation } from './evaluate.js';
import { bestOf, objectiveValues, preferenceBy, type Objective } from './objectives.js';
import type { TierName } from './tier.js';

/** Which candidate to choose, and what not dividing the network would cost. Candidates are indices. */
export interface Decision {
  readonly objective: Objective;
  /** Null when no candidate keeps to all constraints and has a known objective. */
  readonly chosen: number | null;
  /** The chosen one, or else the least violating: fewest constraints, then least relative excess, then preference. */
  readonly closest: number;
  readonly constraints: readonly ConstraintReport[];
  /** The best plan that does not divide the network, and the best that does. */
  readonly splitting: Splitting;
}

export interface ConstraintReport {
  readonly name: ConstraintName;
  /** As in `Bound`: shares that must be reached are negative. */
  readonly limit: number;
  /** Of the closest candidate; null where it is not known. */
  readonly value: number | null;
  readonly isKept: boolean;
  /**
   * The smallest limit that some candidate keeps to, if all other constraints stay; the limit itself when
   * nothing needs to give, null when changing this constraint alone does not help.
   */
  readonly neededLimit: number | null;
}

export interface Splitting {
  /** Null when none keeps to the constraints. */
  readonly unsplit: number | null;
  readonly split: number | null;
  /**
   * Objective of the unsplit plan less that of the split one, by the unsplit one: 0.2 where dividing the
   * network saves a fifth, negative where it loses; null where one of the two is missing.
   */
  readonly margin: number | null;
}

export function decide(
  evaluation: Evaluation,
  objective: Objective,
  constraints: Constraints = {},
): Decision {
  const values = objectiveValues(evaluation, objective);
  const bounds = boundsOf(evaluation, constraints);
  const isAllowed = within(bounds);
  const chosen = bestOf(evaluation, values, isAllowed);
  const closest = chosen ?? leastViolating(evaluation, bounds, preferenceBy(evaluation, values));
  return {
    objective,
    chosen,
    closest,
    constraints: bounds.map((bound) =>
      report(bound, { evaluation, bounds, closest, isMet: chosen !== null }),
    ),
    splitting: splittingOf(evaluation, { values, isAllowed, chosen }),
  };
}

/** As `decide`, the choice alone. */
export const choose = (
  evaluation: Evaluation,
  objective: Objective,
  constraints: Constraints,
): number | null => chooseWithin(evaluation, objective, boundsOf(evaluation, constraints));

/** As `choose`, with bounds that are known already. */
export const chooseWithin = (
  evaluation: Evaluation,
  objective: Objective,
  bounds: readonly Bound[],
): number | null => bestOf(evaluation, objectiveValues(evaluation, objective), within(bounds));

/** The best `most` candidates of those that keep to the constraints and whose objective is known, the best first. */
export function ranking(
  evaluation: Evaluation,
  { objective, constraints, most }: { objective: Objective; constraints: Constraints; most: number },
): number[] {
  const values = objectiveValues(evaluation, objective);
  const isAllowed = within(boundsOf(evaluation, constraints));
  const prefer = preferenceBy(evaluation, values);
  const ranked: number[] = [];
  let limit = Infinity;
  for (let k = 0; k < evaluation.count; k++) {
    if (!(values[k]! <= limit) || !isAllowed(k)) continue;
    ranked.splice(placeAmong(ranked, k, prefer), 0, k);
    if (ranked.length > most) ranked.pop();
    if (ranked.length === most) limit = values[ranked[most - 1]!]!;
  }
  return ranked;
}

/** How many of those that are in order already come before a candidate. */
function placeAmong(ranked: readonly number[], candidate: number, prefer: Preference): number {
  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (prefer(ranked[middle]!, candidate) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Preference = (a: number, b: number) => number;

const keeps = ({ values, limit }: Bound, candidate: number): boolean => values[candidate]! <= limit;

/** Whether a candidate keeps to all. */
const within =
  (bounds: readonly Bound[]) =>
  (candidate: number): boolean =>
    bounds.every((bound) => keeps(bound, candidate));

function leastViolating({ count }: Evaluation, bounds: readonly Bound[], prefer: Preference): number {
  const broken = new Uint8Array(count);
  const excess = new Float64Array(count);
  for (const bound of bounds) {
    for (let k = 0; k < count; k++) {
      if (keeps(bound, k)) continue;
      broken[k]!++;
      excess[k]! += relativeExcess(bound, k);
    }
  }
  let closest = 0;
  for (let k = 1; k < count; k++) {
    const order = broken[k]! - broken[closest]! || compare(excess[k]!, excess[closest]!);
    if (order < 0 || (order === 0 && prefer(k, closest) < 0)) closest = k;
  }
  return closest;
}

/** Infinite values compare as equal. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** (value - limit) / |limit|; the excess itself where the limit is 0, without end where the value is not known. */
function relativeExcess({ values, limit }: Bound, candidate: number): number {
  const value = values[candidate]!;
  if (Number.isNaN(value)) return Infinity;
  return Math.max(0, value - limit) / (limit === 0 ? 1 : Math.abs(limit));
}

interface Findings {
  readonly evaluation: Evaluation;
  readonly bounds: readonly Bound[];
  readonly closest: number;
  readonly isMet: boolean;
}

function report(bound: Bound, { evaluation, bounds, closest, isMet }: Findings): ConstraintReport {
  const value = bound.values[closest]!;
  return {
    name: bound.name,
    limit: bound.limit,
    value: Number.isNaN(value) ? null : value,
    isKept: keeps(bound, closest),
    neededLimit: isMet ? bound.limit : neededLimit(evaluation, bounds, bound),
  };
}

function neededLimit(evaluation: Evaluation, bounds: readonly Bound[], bound: Bound): number | null {
  const keepsOthers = within(bounds.filter((other) => other !== bound));
  let needed = Infinity;
  for (let k = 0; k < evaluation.count; k++)
    if (bound.values[k]! < needed && keepsOthers(k)) needed = bound.values[k]!;
  return Number.isFinite(needed) ? Math.max(needed, bound.limit) : null;
}

/** The tier that runs all layers of a candidate; null where several do. */
export const soleTierOf = (evaluation: Evaluation, candidate: number): TierName | null =>
  soleTiersOf(evaluation)(candidate);

/** The same of one candidate after the other: what all have in common is looked up once. */
function soleTiersOf({ first, second, problem }: Evaluation): (candidate: number) => TierName | null {
  const full = problem.cuts.count - 1;
  return (candidate) => {
    const [inner, outer] = [first[candidate]!, second[candidate]!];
    if (inner === full) return 'device';
    if (inner !== 0) return null;
    return outer === full ? 'edge' : outer === 0 ? 'cloud' : null;
  };
}

/** Whether a candidate leaves all layers on one tier. */
export const isUnsplit = (evaluation: Evaluation, candidate: number): boolean =>
  soleTierOf(evaluation, candidate) !== null;

/** The candidate that leaves all layers on a tier, with the first of every choice. */
export const baselineOf = (evaluation: Evaluation, tier: TierName): number => baselines(evaluation)(tier);

const baselines = remember((evaluation: Evaluation) =>
  onceEach((tier: TierName) => findBaseline(evaluation, tier)),
);

function findBaseline(evaluation: Evaluation, tier: TierName): number {
  const { count, choice } = evaluation;
  const tierOf = soleTiersOf(evaluation);
  for (let k = 0; k < count; k++) if (choice[k] === 0 && tierOf(k) === tier) return k;
  throw new RangeError(`no candidate runs everything on the ${tier}`);
}

interface Chosen {
  readonly values: Float64Array;
  readonly isAllowed: (candidate: number) => boolean;
  readonly chosen: number | null;
}

/** Of those that divide the network and those that do not, the chosen one is the best; it is the others' best that is looked for. */
function splittingOf(evaluation: Evaluation, { values, isAllowed, chosen }: Chosen): Splitting {
  if (chosen === null) return { unsplit: null, split: null, margin: null };
  const tierOf = soleTiersOf(evaluation);
  const isDivided = tierOf(chosen) === null;
  const other = bestOf(evaluation, values, (k) => (tierOf(k) === null) !== isDivided && isAllowed(k));
  const [unsplit, split] = isDivided ? [other, chosen] : [chosen, other];
  if (unsplit === null || split === null) return { unsplit, split, margin: null };
  const margin = (values[unsplit]! - values[split]!) / values[unsplit]!;
  return { unsplit, split, margin: Number.isFinite(margin) ? margin : null };
}
