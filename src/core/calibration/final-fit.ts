import type { CostModel, Slope } from '../cost/cost-model.js';
import type { Covariance } from '../cost/fit-statistics.js';
import { MAC_CLASSES, type MacClass } from '../cost/layer-class.js';
import { SPECIAL_TERM_NAMES } from '../cost/layer-terms.js';
import { covarianceOf } from './covariance.js';
import type { PlacedStructure } from './design.js';
import { profiledFit } from './profile.js';
import { rowsOf, type CalibrationProblem } from './problem.js';
import { columnsAt, refineShapes } from './refinement.js';
import { predict, robustFit, type RobustFit } from './robust-fit.js';
import { train } from './training.js';

/** The chosen structure fitted to all rows. */
export interface FinalFit {
  readonly model: CostModel;
  /** Modelled costs by row. */
  readonly fitted: Float64Array;
  readonly fit: RobustFit;
  readonly covariance: Covariance;
  readonly degreesOfFreedom: number;
}

/** Step of a shape parameter for the derivative of the cost. */
const SHAPE_STEP = 1e-4;

export function finalFit(problem: CalibrationProblem, placed: PlacedStructure): FinalFit {
  const { design, target } = problem;
  const rows = rowsOf(problem);
  const training = train(problem, rows);
  const profiled = profiledFit(training.equations, placed)!;
  const { values, columns } = refineShapes(design, placed, profiled, {
    target,
    rows,
    weighting: training.pilot,
  });
  const fit = robustFit({ columns, target, rows });
  const names = [...placed.coefficients, ...placed.shapes].map(({ name }) => name);
  const derivatives = placed.shapes.map((_, shape) => derivative(problem, placed, values, shape, fit));
  const isFree = [
    ...Array.from(fit.coefficients, (value) => value > 0),
    ...derivatives.map((d) => d.some((v) => v !== 0)),
  ];
  const free = names.flatMap((name, index) => (isFree[index]! ? [index] : []));
  const jacobian = free.map((index) => [...columns, ...derivatives][index]!);
  return {
    model: modelOf(placed, fit.coefficients, values),
    fitted: predict(columns, fit.coefficients, rows),
    fit,
    covariance: {
      coefficients: free.map((index) => names[index]!),
      values: covarianceOf(jacobian, target, fit),
    },
    degreesOfFreedom: rows.length - free.length,
  };
}

/** ∂ cost / ∂ shape parameter by row, by central difference. */
function derivative(
  { design }: CalibrationProblem,
  placed: PlacedStructure,
  values: readonly number[],
  shape: number,
  { coefficients }: RobustFit,
): Float64Array {
  const rows = design.rows.map((_, row) => row);
  const at = (step: number) =>
    predict(columnsAt(design, placed, values.with(shape, values[shape]! + step)), coefficients, rows);
  const above = at(SHAPE_STEP);
  const below = at(-SHAPE_STEP);
  return above.map((value, row) => (value - below[row]!) / (2 * SHAPE_STEP));
}

function modelOf(
  { structure, coefficients, shapes }: PlacedStructure,
  solution: Float64Array,
  shapeValues: readonly number[],
): CostModel {
  const valueOf = new Map<string, number>([
    ...coefficients.map(({ name }, index) => [name, solution[index]!] as const),
    ...shapes.map(({ name }, index) => [name, shapeValues[index]!] as const),
  ]);
  const slope = (owner: MacClass): Slope | null => {
    const family = structure.families[owner];
    if (family === null) return null;
    const ofOwner = [...valueOf].filter(([name]) => name.startsWith(`${owner}.`));
    return { family, coefficients: ofOwner.map(([, value]) => value) };
  };
  const [convolution, depthwise, connected] = MAC_CLASSES.map(slope) as [
    Slope | null,
    Slope | null,
    Slope | null,
  ];
  return {
    slopes: { convolution, depthwise, connected },
    perActivationByte: valueOf.get('perActivationByte') ?? 0,
    perWeightByte: valueOf.get('perWeightByte') ?? 0,
    perLayer: valueOf.get('perLayer') ?? 0,
    perInference: valueOf.get('perInference') ?? 0,
    ...Object.fromEntries(
      SPECIAL_TERM_NAMES.flatMap((term) => (valueOf.has(term) ? [[term, valueOf.get(term)!]] : [])),
    ),
  };
}
