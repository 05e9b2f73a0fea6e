import type { CostStructure } from '../cost/fit-statistics.js';
import { SPECIAL_TERM_NAMES } from '../cost/layer-terms.js';
import { foldsOf, partRows, type Folds } from './folds.js';
import { profiledFit } from './profile.js';
import { placedIn, type CalibrationProblem } from './problem.js';
import { EQUAL, searchStructures } from './search.js';
import { heaviestClass, structureChoices, type StructureChoices } from './structures.js';
import { predictionErrors, train, type Training } from './training.js';

/** What a network that cannot be predicted counts as: better than a guess that is off by more than half. */
const UNPREDICTED = 0.5;

/** What the simplest structure may cost at most, relative to the least error: with few networks the standard error is large. */
const PRICE_OF_PARSIMONY = 0.1;

/** Some rows of a problem. */
export interface Scope {
  readonly problem: CalibrationProblem;
  readonly rows: readonly number[];
}

export interface ScoredStructure {
  readonly structure: CostStructure;
  /** Coefficients and shape parameters of a scope that has every class. */
  readonly coefficientCount: number;
  /** Mean over networks of the relative error, each capped at 1; 0.5 for one that cannot be predicted. */
  readonly error: number;
  /** By network, in the order of their names: its error, the mean over the scopes that have it. */
  readonly networkErrors: readonly number[];
  /** By scope, then by row of its problem: signed relative error without its own fold; NaN for none. */
  readonly rowErrors: readonly Float64Array[];
}

export interface Selection {
  readonly chosen: ScoredStructure;
  readonly scored: readonly ScoredStructure[];
  readonly method: Folds['method'];
}

/**
 * The structure with the fewest coefficients among those whose cross-validated error is within one standard
 * error of the least, and a tenth (Breiman et al., *Classification and Regression Trees*, 1984, section 3.4.3). The
 * standard error is that of the difference between the two, network by network, because both are measured on
 * the same networks. A structure that explains the costs without the MACs of the class that has most of them is
 * left out: where MACs go along with weights or layers, as in networks of one search space, it fits as well and
 * fails on every other network. Scopes are modes or precisions of one board: they share the structure, and each has its
 * own coefficients.
 */
export function selectStructure(scopes: readonly Scope[]): Selection {
  const folds = foldsOf(scopes.flatMap(({ problem, rows }) => rows.map((row) => problem.networks[row]!)));
  const trained = scopes.map((scope) => folds.heldOut.map((heldOut) => trainFold(scope, heldOut)));
  const measured = { scopes, places: networkPlaces(scopes) };
  const scored = searchStructures(choicesOf(scopes), (structure) =>
    score(
      structure,
      measured,
      trained.map((ofScope, index) => heldOutErrors(structure, scopes[index]!, ofScope)),
    ),
  );
  const sensible = scored.filter(growsWithMacs(scopes));
  const candidates = sensible.length > 0 ? sensible : scored;
  const least = candidates.reduce((best, next) => (next.error < best.error - EQUAL ? next : best));
  const eligible = candidates.filter(
    ({ error, networkErrors }) =>
      error - least.error <=
      Math.min(
        standardErrorOfDifference(networkErrors, least.networkErrors),
        PRICE_OF_PARSIMONY * least.error,
      ) +
        EQUAL,
  );
  const chosen = eligible.reduce((best, next) => (isSimpler(next, best) ? next : best));
  return { chosen, scored, method: folds.method };
}

/** Whether the fit to all rows of a scope gives the class with the most MACs a slope above zero. */
function growsWithMacs(scopes: readonly Scope[]): (scored: ScoredStructure) => boolean {
  const fits = scopes.map(({ problem, rows }) => ({
    problem,
    heaviest: heaviestClass(rows.map((row) => problem.design.macTotals[row]!)),
    ...train(problem, rows),
  }));
  return ({ structure }) =>
    fits.some(({ problem, heaviest, equations }) => {
      const placed = placedIn(problem, structure);
      const fit = profiledFit(equations, placed);
      if (heaviest === null || fit === null) return fit !== null;
      const owner = placed.structure.families[heaviest] === null ? 'convolution' : heaviest;
      return placed.coefficients.some(
        ({ name }, index) => name.startsWith(`${owner}.`) && fit.coefficients[index]! > 0,
      );
    });
}

interface TrainedFold {
  readonly training: Training;
  readonly tested: readonly number[];
}

function trainFold({ problem, rows }: Scope, heldOut: ReadonlySet<string>): TrainedFold {
  const { training, tested } = partRows(problem.networks, rows, heldOut);
  return { training: train(problem, training), tested };
}

function heldOutErrors(
  structure: CostStructure,
  { problem }: Scope,
  folds: readonly TrainedFold[],
): Float64Array {
  const errors = new Float64Array(problem.target.length).fill(NaN);
  for (const { training, tested } of folds) {
    const ofFold = predictionErrors(problem, training, placedIn(problem, structure), tested);
    tested.forEach((row, k) => (errors[row] = ofFold[k]!));
  }
  return errors;
}

function score(
  structure: CostStructure,
  { scopes, places }: { scopes: readonly Scope[]; places: NetworkPlaces },
  rowErrors: readonly Float64Array[],
): ScoredStructure {
  const networkErrors = errorsByNetwork(scopes, places, rowErrors);
  const coefficientCount = Math.max(
    ...scopes.map(({ problem }) => placedIn(problem, structure).coefficientCount),
  );
  return { structure, coefficientCount, error: mean(networkErrors), networkErrors, rowErrors };
}

/** What the rows of all scopes admit. */
function choicesOf(scopes: readonly Scope[]): StructureChoices {
  const totals = scopes.flatMap(({ problem, rows }) => rows.map((row) => problem.design.macTotals[row]!));
  const networks = scopes.flatMap(({ problem, rows }) => rows.map((row) => problem.networks[row]!));
  return structureChoices(totals, new Set(networks).size);
}

function isSimpler(a: ScoredStructure, b: ScoredStructure): boolean {
  const fewer = complexity(a) - complexity(b);
  return fewer < 0 || (fewer === 0 && a.error < b.error - EQUAL);
}

/**
 * To share a slope is no simpler than to have one: a class without its own counts as one coefficient. A special
 * term is less simple than a coefficient of a family that fits as well: where all windows are of one size, what
 * they gather is in proportion to MAC / kernels.
 */
const complexity = ({ coefficientCount, structure: { families, terms } }: ScoredStructure): number =>
  coefficientCount +
  Object.values(families).filter((family) => family === null).length +
  terms.filter((term) => SPECIAL_TERM_NAMES.some((special) => special === term)).length / 2;

/** Where the networks of the rows stand in the order of their names. */
interface NetworkPlaces {
  readonly count: number;
  /** By scope, then by row of the scope. */
  readonly places: readonly Uint32Array[];
}

/** Found once for all structures: comparing names takes longer than adding errors. */
function networkPlaces(scopes: readonly Scope[]): NetworkPlaces {
  const names = scopes.map(({ problem, rows }) => rows.map((row) => problem.networks[row]!));
  const ordered = [...new Set(names.flat())].sort();
  const placeOf = new Map(ordered.map((name, place) => [name, place]));
  return {
    count: ordered.length,
    places: names.map((ofScope) => Uint32Array.from(ofScope, (name) => placeOf.get(name)!)),
  };
}

function errorsByNetwork(
  scopes: readonly Scope[],
  { count, places }: NetworkPlaces,
  rowErrors: readonly Float64Array[],
): number[] {
  const sums = new Float64Array(count);
  const counts = new Uint32Array(count);
  scopes.forEach(({ rows }, scope) => {
    rows.forEach((row, k) => {
      const error = Math.abs(rowErrors[scope]![row]!);
      const place = places[scope]![k]!;
      sums[place]! += Number.isNaN(error) ? UNPREDICTED : Math.min(1, error);
      counts[place]!++;
    });
  });
  return Array.from(sums, (sum, place) => sum / counts[place]!);
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
