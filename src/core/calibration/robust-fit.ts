import { nonNegativeLeastSquares } from './nnls.js';
import { normalEquations } from './normal-equations.js';
import { float64Of } from '../arrays.js';

/** Huber's bound in standard deviations: 95 % efficient when errors are normal. Huber, *Robust Statistics*, 1981. */
export const HUBER_BOUND = 1.345;
/** Median absolute deviation of a normal distribution with standard deviation 1. */
const NORMAL_MAD = 0.6745;
/** With fewer rows a coefficient the spread of the residuals says nothing of outliers. */
const MIN_ROWS_PER_COEFFICIENT = 3;
/** Residuals within 0.1 % are never outliers: no power meter is better. */
const MIN_SPREAD = 1e-3;
const MAX_ITERATIONS = 30;

export interface FitProblem {
  readonly columns: readonly Float64Array[];
  /** Measured costs, positive. */
  readonly target: Float64Array;
  readonly rows: readonly number[];
}

export interface RobustFit {
  readonly coefficients: Float64Array;
  /** By row of the problem: what the row is divided by, so that errors are relative. */
  readonly reference: Float64Array;
  /** By row of the problem: Huber's weight, 1 for a row that is not an outlier. */
  readonly weights: Float64Array;
  /** By row of the problem: (measured - fitted) / reference. */
  readonly residuals: Float64Array;
  /** Robust standard deviation of the residuals. */
  readonly spread: number;
}

/**
 * Non-negative least squares on relative error, iterated. It starts with errors relative to the measured
 * cost and goes on with errors relative to the fitted one: noise in the divisor biases coefficients downwards
 * by twice its variance. The divisor stays within a factor of 2 of the measurement, so that a fit cannot
 * make a row irrelevant. Rows beyond Huber's bound lose weight.
 */
export function robustFit(problem: FitProblem): RobustFit {
  const measured = float64Of(problem.rows, (row) => problem.target[row]!);
  let state: RobustFit = weigh(
    problem,
    measured,
    solve(problem, measured, new Float64Array(measured.length).fill(1)),
  );
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const { coefficients } = state;
    const next = solve(problem, state.reference, state.weights);
    state = weigh(problem, measured, next);
    if (next.every((value, j) => Math.abs(value - coefficients[j]!) <= 1e-9 * value)) break;
  }
  return state;
}

/** References, residuals and weights that follow from coefficients. */
function weigh(problem: FitProblem, measured: Float64Array, coefficients: Float64Array): RobustFit {
  const fitted = predict(problem.columns, coefficients, problem.rows);
  const reference = fitted.map((value, k) => Math.min(Math.max(value, measured[k]! / 2), measured[k]! * 2));
  const residuals = fitted.map((value, k) => (measured[k]! - value) / reference[k]!);
  return { coefficients, reference, residuals, ...huber(residuals, problem.columns.length) };
}

/** What each row is multiplied by in the least-squares problem. */
export const rowScales = ({ reference, weights }: Pick<RobustFit, 'reference' | 'weights'>): Float64Array =>
  weights.map((weight, k) => Math.sqrt(weight) / reference[k]!);

/** Xβ for some of the rows. */
export function predict(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  rows: readonly number[],
): Float64Array {
  const predicted = new Float64Array(rows.length);
  coefficients.forEach((coefficient, j) => {
    if (coefficient === 0) return;
    const column = columns[j]!;
    for (let k = 0; k < rows.length; k++) predicted[k]! += coefficient * column[rows[k]!]!;
  });
  return predicted;
}

function solve(problem: FitProblem, reference: Float64Array, weights: Float64Array): Float64Array {
  return nonNegativeLeastSquares(normalEquations({ ...problem, scales: rowScales({ reference, weights }) }));
}

function huber(residuals: Float64Array, coefficientCount: number) {
  const count = residuals.length;
  const magnitudes = residuals.map(Math.abs).sort();
  const freedom = Math.max(1, count - coefficientCount);
  const deviation = (quantile(magnitudes, 0.5) / NORMAL_MAD) * Math.sqrt(count / freedom);
  const spread = Math.max(MIN_SPREAD, deviation);
  if (count < MIN_ROWS_PER_COEFFICIENT * coefficientCount) {
    return { weights: new Float64Array(count).fill(1), spread };
  }
  const bound = HUBER_BOUND * spread;
  return { weights: residuals.map((residual) => Math.min(1, bound / Math.abs(residual))), spread };
}

/** Linear interpolation between the order statistics of ascending values. */
export function quantile(ascending: ArrayLike<number>, fraction: number): number {
  const at = (ascending.length - 1) * fraction;
  const below = ascending[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * (ascending[Math.ceil(at)]! - below);
}
