import { ProblemError } from '../platform/problems/problem.js';
import type { Board, BoardWithSet, BoardWithSets, StoredCoefficientSet } from './board.js';

/** What a request says of the coefficient set it wants; what it leaves out may be anything. */
export interface CoefficientSetChoice {
  readonly board: string;
  readonly powerMode?: string;
  readonly runtime?: string;
  readonly precision?: string;
  readonly batch?: number;
  readonly boundary?: string;
}

/**
 * The one coefficient set of a board that a request means. `pointer` is where in the request it says so.
 * Throws a `ProblemError` (`no-coefficient-set`, `ambiguous-coefficient-set`).
 */
export function chooseSet(
  { board, coefficientSets }: BoardWithSets,
  choice: CoefficientSetChoice,
  pointer: string,
): BoardWithSet {
  const matching = coefficientSets.filter((set) => matches(set, choice));
  const [coefficientSet] = matching;
  if (coefficientSet === undefined || matching.length > 1) {
    throw notOneSet(board, coefficientSets, matching, pointer);
  }
  return { board, coefficientSet };
}

/** The problem of a request that names no board; `known` are the identifiers of those that there are. */
export const notABoard = (id: string, known: readonly string[], pointer: string): ProblemError =>
  new ProblemError('unknown-board', `board '${id.slice(0, 100)}' is not known`, [
    { pointer, detail: `got '${id.slice(0, 100)}'`, accepted: `one of ${known.join(', ')}` },
  ]);

const matches = (
  set: StoredCoefficientSet,
  { powerMode, runtime, precision, batch, boundary }: CoefficientSetChoice,
): boolean =>
  (powerMode === undefined || powerMode === set.powerMode) &&
  (runtime === undefined || runtime === set.runtime) &&
  (precision === undefined || precision === set.precision) &&
  (batch === undefined || batch === set.batch) &&
  (boundary === undefined || boundary === set.boundary);

function notOneSet(
  board: Board,
  all: readonly StoredCoefficientSet[],
  matching: readonly StoredCoefficientSet[],
  pointer: string,
): ProblemError {
  const accepted = `one of ${(matching.length > 0 ? matching : all).map(keyOf).join('; ') || 'none yet'}`;
  return matching.length === 0
    ? new ProblemError(
        'no-coefficient-set',
        `${board.name} has no active coefficient set for what was asked`,
        [
          {
            pointer,
            detail: 'got a power mode, runtime, precision, batch or boundary that no set covers',
            accepted,
          },
        ],
      )
    : new ProblemError(
        'ambiguous-coefficient-set',
        `${board.name} has ${matching.length} active coefficient sets for what was asked`,
        [{ pointer, detail: 'got too little to tell them apart', accepted }],
      );
}

const keyOf = ({ powerMode, runtime, precision, batch, boundary }: StoredCoefficientSet): string =>
  `powerMode '${powerMode}', runtime '${runtime}', precision '${precision}', batch ${batch}, boundary '${boundary}'`;
