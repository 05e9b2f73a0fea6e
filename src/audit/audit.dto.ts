import { Type } from 'class-transformer';
import { ApiProperty } from '@nestjs/swagger';
import { IntegerField } from '../platform/validation/number-fields.js';
import { ListOf } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';
import { ACTIONS, CHANGED_RESOURCES, type Action, type ChangedResource } from './change.js';

export class AuditQueryDto {
  @ChoiceField({
    description: 'Changes of this kind of resource alone.',
    example: 'board',
    choices: CHANGED_RESOURCES,
    optional: true,
  })
  resource?: ChangedResource;

  @TextField({
    description: 'Changes of the resource of this identifier alone.',
    example: 'jetson-tx2',
    maxLength: 200,
    optional: true,
  })
  id?: string;

  @TextField({
    description: 'Where the page before said that the next one begins.',
    maxLength: 1000,
    optional: true,
  })
  after?: string;

  @Type(() => Number)
  @IntegerField({
    description: 'Most lines on a page.',
    example: 50,
    minimum: 1,
    maximum: 200,
    default: 50,
  })
  limit: number = 50;
}

export class AuditLineDto {
  @TextField({ description: 'Counts the changes up.', example: '17', maxLength: 20 })
  id!: string;

  @TextField({ description: 'When.', example: '2026-11-24T08:00:00.000Z', maxLength: 24 })
  at!: string;

  @TextField({ description: 'Who: the name of the key.', example: 'workshop of hall 3', maxLength: 200 })
  actor!: string;

  @TextField({
    description: 'Identifier of the key; null for ADMIN_KEY, and for what the service itself did.',
    example: '0f1e2d3c4b5a6978',
    maxLength: 16,
    nullable: true,
  })
  keyId!: string | null;

  @TextField({
    description: 'The request, as its answer and the log of the service name it; null for none.',
    example: 'req-1f',
    maxLength: 100,
    nullable: true,
  })
  requestId!: string | null;

  @ChoiceField({ description: 'What was done.', example: 'replace', choices: ACTIONS })
  action!: Action;

  @ChoiceField({ description: 'To what kind of resource.', example: 'board', choices: CHANGED_RESOURCES })
  resource!: ChangedResource;

  @TextField({ description: 'To which one.', example: 'jetson-tx2', maxLength: 200 })
  resourceId!: string;

  @ApiProperty({
    description: 'The resource before; null where there was none.',
    example: null,
    type: 'object',
    additionalProperties: true,
    nullable: true,
  })
  before!: object | null;

  @ApiProperty({
    description: 'The resource after; null where there is none any more.',
    example: { name: 'Jetson TX2' },
    type: 'object',
    additionalProperties: true,
    nullable: true,
  })
  after!: object | null;
}

export class AuditPageDto {
  @ListOf(AuditLineDto, { description: 'Changes, the newest first.' })
  lines!: AuditLineDto[];

  @TextField({
    description: 'What to give as after for the next page; null on the last one.',
    example: 'WyIxNyJd',
    maxLength: 1000,
    nullable: true,
  })
  next!: string | null;
}
