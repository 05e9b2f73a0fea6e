import { seconds } from '../units.js';
import { boundsOf, type Constraints } from './constraints.js';
import { choose, chooseWithin } from './decide.js';
import { divisionAt, type Division, type Evaluation } from './evaluate.js';
import { emptyFigures } from './figures.js';
import { knownEnergy, type Totals } from './ledger.js';
import { addUpChanging, addUpFixed } from './add-up.js';
import { changeLedgers, ledgersOf } from './ledgers.js';
import { withOptima } from './minimum-cut.js';
import type { Objective } from './objectives.js';
import { allPlaces, PAIR_LIMIT, pairsBetween, stretchesOf, type Places } from './places.js';
import { hopPrices, priceChoices, type Pricing } from './pricing.js';
import type { SplitProblem } from './problem.js';
import { evaluateCandidates } from './tiers.js';

/** What may differ from point to point of a sweep. */
export type SweepPoint = Pick<SplitProblem, 'link' | 'edgeSlowdown'>;

/** The best candidate at a point, by its indices in the sweep, and what it takes there. */
export interface SweptPlan extends Pick<Totals, 'latency' | 'deviceEnergy' | 'systemEnergy'> {
  readonly choice: number;
  readonly first: number;
  readonly second: number;
}

/** Plans of one problem at many points. */
export interface Sweep {
  /** With every cut that a plan may have. */
  readonly problem: SplitProblem;
  /** Candidates that are compared at a point; where a cloud leaves too many to list, those of the problem's own point. */
  readonly count: number;
  /** Null where no candidate keeps to the constraints and has a known objective. */
  planAt(point: SweepPoint): SweptPlan | null;
  divisionOf(plan: SweptPlan): Division;
}

interface SweepRequest {
  readonly objective: Objective;
  readonly constraints?: Constraints;
}

/**
 * A sweep over the candidates of a problem; what no point changes is computed once. What a list of cuts leaves out,
 * where it is partial, is completed with the optima of the problem's own point, so that a candidate is the same one at
 * every point. Throws `CoreError` (`planning-too-large`).
 */
export function sweepOf(problem: SplitProblem, request: SweepRequest, limit = PAIR_LIMIT): Sweep {
  const completed = withOptima(problem, [request.objective]);
  const pricings = priceChoices(completed);
  const places = allPlaces(completed, pricings, limit);
  const plans =
    places === null
      ? plansOfShortlists(completed, request, limit)
      : plansOfList(completed, pricings, places, request);
  return {
    problem: completed,
    ...plans,
    divisionOf: ({ choice, first, second }) => divisionAt(pricings[choice]!, first, second),
  };
}

type Plans = Pick<Sweep, 'count' | 'planAt'>;

/** The candidates are the same at every point: their figures are written to the same memory again and again. */
function plansOfList(
  problem: SplitProblem,
  pricings: readonly Pricing[],
  places: Places,
  { objective, constraints = {} }: SweepRequest,
): Plans {
  const count = places.first.length;
  const evaluation = { problem, pricings, count, kept: null, ...places, ...emptyFigures(count) };
  // Bounds on figures hold the arrays of the figures themselves; all others are the same at every point.
  const bounds = boundsOf(evaluation, constraints);
  const stretches = stretchesOf(places).map(({ choice, start, end }) => {
    const ledgers = ledgersOf(pricings[choice]!, pairsBetween(places, start, end));
    addUpFixed(ledgers, evaluation, start);
    return { start, ledgers };
  });
  return {
    count,
    planAt({ link, edgeSlowdown }) {
      const hop = hopPrices(link);
      for (const { start, ledgers } of stretches) {
        changeLedgers(ledgers, { hop, edgeSlowdown });
        addUpChanging(ledgers, evaluation, start);
      }
      const chosen = chooseWithin(evaluation, objective, bounds);
      return chosen === null ? null : planOf(evaluation, chosen);
    },
  };
}

/** The candidates are others at every point. */
function plansOfShortlists(
  problem: SplitProblem,
  { objective, constraints = {} }: SweepRequest,
  limit: number,
): Plans {
  const evaluationAt = (point: SweepPoint): Evaluation =>
    evaluateCandidates({ ...problem, ...point }, [objective], limit).evaluation;
  return {
    count: evaluationAt(problem).count,
    planAt(point) {
      const evaluation = evaluationAt(point);
      const chosen = choose(evaluation, objective, constraints);
      return chosen === null ? null : planOf(evaluation, chosen);
    },
  };
}

const planOf = (evaluation: Evaluation, candidate: number): SweptPlan => ({
  choice: evaluation.choice[candidate]!,
  first: evaluation.first[candidate]!,
  second: evaluation.second[candidate]!,
  latency: seconds(evaluation.latency[candidate]!),
  deviceEnergy: knownEnergy(evaluation.deviceEnergy[candidate]!),
  systemEnergy: knownEnergy(evaluation.systemEnergy[candidate]!),
});
