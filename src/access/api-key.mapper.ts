import type { ApiKeyDto } from './api-key.dto.js';
import type { ApiKeyEntity } from './api-key.entity.js';

export const toApiKeyDto = (entity: ApiKeyEntity): ApiKeyDto => ({
  id: entity.id,
  name: entity.name,
  role: entity.role,
  createdAt: entity.createdAt.toISOString(),
  expiresAt: entity.expiresAt?.toISOString() ?? null,
  lastUsedAt: entity.lastUsedAt?.toISOString() ?? null,
  revokedAt: entity.revokedAt?.toISOString() ?? null,
});
