import { Injectable } from '@nestjs/common';
import { ProblemError } from '../platform/problems/problem.js';
import type { Board, BoardWithSet, BoardWithSets } from './board.js';
import { BOARD_ID } from './board.dto.js';
import { BoardRepository } from './board.repository.js';
import { chooseSet, notABoard, type CoefficientSetChoice } from './choose-set.js';
import { CoefficientSetRepository } from './coefficient-sets/coefficient-set.repository.js';

@Injectable()
export class BoardsService {
  constructor(
    private readonly repository: BoardRepository,
    private readonly sets: CoefficientSetRepository,
  ) {}

  async list(): Promise<BoardWithSets[]> {
    const [boards, sets] = await Promise.all([this.repository.findBoards(), this.sets.findActive()]);
    return boards.map((board) => ({
      board,
      coefficientSets: sets.filter(({ boardId }) => boardId === board.id),
    }));
  }

  async find(id: string): Promise<BoardWithSets | null> {
    const board = BOARD_ID.test(id) ? await this.repository.findBoard(id) : null;
    if (board === null) return null;
    return { board, coefficientSets: await this.sets.findActive(id) };
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<BoardWithSets> {
    const found = await this.find(id);
    if (found === null) throw unknownBoard(id);
    return found;
  }

  /** Throws a `ProblemError` (`already-exists`). */
  async add(board: Board): Promise<BoardWithSets> {
    if (await this.repository.insert(board)) return this.load(board.id);
    throw new ProblemError(
      'already-exists',
      `board '${board.id}' is there already; PUT /boards/${board.id}`,
      [{ pointer: '/id', detail: `got '${board.id}'`, accepted: 'an identifier that no board has' }],
    );
  }

  /** The last writer wins. Throws a `ProblemError` (`not-found`). */
  async replace(board: Board): Promise<BoardWithSets> {
    if (!BOARD_ID.test(board.id) || !(await this.repository.replace(board))) throw unknownBoard(board.id);
    return this.load(board.id);
  }

  /** Throws a `ProblemError`: `not-found`, or `in-use` when a set of it ever was active. */
  async remove(id: string): Promise<void> {
    const outcome = BOARD_ID.test(id) ? await this.repository.remove(id) : 'unknown';
    if (outcome === 'unknown') throw unknownBoard(id);
    if (outcome === 'in-use') {
      throw new ProblemError(
        'in-use',
        `board '${id}' has coefficient sets that are or were active, which plans name; ` +
          'only a board without sets, or with drafts alone, can be deleted',
      );
    }
  }

  /**
   * The one active coefficient set that a request means. `pointer` is where in the request it says so.
   * Throws a `ProblemError` (`unknown-board`, `no-coefficient-set`, `ambiguous-coefficient-set`).
   */
  async choose(choice: CoefficientSetChoice, pointer: string): Promise<BoardWithSet> {
    const found = await this.find(choice.board);
    if (found !== null) return chooseSet(found, choice, pointer);
    const known = await this.repository.findBoards();
    throw notABoard(
      choice.board,
      known.map(({ id }) => id),
      `${pointer}/board`,
    );
  }
}

export const unknownBoard = (id: string): ProblemError =>
  new ProblemError('not-found', `board '${id.slice(0, 100)}' is not known; GET /boards lists them`);
