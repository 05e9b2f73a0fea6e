import { ObjectField } from '../../platform/validation/object-fields.js';
import { partialOf } from '../../platform/validation/partial-of.js';
import { ChoiceField, TextField } from '../../platform/validation/text-fields.js';
import { PlanRequestDto } from '../plan-request.dto.js';

/** What the lines of a batch have in common: as much of a request as all of them share. */
export class BatchDefaultsDto extends partialOf(PlanRequestDto) {}

/** A first line that holds for all others. */
export class BatchDefaultsLineDto {
  @ObjectField(BatchDefaultsDto, {
    description:
      'What every line asks that does not say otherwise; a line changes it as a JSON merge patch (RFC 7396): objects ' +
      'are merged field by field, anything else takes the place of what stood there, and null takes it away.',
  })
  defaults!: BatchDefaultsDto;
}

/** A plan to find: a request of POST /plans, or what is otherwise than in the defaults. */
export class BatchLineDto extends partialOf(PlanRequestDto) {
  @TextField({
    description: 'How the answer calls it; of no other line.',
    example: 'camera-17',
    maxLength: 200,
  })
  id!: string;
}

export const BATCH_DETAILS = ['compact', 'full'] as const;
export type BatchDetail = (typeof BATCH_DETAILS)[number];

export class BatchQueryDto {
  @ChoiceField({
    description: 'Whether each plan is answered in short, or as POST /plans answers it (some 30 kB a line).',
    example: 'compact',
    choices: BATCH_DETAILS,
    default: 'compact',
  })
  detail: BatchDetail = 'compact';
}
