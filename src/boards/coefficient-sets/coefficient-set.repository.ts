import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordChange } from '../../audit/index.js';
import type { CoefficientSet } from '../../core/index.js';
import { checkMatch } from '../../platform/entity-tag.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { StoredCoefficientSet } from '../board.js';
import { countChange, lockBoard } from '../board.repository.js';
import { CoefficientSetEntity } from './coefficient-set.entity.js';
import {
  toCoefficientSet,
  toCoefficientSetEntity,
  toCoefficientSetSummary,
} from './coefficient-set.mapper.js';

@Injectable()
export class CoefficientSetRepository {
  constructor(private readonly work: UnitOfWork) {}

  /** The sets that plans may use, of one board or of all, by board and version. */
  async findActive(boardId?: string): Promise<StoredCoefficientSet[]> {
    const entities = await this.work.manager.find(CoefficientSetEntity, {
      where: { active: true, ...(boardId !== undefined && { boardId }) },
      order: { boardId: 'ASC', version: 'ASC' },
    });
    return entities.map(toCoefficientSet);
  }

  /** Every set of a board, by version. */
  async findAll(boardId: string): Promise<StoredCoefficientSet[]> {
    const entities = await this.work.manager.find(CoefficientSetEntity, {
      where: { boardId },
      order: { version: 'ASC' },
    });
    return entities.map(toCoefficientSet);
  }

  async find(boardId: string, version: number): Promise<StoredCoefficientSet | null> {
    const entity = await this.work.manager.findOneBy(CoefficientSetEntity, { boardId, version });
    return entity && toCoefficientSet(entity);
  }

  /** The text of the residuals that a calibration left with a set; null where there are none. */
  async findResiduals(boardId: string, version: number): Promise<string | null> {
    const found = await this.work.manager
      .createQueryBuilder(CoefficientSetEntity, 'coefficientSet')
      .select('coefficientSet.residuals', 'residuals')
      .where('coefficientSet.boardId = :boardId AND coefficientSet.version = :version', { boardId, version })
      .getRawOne<{ residuals: string | null }>();
    return found?.residuals ?? null;
  }

  /**
   * Stores a set as a draft under the next version of its board; null when there is no such board. `residuals` are
   * those of its calibration, as text; null where it was entered by hand.
   */
  insertDraft(set: CoefficientSet, residuals: string | null): Promise<StoredCoefficientSet | null> {
    return this.work.write(async (transaction) => {
      if (!(await lockBoard(transaction, set.boardId))) return null;
      const version = (await latestVersion(transaction, set.boardId)) + 1;
      await transaction.insert(CoefficientSetEntity, {
        ...toCoefficientSetEntity({ ...set, version }, { activatedAt: null, seed: null }),
        residuals,
      });
      const stored: StoredCoefficientSet = { ...set, version, status: 'draft' };
      await recordSet(transaction, 'create', null, stored);
      return stored;
    });
  }

  /**
   * Makes a set the active one of its key, in the place of the one before; null when there is no such set.
   * Throws a `ProblemError` (`precondition-failed`).
   */
  activate(boardId: string, version: number, ifMatch: string): Promise<StoredCoefficientSet | null> {
    return this.work.write(async (transaction) => {
      if (!(await lockBoard(transaction, boardId))) return null;
      const set = await transaction.findOneBy(CoefficientSetEntity, { boardId, version });
      if (set === null) return null;
      const before = toCoefficientSet(set);
      checkMatch(ifMatch, stateOf(before));
      if (set.active) return before;
      const { powerMode, runtime, precision, batch, boundary } = set;
      const key = { boardId, powerMode, runtime, precision, batch, boundary, active: true };
      await transaction.update(CoefficientSetEntity, key, { active: false });
      const activated = { active: true, activatedAt: new Date() };
      await transaction.update(CoefficientSetEntity, { boardId, version }, activated);
      await countChange(transaction, boardId);
      const stored = toCoefficientSet({ ...set, ...activated });
      await recordSet(transaction, 'activate', before, stored);
      return stored;
    });
  }
}

/** What changes of a set: nothing but whether plans use it. */
export const stateOf = ({ version, status }: StoredCoefficientSet): string => `${version}-${status}`;

const latestVersion = async (transaction: EntityManager, boardId: string): Promise<number> =>
  (await transaction.maximum(CoefficientSetEntity, 'version', { boardId })) ?? 0;

const recordSet = (
  transaction: EntityManager,
  action: 'create' | 'activate',
  before: StoredCoefficientSet | null,
  after: StoredCoefficientSet,
): Promise<void> =>
  recordChange(transaction, {
    action,
    resource: 'coefficient-set',
    id: `${after.boardId}/${after.version}`,
    before: before && toCoefficientSetSummary(before),
    after: toCoefficientSetSummary(after),
  });
