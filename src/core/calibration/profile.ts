import type { PlacedStructure } from './design.js';
import { isFullRank, nonNegativeLeastSquares } from './nnls.js';
import { squaredError, subset, type NormalEquations } from './normal-equations.js';

/** A structure fitted with every shape parameter at a point of its grid. */
export interface ProfiledFit {
  /** By coefficient: the column of the design that it multiplies. */
  readonly columns: readonly number[];
  readonly coefficients: Float64Array;
  /** By shape parameter: index into its grid. */
  readonly gridIndices: readonly number[];
  readonly error: number;
}

/**
 * Least squares over all coefficients. In a shape parameter the error is minimised over its grid, from the
 * middle in halving steps, each parameter in turn until none moves (profile likelihood; the error has one
 * valley in it). Null when the rows do not tell the coefficients apart.
 */
export function profiledFit(equations: NormalEquations, placed: PlacedStructure): ProfiledFit | null {
  const middle = placed.shapes.map(({ grid }) => grid.length >> 1);
  let best = fitAt(equations, placed, middle);
  if (!isFullRank(subset(equations, best.columns))) return null;
  const tried = new Set([middle.join()]);
  for (let step = stepOf(placed); step >= 1; step >>= 1) {
    for (let moved = true; moved;) {
      moved = false;
      for (const indices of neighbours(placed, best.gridIndices, step)) {
        if (tried.has(indices.join())) continue;
        tried.add(indices.join());
        const next = fitAt(equations, placed, indices);
        if (next.error >= best.error) continue;
        best = next;
        moved = true;
        break;
      }
    }
  }
  return best;
}

const stepOf = ({ shapes }: PlacedStructure): number =>
  shapes.reduce((step, { grid }) => Math.max(step, 2 ** Math.floor(Math.log2(grid.length / 4))), 0);

function fitAt(
  equations: NormalEquations,
  { coefficients }: PlacedStructure,
  gridIndices: readonly number[],
): ProfiledFit {
  const columns = coefficients.map(({ columns, shape }) => columns[shape < 0 ? 0 : gridIndices[shape]!]!);
  const part = subset(equations, columns);
  const solution = nonNegativeLeastSquares(part);
  return { columns, coefficients: solution, gridIndices, error: squaredError(part, solution) };
}

function neighbours({ shapes }: PlacedStructure, indices: readonly number[], step: number): number[][] {
  return shapes.flatMap(({ grid }, shape) =>
    [-step, step]
      .map((move) => indices[shape]! + move)
      .filter((index) => index >= 0 && index < grid.length)
      .map((index) => indices.with(shape, index)),
  );
}
