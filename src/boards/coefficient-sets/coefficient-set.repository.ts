import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager } from 'typeorm';
import type { CoefficientSet } from '../../core/index.js';
import type { StoredCoefficientSet } from '../board.js';
import { lockBoard } from '../board.repository.js';
import { CoefficientSetEntity } from './coefficient-set.entity.js';
import { toCoefficientSet, toCoefficientSetEntity } from './coefficient-set.mapper.js';

@Injectable()
export class CoefficientSetRepository {
  constructor(
    @InjectRepository(CoefficientSetEntity) private readonly sets: Repository<CoefficientSetEntity>,
  ) {}

  /** The sets that plans may use, of one board or of all, by board and version. */
  async findActive(boardId?: string): Promise<StoredCoefficientSet[]> {
    const entities = await this.sets.find({
      where: { active: true, ...(boardId !== undefined && { boardId }) },
      order: { boardId: 'ASC', version: 'ASC' },
    });
    return entities.map(toCoefficientSet);
  }

  /** Every set of a board, by version. */
  async findAll(boardId: string): Promise<StoredCoefficientSet[]> {
    return (await this.sets.find({ where: { boardId }, order: { version: 'ASC' } })).map(toCoefficientSet);
  }

  async find(boardId: string, version: number): Promise<StoredCoefficientSet | null> {
    const entity = await this.sets.findOneBy({ boardId, version });
    return entity && toCoefficientSet(entity);
  }

  /** Stores a set as a draft under the next version of its board; null when there is no such board. */
  insertDraft(set: CoefficientSet): Promise<StoredCoefficientSet | null> {
    return this.sets.manager.transaction(async (transaction) => {
      if (!(await lockBoard(transaction, set.boardId))) return null;
      const version = (await latestVersion(transaction, set.boardId)) + 1;
      await transaction.insert(
        CoefficientSetEntity,
        toCoefficientSetEntity({ ...set, version }, { activatedAt: null, seed: null }),
      );
      return { ...set, version, status: 'draft' };
    });
  }

  /** Makes a set the active one of its key, in the place of the one before; null when there is no such set. */
  activate(boardId: string, version: number): Promise<StoredCoefficientSet | null> {
    return this.sets.manager.transaction(async (transaction) => {
      if (!(await lockBoard(transaction, boardId))) return null;
      const set = await transaction.findOneBy(CoefficientSetEntity, { boardId, version });
      if (set === null || set.active) return set && toCoefficientSet(set);
      const { powerMode, runtime, precision, batch, boundary } = set;
      const key = { boardId, powerMode, runtime, precision, batch, boundary, active: true };
      await transaction.update(CoefficientSetEntity, key, { active: false });
      const activated = { active: true, activatedAt: new Date() };
      await transaction.update(CoefficientSetEntity, { boardId, version }, activated);
      return toCoefficientSet({ ...set, ...activated });
    });
  }
}

const latestVersion = async (transaction: EntityManager, boardId: string): Promise<number> =>
  (await transaction.maximum(CoefficientSetEntity, 'version', { boardId })) ?? 0;
