import { crossValidate, type CalibrationProblem } from './cross-validation.js';
import type { PlacedStructure } from './design.js';
import { foldsOf } from './folds.js';

/** Errors that differ by less are equal: structures that differ by a coefficient of zero predict the same. */
const EQUAL = 1e-9;

/** What a network that cannot be predicted counts as: better than a guess that is off by more than half. */
const UNPREDICTED = 0.5;

export interface ScoredStructure {
  readonly placed: PlacedStructure;
  /** Mean over networks of the relative error, each capped at 1; 0.5 for one that cannot be predicted. */
  readonly error: number;
  /** By row: signed relative error without its own fold; NaN where it could not be predicted. */
  readonly rowErrors: Float64Array;
}

export interface Selection {
  readonly chosen: ScoredStructure;
  readonly scored: readonly ScoredStructure[];
  readonly method: ReturnType<typeof foldsOf>['method'];
}

/**
 * The structure with the fewest coefficients among those whose cross-validated error is within one standard
 * error of the least (Breiman et al., *Classification and Regression Trees*, 1984, section 3.4.3). The
 * standard error is that of the difference between the two, network by network, because both are measured on
 * the same networks. A network that a structure cannot predict counts as an error of 1, as if it had
 * predicted nothing; that is also the cap, so that no single row decides.
 */
export function selectStructure(problem: CalibrationProblem, rows: readonly number[]): Selection {
  const folds = foldsOf(problem.networks, rows);
  const rowErrors = crossValidate(problem, rows, folds.heldOut);
  const networkErrors = rowErrors.map((errors) => errorsByNetwork(problem.networks, rows, errors));
  const scored = problem.structures.map((placed, index) => ({
    placed,
    error: mean(networkErrors[index]!),
    rowErrors: rowErrors[index]!,
  }));
  const least = scored.reduce(
    (best, { error }, index) => (error < scored[best]!.error - EQUAL ? index : best),
    0,
  );
  const eligible = scored.filter(
    ({ error }, index) =>
      error - scored[least]!.error <=
      standardErrorOfDifference(networkErrors[index]!, networkErrors[least]!) + EQUAL,
  );
  const chosen = eligible.reduce((best, next) => (isSimpler(next, best) ? next : best));
  return { chosen, scored, method: folds.method };
}

function isSimpler(a: ScoredStructure, b: ScoredStructure): boolean {
  const fewer = complexity(a) - complexity(b);
  return fewer < 0 || (fewer === 0 && a.error < b.error - EQUAL);
}

/** To share a slope is no simpler than to have one: a class without its own counts as one coefficient. */
const complexity = ({ placed: { coefficientCount, structure } }: ScoredStructure): number =>
  coefficientCount + Object.values(structure.families).filter((family) => family === null).length;

function errorsByNetwork(
  networks: readonly string[],
  rows: readonly number[],
  errors: Float64Array,
): number[] {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const row of rows) {
    const error = Number.isNaN(errors[row]!) ? UNPREDICTED : Math.min(1, Math.abs(errors[row]!));
    const entry = sums.get(networks[row]!);
    if (entry === undefined) sums.set(networks[row]!, { sum: error, count: 1 });
    else {
      entry.sum += error;
      entry.count++;
    }
  }
  return [...sums.values()].map(({ sum, count }) => sum / count);
}

function standardErrorOfDifference(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((value, index) => value - b[index]!);
  const center = mean(differences);
  const square = differences.reduce((sum, value) => sum + (value - center) ** 2, 0);
  const count = differences.length;
  return count < 2 ? 0 : Math.sqrt(square / (count - 1) / count);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
