import { Injectable } from '@nestjs/common';
import { ProblemError } from '../platform/problems/problem.js';
import type { Board, BoardWithSet, BoardWithSets, StoredCoefficientSet } from './board.js';
import { BoardRepository } from './board.repository.js';

/** Every board has such an identifier; anything else is not worth a question to the database. */
const BOARD_ID = /^[a-z0-9][a-z0-9.-]{0,99}$/;

/** What a request says of the coefficient set it wants; what it leaves out may be anything. */
export interface CoefficientSetChoice {
  readonly board: string;
  readonly powerMode?: string;
  readonly runtime?: string;
  readonly precision?: string;
}

@Injectable()
export class BoardsService {
  constructor(private readonly repository: BoardRepository) {}

  async list(): Promise<BoardWithSets[]> {
    const [boards, sets] = await Promise.all([
      this.repository.findBoards(),
      this.repository.findActiveCoefficientSets(),
    ]);
    return boards.map((board) => ({
      board,
      coefficientSets: sets.filter(({ boardId }) => boardId === board.id),
    }));
  }

  async find(id: string): Promise<BoardWithSets | null> {
    const board = BOARD_ID.test(id) ? await this.repository.findBoard(id) : null;
    if (board === null) return null;
    return { board, coefficientSets: await this.repository.findActiveCoefficientSets(id) };
  }

  /**
   * The one active coefficient set that a request means. `pointer` is where in the request it says so.
   * Throws a `ProblemError` (`unknown-board`, `no-coefficient-set`, `ambiguous-coefficient-set`).
   */
  async choose(choice: CoefficientSetChoice, pointer: string): Promise<BoardWithSet> {
    const found = await this.find(choice.board);
    if (found === null) throw await this.unknownBoard(choice.board, `${pointer}/board`);
    const { board, coefficientSets } = found;
    const matching = coefficientSets.filter((set) => matches(set, choice));
    const [coefficientSet] = matching;
    if (coefficientSet === undefined || matching.length > 1) {
      throw notOneSet(board, coefficientSets, matching, pointer);
    }
    return { board, coefficientSet };
  }

  private async unknownBoard(id: string, pointer: string): Promise<ProblemError> {
    const known = (await this.repository.findBoards()).map((board) => board.id).join(', ');
    return new ProblemError('unknown-board', `board '${id.slice(0, 100)}' is not known`, [
      { pointer, detail: `got '${id.slice(0, 100)}'`, accepted: `one of ${known}` },
    ]);
  }
}

const matches = (
  set: StoredCoefficientSet,
  { powerMode, runtime, precision }: CoefficientSetChoice,
): boolean =>
  (powerMode === undefined || powerMode === set.powerMode) &&
  (runtime === undefined || runtime === set.runtime) &&
  (precision === undefined || precision === set.precision);

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
        [{ pointer, detail: 'got a power mode, runtime or precision that no set covers', accepted }],
      )
    : new ProblemError(
        'ambiguous-coefficient-set',
        `${board.name} has ${matching.length} active coefficient sets for what was asked`,
        [{ pointer, detail: 'got too little to tell them apart', accepted }],
      );
}

const keyOf = ({ powerMode, runtime, precision }: StoredCoefficientSet): string =>
  `powerMode '${powerMode}', runtime '${runtime}', precision '${precision}'`;
