import { ROLES, type Role } from '../platform/access/role.js';
import { ListOf } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';

/** RFC 3339 in UTC, as `Date.toISOString` writes it, with or without fractions of a second. */
const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

export class NewApiKeyDto {
  @TextField({ description: 'Whose it is, or what for.', example: 'orchestrator of hall 3', maxLength: 200 })
  name!: string;

  @ChoiceField({
    description:
      'What it lets its holder do: a reader reads, a planner plans and stores networks too, an admin does everything.',
    example: 'planner',
    choices: ROLES,
  })
  role!: Role;

  @TextField({
    description: 'When it ceases to hold, in UTC. Left out: never.',
    example: '2030-01-31T00:00:00Z',
    maxLength: 24,
    pattern: UTC_TIME,
    optional: true,
  })
  expiresAt?: string;
}

export class ApiKeyDto {
  @TextField({ description: 'Identifier, which is no secret.', example: '0f1e2d3c4b5a6978', maxLength: 16 })
  id!: string;

  @TextField({ description: 'Whose it is, or what for.', example: 'orchestrator of hall 3', maxLength: 200 })
  name!: string;

  @ChoiceField({ description: 'What it lets its holder do.', example: 'planner', choices: ROLES })
  role!: Role;

  @TextField({ description: 'When it was made.', example: '2026-11-24T08:00:00.000Z', maxLength: 24 })
  createdAt!: string;

  @TextField({
    description: 'When it ceases to hold; null for never.',
    example: '2030-01-31T00:00:00.000Z',
    maxLength: 24,
    nullable: true,
  })
  expiresAt!: string | null;

  @TextField({
    description: 'When it was last used, to the minute; null for never.',
    example: '2026-11-25T08:00:00.000Z',
    maxLength: 24,
    nullable: true,
  })
  lastUsedAt!: string | null;

  @TextField({
    description: 'When it was revoked; null while it holds.',
    example: '2026-11-26T08:00:00.000Z',
    maxLength: 24,
    nullable: true,
  })
  revokedAt!: string | null;
}

export class CreatedApiKeyDto extends ApiKeyDto {
  @TextField({
    description: 'The key, shown this once: only a salted hash of it is kept.',
    example: 'cutpoint_0f1e2d3c4b5a6978_XmVeGsuBhbCtsTnCbzp9Tp7ABCDEFGHIJKLMNOPQRST',
    maxLength: 100,
  })
  key!: string;
}

export class ApiKeyListDto {
  @ListOf(ApiKeyDto, { description: 'Every key, the oldest first, revoked and expired ones too.' })
  keys!: ApiKeyDto[];
}
