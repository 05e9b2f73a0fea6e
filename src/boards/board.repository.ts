import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { recordChange, type Action } from '../audit/index.js';
import { checkMatch } from '../platform/entity-tag.js';
import { UnitOfWork } from '../platform/unit-of-work.js';
import type { Board, BoardVersion, StoredBoard } from './board.js';
import { BoardEntity, BoardVersionEntity } from './board.entity.js';
import { toBoardVersion, toBoardVersionDto, toBoardVersionEntity, toStoredBoard } from './board.mapper.js';
import { CoefficientSetEntity } from './coefficient-sets/coefficient-set.entity.js';

@Injectable()
export class BoardRepository {
  constructor(private readonly work: UnitOfWork) {}

  async findBoards(): Promise<StoredBoard[]> {
    const entities = await current(this.work.manager).orderBy('version.boardId').getMany();
    return entities.map(toStoredBoard);
  }

  findBoard(id: string): Promise<StoredBoard | null> {
    return findCurrent(this.work.manager, id);
  }

  /** Every version of a board, of a deleted one too, by version; empty when there never was such a board. */
  async findVersions(id: string): Promise<BoardVersion[]> {
    const entities = await this.work.manager.find(BoardVersionEntity, {
      where: { boardId: id },
      order: { version: 'ASC' },
    });
    return entities.map(toBoardVersion);
  }

  async findVersion(id: string, version: number): Promise<BoardVersion | null> {
    const entity = await this.work.manager.findOneBy(BoardVersionEntity, { boardId: id, version });
    return entity && toBoardVersion(entity);
  }

  /** Stores a board; null when there is one of that identifier already. */
  insert(board: Board): Promise<StoredBoard | null> {
    return this.work.write(async (transaction) => {
      if (!(await insertBoard(transaction, board))) return null;
      return recordBoard(transaction, 'create', board.id, null);
    });
  }

  /**
   * Stores what is said of a board now as its next version; null when there is no such board.
   * Throws a `ProblemError` (`precondition-failed`).
   */
  replace(board: Board, ifMatch: string): Promise<StoredBoard | null> {
    return this.work.write(async (transaction) => {
      const before = await lockCurrent(transaction, board.id);
      if (before === null) return null;
      checkMatch(ifMatch, before.state);
      const version = before.version + 1;
      await transaction.insert(BoardVersionEntity, toBoardVersionEntity(board, version));
      await transaction.update(BoardEntity, { id: board.id }, { version, state: before.state + 1 });
      return recordBoard(transaction, 'replace', board.id, before);
    });
  }

  /**
   * Lets a board be found no longer; its versions and sets stay. False when there is no such board.
   * Throws a `ProblemError` (`precondition-failed`).
   */
  remove(id: string, ifMatch: string): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const before = await lockCurrent(transaction, id);
      if (before === null) return false;
      checkMatch(ifMatch, before.state);
      await transaction.update(CoefficientSetEntity, { boardId: id, active: true }, { active: false });
      await transaction.update(BoardEntity, { id }, { state: before.state + 1, deletedAt: new Date() });
      await recordBoard(transaction, 'delete', id, before);
      return true;
    });
  }
}

/** Adds a board; in the place of a deleted one it counts on. False when there is one of that identifier. */
export async function insertBoard(transaction: EntityManager, board: Board): Promise<boolean> {
  const { id } = board;
  const added = await transaction
    .createQueryBuilder()
    .insert()
    .into(BoardEntity)
    .values({ id, version: 1, state: 1, deletedAt: null })
    .orIgnore()
    .returning('id')
    .execute();
  let version = 1;
  if ((added.raw as unknown[]).length === 0) {
    const there = await lockRow(transaction, id);
    if (there?.deletedAt == null) return false;
    version = there.version + 1;
    await transaction.update(BoardEntity, { id }, { version, state: there.state + 1, deletedAt: null });
  }
  await transaction.insert(BoardVersionEntity, toBoardVersionEntity(board, version));
  return true;
}

/** Lets nobody else change the board or its sets until the transaction ends; false when there is no such board. */
export async function lockBoard(transaction: EntityManager, id: string): Promise<boolean> {
  const row = await lockRow(transaction, id);
  return row !== null && row.deletedAt === null;
}

/** To be told of a change of which sets are active, by whoever holds the lock. */
export const countChange = async (transaction: EntityManager, id: string): Promise<void> => {
  await transaction.increment(BoardEntity, { id }, 'state', 1);
};

const lockRow = (transaction: EntityManager, id: string): Promise<BoardEntity | null> =>
  transaction.findOne(BoardEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });

const lockCurrent = async (transaction: EntityManager, id: string): Promise<StoredBoard | null> =>
  (await lockBoard(transaction, id)) ? findCurrent(transaction, id) : null;

async function findCurrent(manager: EntityManager, id: string): Promise<StoredBoard | null> {
  const entity = await current(manager).where('version.boardId = :id', { id }).getOne();
  return entity && toStoredBoard(entity);
}

/** The versions that hold, with their boards. */
const current = (manager: EntityManager): SelectQueryBuilder<BoardVersionEntity> =>
  manager
    .createQueryBuilder(BoardVersionEntity, 'version')
    .innerJoinAndSelect(
      'version.board',
      'board',
      'board.version = version.version AND board.deletedAt IS NULL',
    );

/** Writes the audit line of a change; gives the board as it is now, or null where it is gone. */
async function recordBoard(
  transaction: EntityManager,
  action: Action,
  id: string,
  before: StoredBoard | null,
): Promise<StoredBoard | null> {
  const after = await findCurrent(transaction, id);
  await recordChange(transaction, {
    action,
    resource: 'board',
    id,
    before: before && toBoardVersionDto(before),
    after: after && toBoardVersionDto(after),
  });
  return after;
}
