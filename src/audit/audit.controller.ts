import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequiresRole } from '../platform/access/requires-role.js';
import { readCursor, writeCursor } from '../platform/page-cursor.js';
import { ApiProblems } from '../platform/problems/api-problems.js';
import { AuditPageDto, AuditQueryDto } from './audit.dto.js';
import { toAuditLineDto } from './audit.mapper.js';
import { AuditRepository } from './audit.repository.js';

/** An integer of 8 bytes at most. */
const LINE_ID = /^[1-9]\d{0,17}$/;

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly repository: AuditRepository) {}

  @Get()
  @RequiresRole('admin')
  @ApiOperation({
    summary: 'Show who changed what, page by page',
    description:
      'Every change of boards, coefficient sets, links and keys, and every deletion of a network, with the state ' +
      'before and after. Lines are never changed or deleted.',
  })
  @ApiOkResponse({ type: AuditPageDto, description: 'A page of changes, the newest first.' })
  @ApiProblems('invalid-request')
  async listChanges(@Query() { resource, id, after, limit }: AuditQueryDto): Promise<AuditPageDto> {
    const before = after === undefined ? undefined : readCursor(after, toLineId);
    const found = await this.repository.findPage({ resource, id, before, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      lines: page.map(toAuditLineDto),
      next: last && found.length > limit ? writeCursor([last.id]) : null,
    };
  }
}

const toLineId = ([id]: readonly string[]): string | null =>
  id !== undefined && LINE_ID.test(id) ? id : null;
