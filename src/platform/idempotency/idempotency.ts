import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { canonicalJson } from '../content-id.js';
import { ProblemError } from '../problems/problem.js';
import { contextOf, currentRequest, type Actor } from '../request-context.js';
import { refuseDepth } from '../validation/request.pipe.js';
import { AlreadyClaimed, Claim, forgetOldAnswers, type Exchange, type KeptAnswer } from './claim.js';
import { IdempotentAnswerEntity } from './idempotent-answer.entity.js';
import { seal, unseal } from './seal.js';

/** Visible ASCII, of any length that fits a header. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Headers of an answer that belong to what it says. */
const KEPT_HEADERS = ['content-type', 'location', 'etag', 'cache-control'];

const JSON_TYPE = 'application/json; charset=utf-8';

/** How often old answers are looked for. */
const FORGET_EVERY_MS = 60_000;

/** Answers a request whose Idempotency-Key was seen before as it was answered then. */
@Injectable()
export class Idempotency {
  private readonly logger = new Logger('idempotency');
  private forgottenAt = 0;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Claims the key of a request, before its body is looked at. Throws a `ProblemError` for a key that is none, or was
   * used with another request.
   */
  async claim(key: string, exchange: Exchange): Promise<true> {
    const context = contextOf(exchange.request);
    const claim = claimOf(key, exchange, context.actor);
    if (claim.fingerprint !== null) claim.known = checked(await this.find(claim), claim);
    context.claim = claim;
    return true;
  }

  /** Does `operation`, which the request under way asks for, or answers as the first such request was. */
  answer(operation: () => unknown): unknown {
    const claim = currentRequest()?.claim ?? null;
    return claim === null ? operation() : this.answerOnce(claim, operation);
  }

  private async answerOnce(claim: Claim, operation: () => unknown): Promise<unknown> {
    const { request, reply } = claim.exchange;
    if (claim.known !== null) return replay(claim.known, claim);
    try {
      const value: unknown = await operation();
      const body = typeof value === 'string' ? value : JSON.stringify(value);
      if (!reply.hasHeader('content-type')) void reply.type(JSON_TYPE);
      await claim.commit({
        status: reply.statusCode,
        headers: keptHeaders(reply),
        body: seal(body, secretOf(request), claim.id),
      });
      this.forget();
      return body;
    } catch (error) {
      await claim.rollback();
      if (!(error instanceof AlreadyClaimed)) throw error;
      const first = checked(await this.find(claim), claim);
      if (first === null) throw new Error('the request that was first stored nothing', { cause: error });
      return replay(first, claim);
    }
  }

  private find({ id }: Claim): Promise<IdempotentAnswerEntity | null> {
    return this.dataSource.manager.findOneBy(IdempotentAnswerEntity, { id });
  }

  /** Beside the request, which does not fail with it. */
  private forget(): void {
    const now = Date.now();
    if (now - this.forgottenAt < FORGET_EVERY_MS) return;
    this.forgottenAt = now;
    forgetOldAnswers(this.dataSource.manager, now).catch((error: unknown) => {
      this.logger.warn(`old answers were not forgotten: ${(error as Error).message}`);
    });
  }
}

/** Throws a `ProblemError` (`invalid-request`). */
function claimOf(key: string, exchange: Exchange, actor: Actor | null): Claim {
  if (!KEY.test(key)) {
    throw new ProblemError(
      'invalid-request',
      `idempotency-key: got ${key.length} characters, expected 1 to 255 visible ASCII characters, such as a UUID`,
    );
  }
  const id = sha256(`${actor?.keyId ?? actor?.name ?? ''}\n${key}`);
  return new Claim(id, exchange, digestOf(exchange.request));
}

/** Null for a body that is read piece by piece: whoever reads it says what it was. */
function digestOf(request: FastifyRequest): string | null {
  const { body } = request;
  if (body instanceof Readable || request.isMultipart()) return null;
  if (body instanceof Uint8Array) return sha256(body);
  if (typeof body === 'object' && body !== null) refuseDepth(body);
  return sha256(canonicalJson(body ?? null));
}

/** Throws a `ProblemError` (`idempotency-key-reused`) for what was the answer to another request. */
function checked(known: IdempotentAnswerEntity | null, claim: Claim): IdempotentAnswerEntity | null {
  if (known !== null && known.fingerprint !== claim.fingerprint) throw reused('another request');
  return known;
}

/** Throws a `ProblemError` (`idempotency-key-reused`). */
function replay({ status, headers, body }: KeptAnswer, { id, exchange }: Claim): string {
  const { request, reply } = exchange;
  void reply.status(status!).headers({ ...headers, 'idempotency-replayed': 'true' });
  try {
    return unseal(body!, secretOf(request), id);
  } catch {
    throw reused('another ADMIN_KEY');
  }
}

const reused = (by: string): ProblemError =>
  new ProblemError(
    'idempotency-key-reused',
    `idempotency-key: was used before with ${by}; expected a new one for a new request`,
  );

const keptHeaders = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.filter((name) => reply.hasHeader(name)).map((name) => [name, String(reply.getHeader(name))]),
  );

/** What the database does not hold; empty where planning is open and no key was shown. */
const secretOf = ({ headers }: FastifyRequest): string => headers.authorization?.split(/ +/)[1] ?? '';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
