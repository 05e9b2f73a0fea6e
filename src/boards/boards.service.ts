import { Injectable } from '@nestjs/common';
import { ProblemError } from '../platform/problems/problem.js';
import type { Board, BoardVersion, BoardWithSet, BoardWithSets } from './board.js';
import { whenThere, type Soon } from '../platform/soon.js';
import { StoredData } from '../platform/stored-data/stored-data.js';
import { VERSION } from '../platform/version.js';
import { BOARD_ID } from './board.dto.js';
import { BoardRepository } from './board.repository.js';
import { chooseSet, notABoard, type CoefficientSetChoice } from './choose-set.js';
import { CoefficientSetRepository } from './coefficient-sets/coefficient-set.repository.js';

@Injectable()
export class BoardsService {
  constructor(
    private readonly repository: BoardRepository,
    private readonly sets: CoefficientSetRepository,
    private readonly stored: StoredData,
  ) {}

  async list(): Promise<BoardWithSets[]> {
    return this.stored.read(
      'boards',
      async () => {
        const boards = await this.repository.findBoards();
        const sets = await this.sets.findActive();
        return boards.map((board) => ({
          board,
          coefficientSets: sets.filter(({ boardId }) => boardId === board.id),
        }));
      },
      (boards) => boards.reduce((sum, board) => sum + sizeOf(board), 0),
    );
  }

  find(id: string): Soon<BoardWithSets | null> {
    if (!BOARD_ID.test(id)) return null;
    return this.stored.read(
      `board ${id}`,
      async () => {
        const board = await this.repository.findBoard(id);
        return board && { board, coefficientSets: await this.sets.findActive(id) };
      },
      sizeOf,
    );
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<BoardWithSets> {
    const found = await this.find(id);
    if (found === null) throw unknownBoard(id);
    return found;
  }

  /** Throws a `ProblemError` (`already-exists`). */
  async add(board: Board): Promise<BoardWithSets> {
    const added = await this.repository.insert(board);
    if (added !== null) return { board: added, coefficientSets: [] };
    throw new ProblemError(
      'already-exists',
      `board '${board.id}' is there already; PUT /boards/${board.id}`,
      [{ pointer: '/id', detail: `got '${board.id}'`, accepted: 'an identifier that no board has' }],
    );
  }

  /** Throws a `ProblemError`: `not-found`, or `precondition-failed` when somebody else changed it since. */
  async replace(board: Board, ifMatch: string): Promise<BoardWithSets> {
    const replaced = BOARD_ID.test(board.id) ? await this.repository.replace(board, ifMatch) : null;
    if (replaced === null) throw unknownBoard(board.id);
    return { board: replaced, coefficientSets: await this.sets.findActive(board.id) };
  }

  /** Throws a `ProblemError`: `not-found`, or `precondition-failed` when somebody else changed it since. */
  async remove(id: string, ifMatch: string): Promise<void> {
    if (!BOARD_ID.test(id) || !(await this.repository.remove(id, ifMatch))) throw unknownBoard(id);
  }

  /** Of a deleted board too. Throws a `ProblemError` (`not-found`). */
  async versions(id: string): Promise<BoardVersion[]> {
    const versions = BOARD_ID.test(id) ? await this.repository.findVersions(id) : [];
    if (versions.length === 0) throw unknownBoard(id);
    return versions;
  }

  /** Of a deleted board too. Throws a `ProblemError` (`not-found`). */
  async version(id: string, version: string): Promise<BoardVersion> {
    const found =
      BOARD_ID.test(id) && VERSION.test(version)
        ? await this.repository.findVersion(id, Number(version))
        : null;
    if (found !== null) return found;
    throw new ProblemError(
      'not-found',
      `board '${id.slice(0, 100)}' has no version '${version.slice(0, 20)}'; GET /boards/{id}/versions lists them`,
    );
  }

  /**
   * The one active coefficient set that a request means. `pointer` is where in the request it says so.
   * Throws a `ProblemError` (`unknown-board`, `no-coefficient-set`, `ambiguous-coefficient-set`).
   */
  async choose(choice: CoefficientSetChoice, pointer: string): Promise<BoardWithSet> {
    return chooseSet(await this.named(choice.board, `${pointer}/board`), choice, pointer);
  }

  /** The board that a request names at `pointer`. Throws a `ProblemError` (`unknown-board`). */
  named(id: string, pointer: string): Soon<BoardWithSets> {
    return whenThere(this.find(id), (found) => found ?? this.refuse(id, pointer));
  }

  private async refuse(id: string, pointer: string): Promise<never> {
    const known = (await this.list()).map(({ board }) => board.id);
    throw notABoard(id, known, pointer);
  }
}

/** In kB, about: sets hold the covariance of their coefficients. */
const sizeOf = ({ coefficientSets }: BoardWithSets): number => 1 + 4 * coefficientSets.length;

export const unknownBoard = (id: string): ProblemError =>
  new ProblemError('not-found', `board '${id.slice(0, 100)}' is not known; GET /boards lists them`);
