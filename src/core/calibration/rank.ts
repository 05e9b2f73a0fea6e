import { EVD, Matrix } from 'ml-matrix';
import { normalEquations } from './normal-equations.js';

/** Squared singular values below this share of the largest are rounding. */
const NEGLIGIBLE = 1e-12;

/** Number of independent directions among the rows of a system, each row divided by its target. */
export function rankOf(columns: readonly Float64Array[], target: Float64Array): number {
  const rows = Array.from(target, (_, row) => row);
  const { size, gram } = normalEquations({ columns, target, rows, scales: target.map((value) => 1 / value) });
  const length = Array.from({ length: size }, (_, i) => Math.sqrt(gram[i * size + i]!) || 1);
  const unit = new Matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) unit.set(i, j, gram[i * size + j]! / length[i]! / length[j]!);
  }
  const values = new EVD(unit, { assumeSymmetric: true }).realEigenvalues;
  const largest = Math.max(...values);
  return values.filter((value) => value > NEGLIGIBLE * largest).length;
}
