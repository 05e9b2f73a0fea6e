import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordChange } from '../audit/index.js';
import { UnitOfWork } from '../platform/unit-of-work.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { toApiKeyDto } from './api-key.mapper.js';

@Injectable()
export class ApiKeyRepository {
  constructor(private readonly work: UnitOfWork) {}

  findAll(): Promise<ApiKeyEntity[]> {
    return this.work.manager.find(ApiKeyEntity, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  find(id: string): Promise<ApiKeyEntity | null> {
    return this.work.manager.findOneBy(ApiKeyEntity, { id });
  }

  insert(key: NewApiKey): Promise<ApiKeyEntity> {
    return this.work.write((transaction) => insertKey(transaction, key));
  }

  /** Revokes a key that still holds; a revoked one keeps its time. False when there is no such key. */
  revoke(id: string, at: Date): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const before = await transaction.findOne(ApiKeyEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (before === null) return false;
      if (before.revokedAt !== null) return true;
      await transaction.update(ApiKeyEntity, { id }, { revokedAt: at });
      await recordChange(transaction, {
        action: 'revoke',
        resource: 'key',
        id,
        before: toApiKeyDto(before),
        after: toApiKeyDto({ ...before, revokedAt: at }),
      });
      return true;
    });
  }

  async markUsed(id: string, at: Date): Promise<void> {
    await this.work.manager.update(ApiKeyEntity, { id }, { lastUsedAt: at });
  }
}

export type NewApiKey = Omit<ApiKeyEntity, 'createdAt' | 'lastUsedAt' | 'revokedAt'>;

/** `maker` is whoever makes it where no request does. */
export async function insertKey(
  transaction: EntityManager,
  key: NewApiKey,
  maker?: string,
): Promise<ApiKeyEntity> {
  await transaction.insert(ApiKeyEntity, key);
  const stored = await transaction.findOneByOrFail(ApiKeyEntity, { id: key.id });
  const change = {
    action: 'create',
    resource: 'key',
    id: key.id,
    before: null,
    after: toApiKeyDto(stored),
  } as const;
  await recordChange(transaction, change, maker);
  return stored;
}
