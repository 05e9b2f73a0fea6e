import { Injectable } from '@nestjs/common';
import type { CoefficientSet } from '../../core/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { VERSION } from '../../platform/version.js';
import type { StoredCoefficientSet } from '../board.js';
import { BoardsService, unknownBoard } from '../boards.service.js';
import type { NewCoefficientSetDto } from './coefficient-set.dto.js';
import { fromNewSetDto } from './coefficient-set.mapper.js';
import { CoefficientSetRepository } from './coefficient-set.repository.js';
import { checkPowerMode } from './power-mode.js';

@Injectable()
export class CoefficientSetsService {
  constructor(
    private readonly boards: BoardsService,
    private readonly repository: CoefficientSetRepository,
  ) {}

  /** Of a deleted board too. Throws a `ProblemError` (`not-found`). */
  async list(boardId: string): Promise<StoredCoefficientSet[]> {
    await this.boards.versions(boardId);
    return this.repository.findAll(boardId);
  }

  /** Of a deleted board too. Throws a `ProblemError` (`not-found`). */
  async load(boardId: string, version: string): Promise<StoredCoefficientSet> {
    await this.boards.versions(boardId);
    const set = VERSION.test(version) ? await this.repository.find(boardId, Number(version)) : null;
    if (set === null) throw unknownVersion(boardId, version);
    return set;
  }

  /**
   * What the calibration of a set made of each measurement, as a list in JSON; null for a set that was not calibrated
   * here. Throws a `ProblemError` (`not-found`) where there is no such set.
   */
  async findResiduals(boardId: string, version: string): Promise<string | null> {
    const set = await this.load(boardId, version);
    return this.repository.findResiduals(set.boardId, set.version);
  }

  /** The same, of a set that must have them. Throws a `ProblemError` (`not-found`). */
  async loadResiduals(boardId: string, version: string): Promise<string> {
    const residuals = await this.findResiduals(boardId, version);
    if (residuals !== null) return residuals;
    throw new ProblemError(
      'not-found',
      `no measurements are kept of coefficient set ${version} of board '${boardId}': ` +
        'it was entered by hand, came with the program, or was calibrated before measurements were kept',
    );
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
    return this.storeDraft(fromNewSetDto(board.id, dto, new Date().toISOString().slice(0, 10)), null);
  }

  /** Throws a `ProblemError` (`not-found`) when the board was deleted meanwhile. */
  async storeDraft(set: CoefficientSet, residuals: string | null): Promise<StoredCoefficientSet> {
    const stored = await this.repository.insertDraft(set, residuals);
    if (stored === null) throw unknownBoard(set.boardId);
    return stored;
  }

  /** Throws a `ProblemError`: `not-found`, or `precondition-failed` when somebody else changed it since. */
  async activate(boardId: string, version: string, ifMatch: string): Promise<StoredCoefficientSet> {
    const set = await this.load(boardId, version);
    const activated = await this.repository.activate(set.boardId, set.version, ifMatch);
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
