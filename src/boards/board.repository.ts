import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Board, StoredCoefficientSet } from './board.js';
import { toBoard, toCoefficientSet } from './board.mapper.js';
import { BoardEntity } from './board.entity.js';
import { CoefficientSetEntity } from './coefficient-set.entity.js';

@Injectable()
export class BoardRepository {
  constructor(
    @InjectRepository(BoardEntity) private readonly boards: Repository<BoardEntity>,
    @InjectRepository(CoefficientSetEntity) private readonly sets: Repository<CoefficientSetEntity>,
  ) {}

  async findBoards(): Promise<Board[]> {
    return (await this.boards.find({ order: { id: 'ASC' } })).map(toBoard);
  }

  async findBoard(id: string): Promise<Board | null> {
    const entity = await this.boards.findOneBy({ id });
    return entity && toBoard(entity);
  }

  /** The sets that plans may use, of one board or of all, by board and version. */
  async findActiveCoefficientSets(boardId?: string): Promise<StoredCoefficientSet[]> {
    const entities = await this.sets.find({
      where: { active: true, ...(boardId !== undefined && { boardId }) },
      order: { boardId: 'ASC', version: 'ASC' },
    });
    return entities.map(toCoefficientSet);
  }
}
