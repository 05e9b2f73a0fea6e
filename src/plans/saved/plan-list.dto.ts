import { Type } from 'class-transformer';
import { IntegerField } from '../../platform/validation/number-fields.js';
import { ListOf } from '../../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../../platform/validation/text-fields.js';
import { OBJECTIVE_CHOICES } from '../plan-request.dto.js';

export class PlanListQueryDto {
  @TextField({
    description: 'Where the page before said that the next one begins.',
    maxLength: 1000,
    optional: true,
  })
  after?: string;

  @Type(() => Number)
  @IntegerField({
    description: 'Most plans on a page.',
    example: 50,
    minimum: 1,
    maximum: 200,
    default: 50,
  })
  limit: number = 50;
}

export class SavedPlanSummaryDto {
  @TextField({ description: 'Identifier.', example: '4c0f0d1a2b3c4d5e6f708192a3b4c5d6', maxLength: 32 })
  id!: string;

  @TextField({ description: 'When it was saved.', example: '2026-01-31T12:00:00.000Z', maxLength: 24 })
  createdAt!: string;

  @TextField({ description: 'Name of the network.', example: 'alexnet', maxLength: 200 })
  network!: string;

  @TextField({
    description: 'Identifier of the board; null where the request says all.',
    example: 'jetson-tx2',
    maxLength: 100,
    nullable: true,
  })
  device!: string | null;

  @TextField({
    description: 'Identifier of the board; null where the request says all.',
    example: 'jetson-xavier-nx',
    maxLength: 100,
    nullable: true,
  })
  edge!: string | null;

  @ChoiceField({ description: 'What it is best in.', example: 'latency', choices: OBJECTIVE_CHOICES })
  objective!: string;
}

export class PlanPageDto {
  @ListOf(SavedPlanSummaryDto, { description: 'Saved plans, the newest first.' })
  plans!: SavedPlanSummaryDto[];

  @TextField({
    description: 'Give it as after= for the next page; null on the last.',
    example: 'WyIyMDI2LTAxLTMxVDEyOjAwOjAwLjAwMFoiLCI0YzBmMGQxYSJd',
    maxLength: 1000,
    nullable: true,
  })
  next!: string | null;
}
