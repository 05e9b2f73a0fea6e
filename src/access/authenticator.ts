import { Inject, Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CONFIGURATION, type Configuration } from '../platform/configuration.js';
import { ProblemError } from '../platform/problems/problem.js';
import { StoredData } from '../platform/stored-data/stored-data.js';
import type { Actor } from '../platform/request-context.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { FailedAttempts } from './failed-attempts.js';
import { createToken, isSameText, isSecretOf, readToken } from './token.js';

/** RFC 6750, section 2.1: the scheme in any case, then the key. */
const BEARER = /^bearer +(\S+) *$/i;

/** How exactly the time of the last use is kept. */
const LAST_USE_MS = 60_000;

/** Of which it is known in memory that they were used lately. */
const MAX_LAST_USES = 1_000;

/** Compared with when there is no such key, so that it takes as long as when there is one. */
const NO_KEY = createToken();

/** Who shows a key, and with which request. */
export interface Caller {
  readonly address: string;
  readonly requestId: string;
}

/** Finds out who makes a request. */
@Injectable()
export class Authenticator {
  private readonly logger = new Logger('access');
  private readonly failures: FailedAttempts;
  private readonly lastUses = new LRUCache<string, Date>({ max: MAX_LAST_USES });

  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly stored: StoredData,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    this.failures = new FailedAttempts(configuration.failedAttemptLimit);
  }

  /**
   * Null for who shows no key. Throws a `ProblemError`: `unauthorised` for a key that does not hold,
   * `too-many-failures` for an address that showed too many of those.
   */
  async identify(authorization: string | undefined, caller: Caller): Promise<Actor | null> {
    if (authorization === undefined) return null;
    this.refuseWhoFailedOften(caller.address);
    const shown = BEARER.exec(authorization)?.[1];
    if (shown === undefined) throw this.refusal(caller, 'another scheme', null);
    const { adminKey } = this.configuration;
    if (adminKey !== null && isSameText(shown, adminKey)) {
      return { keyId: null, name: 'ADMIN_KEY', role: 'admin' };
    }
    return this.holderOf(shown, caller);
  }

  private async holderOf(shown: string, caller: Caller): Promise<Actor> {
    const parts = readToken(shown);
    if (parts === null) throw this.refusal(caller, 'no key of this service', null);
    const key = await this.stored.read(
      `key ${parts.id}`,
      () => this.keys.find(parts.id),
      () => 1,
    );
    if (!isSecretOf(parts.secret, key ?? NO_KEY) || key === null) {
      throw this.refusal(caller, 'a key that is not known', parts.id);
    }
    if (key.revokedAt !== null) throw this.refusal(caller, 'a key that was revoked', key.id);
    if (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now()) {
      throw this.refusal(caller, 'a key that has expired', key.id);
    }
    this.markUsed(key);
    return { keyId: key.id, name: key.name, role: key.role };
  }

  /** Beside the request, which does not fail with it. */
  private markUsed({ id, lastUsedAt }: ApiKeyEntity): void {
    const now = new Date();
    const last = this.lastUses.get(id) ?? lastUsedAt;
    if (last !== null && now.getTime() - last.getTime() < LAST_USE_MS) return;
    this.lastUses.set(id, now);
    this.keys.markUsed(id, now).catch((error: unknown) => {
      this.logger.warn(`the last use of key ${id} was not stored: ${(error as Error).message}`);
    });
  }

  private refuseWhoFailedOften(address: string): void {
    const seconds = this.failures.secondsToWait(address, Date.now());
    if (seconds === null) return;
    throw new ProblemError(
      'too-many-failures',
      `authorization: ${address} showed too many keys that do not hold; expected none for ${seconds} s`,
      undefined,
      seconds,
    );
  }

  /** Logs an attempt, never what was shown; the identifier of a key is no secret. */
  private refusal({ address, requestId }: Caller, got: string, keyId: string | null): ProblemError {
    this.failures.add(address, Date.now());
    const key = keyId === null ? '' : ` (${keyId})`;
    this.logger.warn(`refused ${address}: got ${got}${key} (request ${requestId})`);
    return new ProblemError(
      'unauthorised',
      `authorization: got ${got}, expected 'Bearer ' and a key that holds`,
    );
  }
}
