import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** The one way to the database: everything that a write stores is stored together, or not at all. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** For reading. */
  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /** All that `work` does happens, or nothing of it. It is to be short: an embedded database has one connection. */
  write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }
}
