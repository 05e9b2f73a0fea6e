import { Matrix, pseudoInverse } from 'ml-matrix';
import { normalEquations } from './normal-equations.js';
import type { RobustFit } from './robust-fit.js';

/**
 * Covariance of the coefficients of a robust fit on relative error: κ² · s² · (JᵀJ)⁻¹ with the rows of the
 * Jacobian J divided by what errors are relative to, s² = Σψ² / (n - p) over Huber's clipped residuals ψ,
 * divided by the square of the share of rows that are not clipped.
 * Source: Huber & Ronchetti, *Robust Statistics*, 2nd ed. 2009, equations 7.81 to 7.83.
 *
 * `jacobian`: by free coefficient, ∂ cost / ∂ coefficient by row.
 */
export function covarianceOf(
  jacobian: readonly Float64Array[],
  target: Float64Array,
  fit: RobustFit,
): number[][] {
  const size = jacobian.length;
  const rows = Array.from(target, (_, row) => row);
  const scales = fit.reference.map((value) => 1 / value);
  const { gram, scale } = normalEquations({ columns: jacobian, target, rows, scales });
  const inverse = pseudoInverse(Matrix.from1DArray(size, size, gram));
  const variance = residualVariance(fit, size);
  return jacobian.map((_, i) => jacobian.map((_, j) => variance * inverse.get(i, j) * scale[i]! * scale[j]!));
}

/** κ² · Σψ² / (n - p) / (share of unclipped rows)² */
function residualVariance({ weights, residuals }: RobustFit, size: number): number {
  const count = weights.length;
  const clipped = residuals.map((residual, k) => residual * weights[k]!);
  const square = clipped.reduce((sum, value) => sum + value * value, 0);
  const unclipped = weights.reduce((sum, weight) => sum + (weight === 1 ? 1 : 0), 0) / count;
  const correction = 1 + ((size / count) * (1 - unclipped)) / unclipped;
  return (correction ** 2 * square) / Math.max(1, count - size) / unclipped ** 2;
}
