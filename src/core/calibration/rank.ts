import { EVD, Matrix } from 'ml-matrix';
import { normalEquations } from './normal-equations.js';

/** Squared singular values below this share of the largest are rounding. */
const NEGLIGIBLE = 1e-12;

/** Number of independent directions among the rows of a system, each row divided by its target. */
export function rankOf(columns: readonly Float64Array[], target: Float64Array): number {
  const rows = Array.from(target, (_, row) => row);
  const { size, gram } = normalEquations({ columns, target, rows, scales: target.map((value) => 1 / value) });
  const unit = Matrix.from1DArray(size, size, gram);
  const values = new EVD(unit, { assumeSymmetric: true }).realEigenvalues;
  const largest = Math.max(...values);
  return values.filter((value) => value > NEGLIGIBLE * largest).length;
}
