import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LessThan, type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { IdempotentAnswerEntity } from './idempotent-answer.entity.js';

/** How long an answer is kept. */
const KEPT_MS = 24 * 3_600_000;

/** An answer as it is given again. */
export type KeptAnswer = Pick<IdempotentAnswerEntity, 'status' | 'headers' | 'body'>;

/** A request and the answer to it. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Thrown where another request with the same key stored something first. */
export class AlreadyClaimed extends Error {}

/**
 * The claim of one request on its Idempotency-Key. The first write opens a transaction that begins with the
 * claim and ends with the answer, so that what is stored, the claim and the answer stand or fall together.
 * A second claim on the same key waits for the first.
 */
export class Claim {
  private runner: QueryRunner | null = null;
  private onEnd: (() => void) | null = null;
  /** The answer that the same request got before, where that was looked for. */
  known: KeptAnswer | null = null;

  /** `bodyDigest` is null until a body that is read piece by piece was read. */
  constructor(
    readonly id: string,
    readonly exchange: Exchange,
    private bodyDigest: string | null,
  ) {}

  /** The transaction, where one is open. */
  get manager(): EntityManager | null {
    return this.runner?.manager ?? null;
  }

  /** Null until the body is known. */
  get fingerprint(): string | null {
    if (this.bodyDigest === null) return null;
    const { method, url } = this.exchange.request;
    return createHash('sha256').update(`${method} ${url}\n${this.bodyDigest}`).digest('hex');
  }

  identifyBody(digest: string): void {
    this.bodyDigest = digest;
  }

  /** `onEnd` is called when the transaction has ended. Throws `AlreadyClaimed`. */
  async open(dataSource: DataSource, onEnd: () => void): Promise<EntityManager> {
    if (this.runner !== null) return this.runner.manager;
    const { id, fingerprint } = this;
    if (fingerprint === null) throw new Error('the body of a request that stores something is not known');
    this.runner = dataSource.createQueryRunner();
    this.onEnd = onEnd;
    await this.runner.startTransaction();
    const { manager } = this.runner;
    const claimed = await manager
      .createQueryBuilder()
      .insert()
      .into(IdempotentAnswerEntity)
      .values({ id, fingerprint, status: null, headers: null, body: null })
      .orIgnore()
      .returning('id')
      .execute();
    if ((claimed.raw as unknown[]).length === 0) throw new AlreadyClaimed();
    return manager;
  }

  /** Stores the answer with what it answers for; does nothing where nothing was written. */
  async commit(answer: KeptAnswer): Promise<void> {
    if (this.runner === null) return;
    const { manager } = this.runner;
    await manager.update(IdempotentAnswerEntity, { id: this.id }, answer);
    await this.runner.commitTransaction();
    await this.release();
  }

  async rollback(): Promise<void> {
    if (this.runner === null) return;
    try {
      await this.runner.rollbackTransaction();
    } finally {
      await this.release();
    }
  }

  private async release(): Promise<void> {
    const { runner } = this;
    this.runner = null;
    this.onEnd?.();
    await runner?.release();
  }
}

/** Forgets answers that were kept long enough. */
export const forgetOldAnswers = async (manager: EntityManager, now: number): Promise<void> => {
  await manager.delete(IdempotentAnswerEntity, { createdAt: LessThan(new Date(now - KEPT_MS)) });
};
