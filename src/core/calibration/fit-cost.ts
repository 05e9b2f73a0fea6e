import type { FittedCost } from '../cost/fit-statistics.js';
import { CoreError } from '../errors.js';
import type { CalibrationProblem } from './cross-validation.js';
import { createDesign, placeStructure } from './design.js';
import { finalFit } from './final-fit.js';
import { MIN_NETWORKS, type Measurement } from './measurement.js';
import { rankOf } from './rank.js';
import { selectStructure, type Selection } from './selection.js';
import { comparedStructures, coverageOf, outliersOf, residualSpread, rSquared } from './statistics.js';
import { validate } from './validation.js';
import { classesOf, enumerateStructures, richestLinear } from './structures.js';

/** Cross-validated relative error beyond which the measurements contradict each other. */
const MAX_ERROR = 0.5;

/** Families, terms, coefficients and statistics of one cost; null when it was not measured. */
export function fitCost(measurements: readonly Measurement[], cost: 'energy' | 'latency'): FittedCost | null {
  const indices = measurements.flatMap((measurement, index) => (measurement[cost] === null ? [] : [index]));
  if (indices.length === 0) return null;
  const measured = indices.map((index) => measurements[index]!);
  const problem = problemOf(measured, cost);
  checkProblem(problem, cost);
  const rows = measured.map((_, row) => row);
  const selection = selectStructure(problem, rows);
  checkConsistency(problem, selection, cost);
  const final = finalFit(problem, selection.chosen.placed);
  const { target, networks } = problem;
  return {
    model: final.model,
    statistics: {
      rowCount: rows.length,
      networkCount: new Set(networks).size,
      validation: validate(problem, selection),
      rSquared: rSquared(target, final.fitted),
      residualSpread: residualSpread(final),
      degreesOfFreedom: final.degreesOfFreedom,
      covariance: final.covariance,
      compared: comparedStructures(selection.scored),
      outliers: outliersOf(final, target, networks, indices),
      coverage: coverageOf(problem.design.rows),
    },
  };
}

function problemOf(measured: readonly Measurement[], cost: 'energy' | 'latency'): CalibrationProblem {
  const design = createDesign(measured.map(({ works }) => works));
  const present = classesOf(design.rows);
  const pilot = placeStructure(design, richestLinear(present));
  return {
    design,
    target: Float64Array.from(measured, (measurement) => measurement[cost]!),
    networks: measured.map(({ network }) => network),
    structures: enumerateStructures(present)
      .map((structure) => placeStructure(design, structure))
      .filter(({ coefficientCount }) => coefficientCount > 0),
    pilotColumns: pilot.coefficients.map(({ columns }) => columns[0]!),
  };
}

function checkProblem({ design, target, networks, pilotColumns }: CalibrationProblem, cost: string): void {
  const networkCount = new Set(networks).size;
  if (networkCount < MIN_NETWORKS) {
    throw new CoreError(
      'too-few-networks',
      `${cost}: got measurements of ${networkCount} different networks, expected at least ${MIN_NETWORKS}; ` +
        `measure ${MIN_NETWORKS - networkCount} more that differ in size and in their kinds of layers`,
      { parameter: cost },
    );
  }
  const columns = pilotColumns.map((column) => design.columns[column]!);
  if (rankOf(columns, target) < 2) {
    throw new CoreError(
      'rank-deficient-measurements',
      `${cost}: got ${networkCount} networks of the same work, expected work that differs; ` +
        'measure networks of other sizes, or with another mix of convolutions, depthwise and connected layers',
      { parameter: cost },
    );
  }
}

function checkConsistency({ networks }: CalibrationProblem, { chosen }: Selection, cost: string): void {
  if (chosen.error <= MAX_ERROR) return;
  const worst = chosen.rowErrors.reduce(
    (at, error, row) => (Math.abs(error) > Math.abs(chosen.rowErrors[at]!) ? row : at),
    Math.max(
      0,
      chosen.rowErrors.findIndex((error) => !Number.isNaN(error)),
    ),
  );
  throw new CoreError(
    'inconsistent-measurements',
    `${cost}: got measurements that no model predicts to better than ${Math.round(chosen.error * 100)} %, ` +
      `expected ${MAX_ERROR * 100} % or better; check that all were made at one boundary, in one unit and in one ` +
      `power mode, then measure '${networks[worst]!}' again, and networks between it and the others`,
    { parameter: cost },
  );
}
