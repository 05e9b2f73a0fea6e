import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { currentRequest } from './request-context.js';

/** The one way to the database: everything that a write stores is stored together, or not at all. */
@Injectable()
export class UnitOfWork {
  private ended = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** Writes of this process that have ended, whether or not they stored anything. */
  get writesEnded(): number {
    return this.ended;
  }

  /** Whether the request under way has a transaction open. */
  get isWriting(): boolean {
    return currentRequest()?.claim?.manager != null;
  }

  /** For reading: what the request under way has written is seen. */
  get manager(): EntityManager {
    return currentRequest()?.claim?.manager ?? this.dataSource.manager;
  }

  /**
   * All that `work` does happens, or nothing of it. It is to be short: an embedded database has one connection.
   * With an Idempotency-Key it happens together with the answer, once the request has been answered.
   */
  async write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    const claim = currentRequest()?.claim ?? null;
    if (claim !== null) return work(await claim.open(this.dataSource, this.countEnd));
    try {
      return await this.dataSource.transaction(work);
    } finally {
      this.countEnd();
    }
  }

  private readonly countEnd = (): void => {
    this.ended++;
  };
}
