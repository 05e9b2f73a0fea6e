import type { FittedCost, Validation } from '../cost/fit-statistics.js';
import { CoreError } from '../errors.js';
import { finalFit } from './final-fit.js';
import { MIN_NETWORKS, type Measurement } from './measurement.js';
import { placedIn, problemOf, rowsOf, type CalibrationProblem, type Cost } from './problem.js';
import { rankOf } from './rank.js';
import { selectStructure, type Selection } from './selection.js';
import { comparedStructures, coverageOf, outliersOf, residualSpread, rSquared } from './statistics.js';
import { validate } from './validation.js';

/** Cross-validated relative error beyond which the measurements contradict each other. */
const MAX_ERROR = 0.5;

export interface CalibrationOptions {
  /** What the errors out of sample are of; `nested` where it is not given and there are not too many networks. */
  readonly procedure?: Validation['procedure'];
}

/**
 * One cost of each group of measurements (modes or precisions of one board): families and terms chosen once for
 * all, coefficients and statistics each of its own; null where the cost was not measured.
 */
export function fitCosts(
  groups: readonly (readonly Measurement[])[],
  cost: Cost,
  options: CalibrationOptions = {},
): (FittedCost | null)[] {
  const problems = groups.map((measurements) => problemOf(measurements, cost));
  const measured = problems.filter((problem) => problem !== null);
  if (measured.length === 0) return problems.map(() => null);
  for (const problem of measured) checkProblem(problem, cost);
  const selection = selectStructure(measured.map((problem) => ({ problem, rows: rowsOf(problem) })));
  checkConsistency(measured, selection, cost);
  const validations = validate(measured, selection, options.procedure);
  return problems.map((problem) => {
    if (problem === null) return null;
    const final = finalFit(problem, placedIn(problem, selection.chosen.structure));
    const { target, networks, measurementIndices } = problem;
    return {
      model: final.model,
      statistics: {
        rowCount: target.length,
        networkCount: new Set(networks).size,
        validation: validations[measured.indexOf(problem)]!,
        rSquared: rSquared(target, final.fitted),
        residualSpread: residualSpread(final),
        degreesOfFreedom: final.degreesOfFreedom,
        covariance: final.covariance,
        compared: comparedStructures(selection.scored),
        outliers: outliersOf(final, target, networks, measurementIndices),
        coverage: coverageOf(problem.design.rows),
      },
    };
  });
}

function checkProblem({ design, target, networks, pilotColumns }: CalibrationProblem, cost: Cost): void {
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

function checkConsistency(problems: readonly CalibrationProblem[], { chosen }: Selection, cost: Cost): void {
  if (chosen.error <= MAX_ERROR) return;
  let worst = { magnitude: -1, network: '' };
  problems.forEach(({ networks }, index) => {
    chosen.rowErrors[index]!.forEach((error, row) => {
      const magnitude = Math.abs(error);
      if (magnitude > worst.magnitude) worst = { magnitude, network: networks[row]! };
    });
  });
  throw new CoreError(
    'inconsistent-measurements',
    `${cost}: got measurements that no model predicts to better than ${Math.round(chosen.error * 100)} %, ` +
      `expected ${MAX_ERROR * 100} % or better; check that all were made at one boundary, in one unit and in one ` +
      `power mode, then measure '${worst.network || problems[0]!.networks[0]!}' again, and networks between it and the others`,
    { parameter: cost },
  );
}
