import type { Validation } from '../cost/fit-statistics.js';
import { predictionErrors, supportOfAll, train, type CalibrationProblem } from './cross-validation.js';
import { foldsOf, trainingRows } from './folds.js';
import { MIN_NETWORKS } from './measurement.js';
import { quantile } from './robust-fit.js';
import { selectStructure, type Selection } from './selection.js';

/** Up to this many networks the choice of the structure is validated too: it is made anew for every fold. */
const MAX_NESTED_NETWORKS = 60;

/**
 * Out-of-sample error of the whole procedure where that is cheap to have, of the chosen structure elsewhere. A
 * network whose classes of layers the others do not have, or hardly, gets no number: one might come out because
 * classes can share a slope, but nothing outside that network would speak for it.
 */
export function validate(problem: CalibrationProblem, { chosen, method }: Selection): Validation {
  const { networks, design } = problem;
  const networkCount = new Set(networks).size;
  const isNested = networkCount > MIN_NETWORKS && networkCount <= MAX_NESTED_NETWORKS;
  const rows = networks.map((_, row) => row);
  const errors = new Float64Array(rows.length).fill(NaN);
  for (const fold of foldsOf(networks, rows).heldOut) {
    const training = trainingRows(rows, fold);
    const isSupported = supportOfAll(design, training);
    const predicted = isNested
      ? nestedErrors(problem, training, fold)
      : fold.map((row) => chosen.rowErrors[row]!);
    fold.forEach((row, k) => (errors[row] = isSupported(row) ? predicted[k]! : NaN));
  }
  return {
    method,
    procedure: isNested ? 'nested' : 'chosen-structure',
    ...outOfSample(errors, networks),
  };
}

/** Relative errors of held-out rows when families, terms and coefficients are found without them. */
function nestedErrors(problem: CalibrationProblem, training: readonly number[], heldOut: readonly number[]) {
  const { chosen } = selectStructure(problem, training);
  return predictionErrors(problem, train(problem, training), chosen.placed, heldOut);
}

/** Mean and median of the magnitudes of the errors that are numbers, and the networks of those that are not. */
function outOfSample(errors: Float64Array, networks: readonly string[]) {
  const magnitudes = errors
    .filter((error) => !Number.isNaN(error))
    .map(Math.abs)
    .sort();
  const count = magnitudes.length;
  return {
    meanError: count === 0 ? null : magnitudes.reduce((sum, error) => sum + error, 0) / count,
    medianError: count === 0 ? null : quantile(magnitudes, 0.5),
    unpredictedNetworks: [...new Set(networks.filter((_, row) => Number.isNaN(errors[row]!)))].sort(),
  };
}
