import type { EntityManager } from 'typeorm';
import { currentRequest } from '../platform/request-context.js';
import { AuditLineEntity } from './audit-line.entity.js';
import type { Change } from './change.js';

/**
 * Writes a line of the audit log in the transaction of the change, so that there is neither without the other.
 * Who made the change is whoever makes the request, or `maker` at the start of the service.
 */
export async function recordChange(
  transaction: EntityManager,
  { id, ...change }: Change,
  maker = 'everyone',
): Promise<void> {
  const request = currentRequest();
  await transaction.insert(AuditLineEntity, {
    ...change,
    resourceId: id,
    keyId: request?.actor?.keyId ?? null,
    actor: request?.actor?.name ?? maker,
    requestId: request?.requestId ?? null,
  });
}
