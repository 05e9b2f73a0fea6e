import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type EntityManager } from 'typeorm';
import type { Board, StoredBoard } from './board.js';
import { toBoard, toBoardEntity } from './board.mapper.js';
import { BoardEntity } from './board.entity.js';
import { CoefficientSetEntity } from './coefficient-sets/coefficient-set.entity.js';

@Injectable()
export class BoardRepository {
  constructor(@InjectRepository(BoardEntity) private readonly boards: Repository<BoardEntity>) {}

  async findBoards(): Promise<StoredBoard[]> {
    return (await this.boards.find({ order: { id: 'ASC' } })).map(toBoard);
  }

  async findBoard(id: string): Promise<StoredBoard | null> {
    const entity = await this.boards.findOneBy({ id });
    return entity && toBoard(entity);
  }

  /** False when there is a board of that identifier already. */
  async insert(board: Board): Promise<boolean> {
    const result = await this.boards
      .createQueryBuilder()
      .insert()
      .values(toBoardEntity(board))
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  /** False when there is no such board. */
  async replace(board: Board): Promise<boolean> {
    const { affected } = await this.boards.update({ id: board.id }, toBoardEntity(board));
    return affected === 1;
  }

  /** Deletes a board with its drafts; keeps it when one of its sets ever was active. */
  remove(id: string): Promise<'removed' | 'unknown' | 'in-use'> {
    return this.boards.manager.transaction(async (transaction) => {
      if (!(await lockBoard(transaction, id))) return 'unknown';
      const sets = await transaction.findBy(CoefficientSetEntity, { boardId: id });
      if (sets.some(({ activatedAt }) => activatedAt !== null)) return 'in-use';
      await transaction.delete(CoefficientSetEntity, { boardId: id });
      await transaction.delete(BoardEntity, { id });
      return 'removed';
    });
  }
}

/** Lets nobody else change the board or its sets until the transaction ends; false when there is no such board. */
export async function lockBoard(transaction: EntityManager, id: string): Promise<boolean> {
  const board = await transaction.findOne(BoardEntity, {
    where: { id },
    select: { id: true },
    lock: { mode: 'pessimistic_write' },
  });
  return board !== null;
}
