import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { TextField } from '../platform/validation/text-fields.js';

/** The best plan for the objective between two values of a parameter, both ends included. */
export class ValidityRangeDto {
  @NumberField({
    description: 'From this value of the parameter on, in the unit of the table.',
    example: 97.9,
    minimum: 0,
  })
  from!: number;

  @NumberField({
    description: 'Up to this value; null where there is no end.',
    example: 389.4,
    minimum: 0,
    nullable: true,
  })
  to!: number | null;

  @IntegerField({
    description:
      'Position of the best candidate in candidates=all; null where none keeps to the constraints.',
    example: 13,
    minimum: 0,
    nullable: true,
  })
  candidate!: number | null;

  @IntegerField({
    description: 'How many layers it runs on the device; null as for candidate.',
    example: 13,
    minimum: 0,
    nullable: true,
  })
  deviceLayers!: number | null;

  @TextField({
    description: 'Last layer on the device in the order of the network; null when there is none.',
    example: 'pool5',
    maxLength: 500,
    nullable: true,
  })
  cutAfter!: string | null;
}

/** One parameter from end to end, all else as in the request. */
export class SwitchOversDto {
  @ObjectField(ValidityRangeDto, { description: 'The range that the request itself lies in.' })
  current!: ValidityRangeDto;

  @ListOf(ValidityRangeDto, { description: 'Every range in ascending order, without gaps.' })
  ranges!: ValidityRangeDto[];
}

/** Over which values the chosen plan stays the best one; null for objectives that are no sums of costs. */
export class ValidityDto {
  @ObjectField(SwitchOversDto, { description: 'Rate of the uplink [Mbit/s].', nullable: true })
  uplinkRateMbps!: SwitchOversDto | null;

  @ObjectField(SwitchOversDto, { description: 'Round-trip time [ms].', nullable: true })
  roundTripMs!: SwitchOversDto | null;

  @ObjectField(SwitchOversDto, {
    description: 'How many times slower the edge is than when it serves nobody else.',
    nullable: true,
  })
  edgeSlowdown!: SwitchOversDto | null;
}
