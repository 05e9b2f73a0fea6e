import { sharers, slopeValues, type Design, type PlacedStructure, type Shape } from './design.js';
import { nonNegativeLeastSquares } from './nnls.js';
import { normalEquations, squaredError } from './normal-equations.js';
import type { ProfiledFit } from './profile.js';
import type { RobustFit } from './robust-fit.js';
import { rowScales, type FitProblem } from './robust-fit.js';

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Of the interval between two grid points; far below what measurements resolve. */
const TOLERANCE = 1e-4;

/** Values of the shape parameters and the columns that follow from them. */
export interface RefinedShapes {
  readonly values: readonly number[];
  readonly columns: readonly Float64Array[];
}

/** Moves each shape parameter from the best point of its grid to the least error between its neighbours. */
export function refineShapes(
  design: Design,
  placed: PlacedStructure,
  fit: ProfiledFit,
  problem: Pick<FitProblem, 'target' | 'rows'> & { readonly weighting: RobustFit },
): RefinedShapes {
  let values = placed.shapes.map(({ grid }, shape) => grid[fit.gridIndices[shape]!]!);
  const scales = rowScales(problem.weighting);
  const errorAt = (candidate: readonly number[]): number => {
    const equations = normalEquations({ ...problem, columns: columnsAt(design, placed, candidate), scales });
    return squaredError(equations, nonNegativeLeastSquares(equations));
  };
  const rounds = placed.shapes.length > 1 ? 2 : 1;
  for (let round = 0; round < rounds; round++) {
    placed.shapes.forEach((shape, index) => {
      const [low, high] = bracket(shape, fit.gridIndices[index]!);
      const value = goldenSection(low, high, (candidate) => errorAt(values.with(index, candidate)));
      values = values.with(index, value);
    });
  }
  return { values, columns: columnsAt(design, placed, values) };
}

/** The columns of a structure for any values of its shape parameters. */
export function columnsAt(
  design: Design,
  { structure, coefficients, shapes }: PlacedStructure,
  values: readonly number[],
): Float64Array[] {
  return coefficients.map(({ columns, shape, feature }) => {
    if (shape < 0) return design.columns[columns[0]!]!;
    const { owner } = shapes[shape]!;
    const classes = sharers(structure, owner);
    return slopeValues(design, {
      classes,
      name: structure.families[owner]!,
      feature,
      shape: values[shape]!,
    });
  });
}

const bracket = ({ grid }: Shape, at: number): [number, number] => [
  grid[Math.max(0, at - 1)]!,
  grid[Math.min(grid.length - 1, at + 1)]!,
];

/** Where a function with one valley is least. Kiefer, *Sequential minimax search for a maximum*, 1953. */
function goldenSection(low: number, high: number, valueAt: (x: number) => number): number {
  const width = (high - low) * TOLERANCE;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [ofLeft, ofRight] = [valueAt(left), valueAt(right)];
  while (high - low > width) {
    if (ofLeft <= ofRight) {
      [high, right, ofRight] = [right, left, ofLeft];
      left = high - GOLDEN * (high - low);
      ofLeft = valueAt(left);
    } else {
      [low, left, ofLeft] = [left, right, ofRight];
      right = low + GOLDEN * (high - low);
      ofRight = valueAt(right);
    }
  }
  return (low + high) / 2;
}
