import { ChoiceRequestDto, SweepParameterDto } from '../plans/index.js';
import { IntegerField } from '../platform/validation/number-fields.js';
import { ObjectListField } from '../platform/validation/object-fields.js';
import { TextField } from '../platform/validation/text-fields.js';

/** The request of a plan, and over what the map goes. */
export class DecisionMapRequestDto extends ChoiceRequestDto {
  @ObjectListField(SweepParameterDto, {
    description:
      'uplinkRateMbps and edgeSlowdown, each with its values. Left out: rates up to twenty times lower and higher ' +
      'than that of the request, and slowdowns from 1 to 100.',
    minItems: 2,
    maxItems: 2,
    optional: true,
  })
  parameters?: SweepParameterDto[];
}

/** A coefficient set of a board. */
export class FitRequestDto {
  @TextField({ description: 'Identifier of the board.', example: 'jetson-tx2', maxLength: 100 })
  board!: string;

  @IntegerField({
    description: 'Version of its coefficient set.',
    example: 1,
    minimum: 1,
    maximum: 2 ** 31 - 1,
  })
  version!: number;
}
