import { Type } from 'class-transformer';
import { IntegerField } from '../platform/validation/number-fields.js';
import { TextField } from '../platform/validation/text-fields.js';

export class CutListQueryDto {
  @Type(() => Number)
  @IntegerField({
    description: 'First cut of the page.',
    example: 0,
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
  })
  from: number = 0;

  @Type(() => Number)
  @IntegerField({
    description: 'Most cuts on a page.',
    example: 1000,
    minimum: 1,
    maximum: 10_000,
    default: 1000,
  })
  limit: number = 1000;
}

export class NetworkListQueryDto {
  @TextField({
    description: 'Part of the name or of the identifier, in any case.',
    maxLength: 200,
    optional: true,
  })
  search?: string;

  @TextField({
    description: 'Where the page before said that the next one begins.',
    maxLength: 1000,
    optional: true,
  })
  after?: string;

  @Type(() => Number)
  @IntegerField({
    description: 'Most networks on a page.',
    example: 50,
    minimum: 1,
    maximum: 200,
    default: 50,
  })
  limit: number = 50;
}
