import { Injectable } from '@nestjs/common';
import { ProblemError } from '../platform/problems/problem.js';
import type { NewApiKeyDto } from './api-key.dto.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { createToken } from './token.js';

/** Identifiers of keys; anything else is not worth a question to the database. */
const KEY_ID = /^[0-9a-f]{16}$/;

@Injectable()
export class KeysService {
  constructor(private readonly repository: ApiKeyRepository) {}

  list(): Promise<ApiKeyEntity[]> {
    return this.repository.findAll();
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<ApiKeyEntity> {
    const key = KEY_ID.test(id) ? await this.repository.find(id) : null;
    if (key !== null) return key;
    throw unknownKey(id);
  }

  /** Makes a key; `token` is what its holder shows, and is kept nowhere. Throws a `ProblemError` (`invalid-request`). */
  async create({ name, role, expiresAt }: NewApiKeyDto): Promise<{ key: ApiKeyEntity; token: string }> {
    const expires = expiresAt === undefined ? null : readExpiry(expiresAt);
    const { token, ...kept } = createToken();
    return { key: await this.repository.insert({ ...kept, name, role, expiresAt: expires }), token };
  }

  /** A key that was revoked before stays so. Throws a `ProblemError` (`not-found`). */
  async revoke(id: string): Promise<void> {
    if (!KEY_ID.test(id) || !(await this.repository.revoke(id, new Date()))) throw unknownKey(id);
  }
}

const unknownKey = (id: string): ProblemError =>
  new ProblemError('not-found', `key '${id.slice(0, 100)}' is not known; GET /keys lists them`);

function readExpiry(text: string): Date {
  const time = new Date(text);
  if (time.getTime() > Date.now()) return time;
  throw new ProblemError('invalid-request', 'expiresAt: expected a time to come', [
    {
      pointer: '/expiresAt',
      detail: `got '${text}'`,
      accepted: 'a time to come, such as 2030-01-31T00:00:00Z',
    },
  ]);
}
