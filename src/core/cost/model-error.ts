import { choleskyOf } from './cholesky.js';
import { layerDerivative } from './coefficients.js';
import type { FittedCost } from './fit-statistics.js';
import type { Interval } from './interval.js';
import type { CostedWork } from './layer-class.js';
import { float64Of } from '../arrays.js';

/** By how much the modelled cost of a network may be off: standard deviations, in J or s. */
export interface CostError {
  /**
   * What the coefficients add, by independent source: Lᵀ · gradient with L · Lᵀ = their covariance. Networks that
   * are costed with the same set share the sources, so what differs between two is the difference of these.
   */
  readonly loadings: Float64Array;
  /** What the model misses of this network alone: the spread of the fit's residuals times the cost. */
  readonly residual: number;
}

/**
 * The error of the costs that a fitted model gives, to first order in the coefficients; null for
 * coefficients that were entered, of which no error is known. `inferences` is how often the constant part of an
 * inference is in the cost: 0 for layers by themselves.
 */
export function errorModel({
  model,
  statistics,
}: FittedCost): ((works: readonly CostedWork[], cost: number, inferences?: number) => CostError) | null {
  if (statistics === null) return null;
  const { covariance, residualSpread } = statistics;
  const lower = choleskyOf(covariance.values);
  const derivatives = covariance.coefficients.map((name) =>
    name === 'perInference' ? null : layerDerivative(model, name),
  );
  return (works, cost, inferences = 1) => {
    const gradient = derivatives.map((derivative) =>
      derivative === null ? inferences : works.reduce((sum, work) => sum + derivative(work), 0),
    );
    const loadings = float64Of(gradient, (_, source) =>
      lower.reduce((sum, row, k) => sum + row[source]! * gradient[k]!, 0),
    );
    return { loadings, residual: residualSpread * cost };
  };
}

/** Standard deviation of a cost. */
export const deviationOf = ({ loadings, residual }: CostError): number =>
  Math.sqrt(loadings.reduce((sum, loading) => sum + loading * loading, residual * residual));

/** Standard normal quantile of 0.95. */
export const Z95 = 1.6448536269514722;

/** A cost is never negative. */
export function intervalAround(cost: number, error: CostError): Interval {
  const half = Z95 * deviationOf(error);
  return { p5: Math.max(0, cost - half), p50: cost, p95: cost + half };
}
