import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { UnitOfWork } from '../platform/unit-of-work.js';
import { AuditLineEntity } from './audit-line.entity.js';
import type { ChangedResource } from './change.js';

@Injectable()
export class AuditRepository {
  constructor(private readonly work: UnitOfWork) {}

  /** The newest first; `before` is the line behind which a page begins. */
  findPage({
    resource,
    id,
    before,
    limit,
  }: {
    readonly resource: ChangedResource | undefined;
    readonly id: string | undefined;
    readonly before: string | undefined;
    readonly limit: number;
  }): Promise<AuditLineEntity[]> {
    return this.work.manager.find(AuditLineEntity, {
      where: {
        ...(resource !== undefined && { resource }),
        ...(id !== undefined && { resourceId: id }),
        ...(before !== undefined && { id: LessThan(before) }),
      },
      order: { id: 'DESC' },
      take: limit,
    });
  }
}
