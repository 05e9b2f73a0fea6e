import type { AuditLineDto } from './audit.dto.js';
import type { AuditLineEntity } from './audit-line.entity.js';

export const toAuditLineDto = (entity: AuditLineEntity): AuditLineDto => ({
  id: entity.id,
  at: entity.at.toISOString(),
  actor: entity.actor,
  keyId: entity.keyId,
  requestId: entity.requestId,
  action: entity.action,
  resource: entity.resource,
  resourceId: entity.resourceId,
  before: entity.before,
  after: entity.after,
});
