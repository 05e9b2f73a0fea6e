import type { CostStructure } from '../cost/fit-statistics.js';
import { MAC_CLASSES, type MacClass } from '../cost/layer-class.js';
import { sharers, type Design, type PlacedStructure } from './design.js';
import type { MacTotal } from './mac-totals.js';
import { normalEquations, type NormalEquations } from './normal-equations.js';
import { profiledFit } from './profile.js';
import type { CalibrationProblem } from './problem.js';
import { predict, robustFit, rowScales, type RobustFit } from './robust-fit.js';
import { float64Of } from '../arrays.js';

/**
 * A class of layers that weighs this many times more in a network than in any network of the training rows
 * cannot be predicted from them: their noise would be multiplied as often.
 */
const MAX_SHARE_RATIO = 50;

/** Normal equations of some rows in all columns of the design, with robust weights. */
export interface Training {
  readonly rows: readonly number[];
  readonly equations: NormalEquations;
  readonly pilot: RobustFit;
}

/** One training serves all structures: the weights come from the richest, so that none explains outliers away. */
export function train(problem: CalibrationProblem, rows: readonly number[]): Training {
  const { design, target, pilotColumns } = problem;
  const pilot = robustFit({ columns: pilotColumns.map((column) => design.columns[column]!), target, rows });
  return {
    rows,
    pilot,
    equations: normalEquations({ columns: design.columns, target, rows, scales: rowScales(pilot) }),
  };
}

/** Signed relative errors (predicted - measured) / measured of rows; NaN for one that cannot be predicted. */
export function predictionErrors(
  { design, target }: CalibrationProblem,
  training: Training,
  placed: PlacedStructure,
  rows: readonly number[],
): Float64Array {
  const fit = profiledFit(training.equations, placed);
  if (fit === null) return new Float64Array(rows.length).fill(NaN);
  const columns = fit.columns.map((column) => design.columns[column]!);
  const predicted = predict(columns, fit.coefficients, rows);
  const isSupported = supportOf(design, placed.structure, training.rows);
  return predicted.map((value, k) => (isSupported(rows[k]!) ? value / target[rows[k]!]! - 1 : NaN));
}

/** Whether the training rows say enough of every class in a row whose slope is its own. */
function supportOf(design: Design, structure: CostStructure, training: readonly number[]) {
  const owners = MAC_CLASSES.filter((owner) => structure.families[owner] !== null);
  return supportOfClasses(
    design,
    owners.map((owner) => sharers(structure, owner)),
    training,
  );
}

/** Whether the training rows say enough of every class in a row, whichever slope it would have. */
export const supportOfAll = (design: Design, training: readonly number[]): ((row: number) => boolean) =>
  supportOfClasses(
    design,
    MAC_CLASSES.map((layerClass) => [layerClass]),
    training,
  );

function supportOfClasses(
  design: Design,
  groups: readonly (readonly MacClass[])[],
  training: readonly number[],
) {
  const known = groups.map((classes) => {
    const shares = shareOf(design, classes);
    return { shares, largest: training.reduce((largest, row) => Math.max(largest, shares[row]!), 0) };
  });
  return (row: number): boolean =>
    known.every(({ shares, largest }) => shares[row]! <= MAX_SHARE_RATIO * largest);
}

/** By row: the share of some classes in its MACs. */
function shareOf({ macTotals, shares }: Design, classes: readonly MacClass[]): Float64Array {
  const key = classes.join('+');
  const known = shares.get(key) ?? float64Of(macTotals, (totals) => share(totals, classes));
  shares.set(key, known);
  return known;
}

function share(totals: readonly MacTotal[], classes: readonly MacClass[]): number {
  let all = 0;
  let some = 0;
  for (const { layerClass, macs } of totals) {
    all += macs;
    if (classes.includes(layerClass)) some += macs;
  }
  return all === 0 ? 0 : some / all;
}
