import { Injectable } from '@nestjs/common';
import type { CoefficientSet } from '../../core/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import type { StoredCoefficientSet } from '../board.js';
import { BoardsService, unknownBoard } from '../boards.service.js';
import type { NewCoefficientSetDto } from './coefficient-set.dto.js';
import { fromNewSetDto } from './coefficient-set.mapper.js';
import { CoefficientSetRepository } from './coefficient-set.repository.js';
import { checkPowerMode } from './power-mode.js';

/** More sets than anybody makes of one board. */
const VERSION = /^[1-9][0-9]{0,8}$/;

@Injectable()
export class CoefficientSetsService {
  constructor(
    private readonly boards: BoardsService,
    private readonly repository: CoefficientSetRepository,
  ) {}

  /** Throws a `ProblemError` (`not-found`). */
  async list(boardId: string): Promise<StoredCoefficientSet[]> {
    const { board } = await this.boards.load(boardId);
    return this.repository.findAll(board.id);
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(boardId: string, version: string): Promise<StoredCoefficientSet> {
    const { board } = await this.boards.load(boardId);
    const set = VERSION.test(version) ? await this.repository.find(board.id, Number(version)) : null;
    if (set === null) throw unknownVersion(boardId, version);
    return set;
  }

  /** Stores coefficients that were entered by hand. Throws a `ProblemError`. */
  async enter(boardId: string, dto: NewCoefficientSetDto): Promise<StoredCoefficientSet> {
    const { board } = await this.boards.load(boardId);
    checkPowerMode(board, dto.powerMode, '/powerMode');
    if (dto.energy === undefined && dto.latency === undefined) {
      throw new ProblemError('invalid-request', 'energy and latency: got neither, expected at least one', [
        { pointer: '/energy', detail: 'got nothing', accepted: 'an object, here or as latency' },
      ]);
    }
    return this.storeDraft(fromNewSetDto(board.id, dto, new Date().toISOString().slice(0, 10)));
  }

  /** Throws a `ProblemError` (`not-found`) when the board was deleted meanwhile. */
  async storeDraft(set: CoefficientSet): Promise<StoredCoefficientSet> {
    const stored = await this.repository.insertDraft(set);
    if (stored === null) throw unknownBoard(set.boardId);
    return stored;
  }

  /** Throws a `ProblemError` (`not-found`). */
  async activate(boardId: string, version: string): Promise<StoredCoefficientSet> {
    const set = await this.load(boardId, version);
    const activated = await this.repository.activate(set.boardId, set.version);
    if (activated === null) throw unknownVersion(boardId, version);
    return activated;
  }
}

const unknownVersion = (boardId: string, version: string): ProblemError =>
  new ProblemError(
    'not-found',
    `board '${boardId}' has no coefficient set of version '${version.slice(0, 20)}'; ` +
      `GET /boards/${boardId}/coefficient-sets lists them`,
  );
