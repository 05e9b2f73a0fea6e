import type { CostError } from '../cost/model-error.js';
import { float64Of } from '../arrays.js';

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

/** How far apart the goals of two candidates are, given the error that they do not have in common. */
export interface Comparison {
  /** Standard deviations of the difference by which the goal of `worse` exceeds that of `better`. */
  separation(better: number, worse: number): number;
  /** Whether these are at least `limit`. */
  isSeparated(better: number, worse: number, limit: number): boolean;
}

/**
 * Compares candidates that were costed with one coefficient set; null where the error of a cost with a price is
 * not known of all. Energy and latency were fitted apart, so their errors are independent. Flat arrays, for a ranking
 * of thousands looks at millions of pairs.
 */
export function comparisonOf(candidates: readonly RankedCosts[], goal: Goal): Comparison | null {
  const priced = (['energy', 'latency'] as const).filter((cost) => goal[cost] !== 0);
  const errors = candidates.map((candidate) =>
    priced.map((cost) => (cost === 'energy' ? candidate.energyError : candidate.latencyError)),
  );
  if (errors.some((own) => own.includes(null))) return null;
  const known = errors as CostError[][];
  const sources = (known[0] ?? []).reduce((sum, { loadings }) => sum + loadings.length, 0);
  const values = float64Of(candidates, (candidate) => goalValue(candidate, goal));
  const ownVariances = float64Of(known, (own) =>
    own.reduce((sum, { residual }, k) => sum + (goal[priced[k]!] * residual) ** 2, 0),
  );
  const loadings = new Float64Array(candidates.length * sources);
  known.forEach((own, candidate) => {
    loadings.set(
      own.flatMap((error, k) => Array.from(error.loadings, (loading) => goal[priced[k]!] * loading)),
      candidate * sources,
    );
  });
  const sharedVariance = (a: number, b: number): number => {
    let variance = 0;
    for (let k = 0; k < sources; k++) {
      const apart = loadings[a * sources + k]! - loadings[b * sources + k]!;
      variance += apart * apart;
    }
    return variance;
  };
  return {
    separation(better, worse) {
      const difference = values[worse]! - values[better]!;
      if (difference === 0) return 0;
      const own = ownVariances[better]! + ownVariances[worse]!;
      return difference / Math.sqrt(own + sharedVariance(better, worse));
    },
    isSeparated(better, worse, limit) {
      const difference = values[worse]! - values[better]!;
      const square = (difference / limit) ** 2;
      const own = ownVariances[better]! + ownVariances[worse]!;
      // What the residuals alone do not part, the coefficients do not part either.
      if (difference === 0 || square < own) return false;
      return square >= own + sharedVariance(better, worse);
    },
  };
}
