import type { Validation } from '../cost/fit-statistics.js';
import { foldsOf, partRows } from './folds.js';
import { MIN_NETWORKS } from './measurement.js';
import { placedIn, rowsOf, type CalibrationProblem } from './problem.js';
import { quantile } from './robust-fit.js';
import { selectStructure, type Selection } from './selection.js';
import { predictionErrors, supportOfAll, train } from './training.js';

/**
 * Up to this many rows the choice of the structure is validated too: it is made anew for every fold, which takes
 * ten times as long. With more rows what the choice owes to chance is small.
 */
const MAX_NESTED_ROWS = 2000;

/**
 * By problem: out-of-sample error of the whole procedure where that is affordable, of the chosen structure
 * elsewhere. A network whose classes of layers the others do not have, or hardly, gets no number: one might come
 * out because classes can share a slope, but nothing outside that network would speak for it.
 */
export function validate(
  problems: readonly CalibrationProblem[],
  { chosen, method }: Selection,
  procedure: Validation['procedure'] = 'nested',
): Validation[] {
  const networks = problems.flatMap((problem) => problem.networks);
  const networkCount = new Set(networks).size;
  const isAffordable = networkCount > MIN_NETWORKS && networks.length <= MAX_NESTED_ROWS;
  const isNested = procedure === 'nested' && isAffordable;
  const errors = isNested ? nestedErrors(problems, networks) : chosen.rowErrors;
  return problems.map((problem, index) => ({
    method,
    procedure: isNested ? 'nested' : 'chosen-structure',
    ...outOfSample(supported(problem, errors[index]!), problem.networks),
  }));
}

/** By problem: relative errors of its rows when families, terms and coefficients are found without their fold. */
function nestedErrors(problems: readonly CalibrationProblem[], networks: readonly string[]): Float64Array[] {
  const errors = problems.map(({ target }) => new Float64Array(target.length).fill(NaN));
  for (const heldOut of foldsOf(networks).heldOut) {
    const parts = problems.map((problem) => partRows(problem.networks, rowsOf(problem), heldOut));
    const scopes = problems.map((problem, index) => ({ problem, rows: parts[index]!.training }));
    const { structure } = selectStructure(scopes).chosen;
    problems.forEach((problem, index) => {
      const { training, tested } = parts[index]!;
      const placed = placedIn(problem, structure);
      const predicted = predictionErrors(problem, train(problem, training), placed, tested);
      tested.forEach((row, k) => (errors[index]![row] = predicted[k]!));
    });
  }
  return errors;
}

/** Without the errors of rows that the other folds do not support. */
function supported(problem: CalibrationProblem, errors: Float64Array): Float64Array {
  const kept = new Float64Array(errors.length).fill(NaN);
  for (const heldOut of foldsOf(problem.networks).heldOut) {
    const { training, tested } = partRows(problem.networks, rowsOf(problem), heldOut);
    const isSupported = supportOfAll(problem.design, training);
    for (const row of tested) if (isSupported(row)) kept[row] = errors[row]!;
  }
  return kept;
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
