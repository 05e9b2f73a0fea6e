import { varianceOfDifference, type CostError } from '../cost/model-error.js';

/** The costs of a candidate on one board; NaN where one is not known. */
export interface RankedCosts {
  /** J */
  readonly energy: number;
  /** s */
  readonly latency: number;
  /** Null where the error of the coefficients is not known. */
  readonly energyError: CostError | null;
  readonly latencyError: CostError | null;
}

/** The price of a joule and of a second; one of them may be 0. */
export interface Goal {
  readonly energy: number;
  readonly latency: number;
}

/** Σ price · cost; NaN where a cost with a price is not known. */
export function goalValue(costs: RankedCosts, goal: Goal): number {
  let value = 0;
  if (goal.energy !== 0) value += goal.energy * costs.energy;
  if (goal.latency !== 0) value += goal.latency * costs.latency;
  return value;
}

/**
 * By how many standard deviations of the difference the goal of `worse` exceeds that of `better`, both under one
 * coefficient set; null where the error of a cost with a price is not known. Energy and latency were fitted
 * apart, so their errors are independent.
 */
export function separation(better: RankedCosts, worse: RankedCosts, goal: Goal): number | null {
  let variance = 0;
  for (const cost of ['energy', 'latency'] as const) {
    if (goal[cost] === 0) continue;
    const [a, b] = [better[`${cost}Error`], worse[`${cost}Error`]];
    if (a === null || b === null) return null;
    variance += goal[cost] ** 2 * varianceOfDifference(a, b);
  }
  const difference = goalValue(worse, goal) - goalValue(better, goal);
  return difference === 0 ? 0 : difference / Math.sqrt(variance);
}
