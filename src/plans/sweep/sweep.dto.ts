import {
  IntegerField,
  NumberField,
  NumberListField,
  NumberTableField,
} from '../../platform/validation/number-fields.js';
import { LIMITS_IN_FORCE } from '../../platform/limits/limits.js';
import { ListOf, ObjectField, ObjectListField } from '../../platform/validation/object-fields.js';
import { ChoiceField, ChoiceListField } from '../../platform/validation/text-fields.js';
import { DivisionDto, PricedWithDto, WarningDto } from '../plan-answer.dto.js';
import { ChoiceRequestDto } from '../plan-request.dto.js';

/** Points of a sweep, over all its parameters together. */
export const { sweepPointLimit: MAX_POINTS } = LIMITS_IN_FORCE;

/** What can be swept over; each takes the place of what the request says of the link, of edgeLoad or of the batch. */
export const SWEEP_PARAMETERS = ['uplinkRateMbps', 'roundTripMs', 'edgeSlowdown', 'batch'] as const;
export type SweepParameterName = (typeof SWEEP_PARAMETERS)[number];

const SCALES = ['linear', 'log'] as const;

/** No value of a parameter is beyond. */
const MAX_VALUE = 3_600_000;

export class SweepRangeDto {
  @NumberField({ description: 'First value.', example: 10, minimum: 0, maximum: MAX_VALUE })
  from!: number;

  @NumberField({
    description: 'Last value; not below the first.',
    example: 1000,
    minimum: 0,
    maximum: MAX_VALUE,
  })
  to!: number;

  @IntegerField({
    description: 'Number of values, both ends included.',
    example: 21,
    minimum: 2,
    maximum: MAX_POINTS,
  })
  points!: number;

  @ChoiceField({
    description: 'Whether neighbours have the same distance, or the same ratio.',
    example: 'log',
    choices: SCALES,
    default: 'linear',
  })
  scale: (typeof SCALES)[number] = 'linear';
}

export class SweepParameterDto {
  @ChoiceField({
    description: 'What is varied; its unit is in its name.',
    example: 'uplinkRateMbps',
    choices: SWEEP_PARAMETERS,
  })
  name!: SweepParameterName;

  @NumberListField({
    description: 'Its values, in the order of the table. Left out: range says them.',
    example: [10, 50, 200],
    minItems: 1,
    maxItems: MAX_POINTS,
    minimum: 0,
    maximum: MAX_VALUE,
    optional: true,
  })
  values?: number[];

  @ObjectField(SweepRangeDto, {
    description: 'Its values by their ends, in the place of values.',
    optional: true,
  })
  range?: SweepRangeDto;
}

export class SweepRequestDto extends ChoiceRequestDto {
  @ObjectListField(SweepParameterDto, {
    description: 'One parameter, or two whose values are all combined; the last one varies fastest.',
    minItems: 1,
    maxItems: 2,
  })
  parameters!: SweepParameterDto[];
}

/** What a row holds behind the values of the parameters. */
export const FIGURE_COLUMNS = ['candidate', 'latencyMs', 'deviceEnergyJ', 'systemEnergyJ'] as const;

export class SweepAnswerDto extends PricedWithDto {
  @ChoiceListField({
    description:
      'What each column of the rows holds: the parameters, the chosen candidate by its position in candidates, ' +
      'and what it takes.',
    example: ['uplinkRateMbps', ...FIGURE_COLUMNS],
    choices: [...SWEEP_PARAMETERS, ...FIGURE_COLUMNS],
    minItems: 5,
    maxItems: 6,
  })
  columns!: string[];

  @NumberTableField({
    description:
      'A row a point. Candidate and figures are null where no candidate keeps to the constraints, an energy also ' +
      'where it is not known.',
    example: [[200, 0, 7.7, 0.128, 0.146]],
  })
  rows!: (number | null)[][];

  @ListOf(DivisionDto, {
    description:
      'Each candidate that is chosen somewhere, by batch where that is swept, in the order of the cuts.',
  })
  candidates!: DivisionDto[];

  @ListOf(WarningDto, { description: 'What to know before trusting the figures.' })
  warnings!: WarningDto[];
}
