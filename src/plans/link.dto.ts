import { NumberField } from '../platform/validation/number-fields.js';
import { ObjectField } from '../platform/validation/object-fields.js';

export class ChannelDto {
  @NumberField({
    description: 'Rate in this direction, in decimal megabits.',
    unit: 'Mbit/s',
    example: 100,
    above: 0,
    maximum: 1_000_000,
  })
  rateMbps!: number;

  @NumberField({
    description: "Power of the device's radio at rate zero, while it transfers. Left out: not counted.",
    unit: 'mW',
    example: 0,
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
  })
  radioBaseMw: number = 0;

  @NumberField({
    description:
      "Power that the device's radio draws for each Mbit/s, which is its energy for each bit in nJ. Left out: not counted.",
    unit: 'mW/(Mbit/s)',
    example: 9.422,
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
  })
  radioSlopeMwPerMbps: number = 0;
}

export class LinkDto {
  @ObjectField(ChannelDto, { description: 'From the device to the edge.' })
  uplink!: ChannelDto;

  @ObjectField(ChannelDto, {
    description: 'From the edge to the device. Left out: the same as the uplink.',
    optional: true,
  })
  downlink?: ChannelDto;

  @NumberField({
    description: 'Round-trip time; each transfer takes a share of it on top of its bits.',
    unit: 'ms',
    example: 2,
    minimum: 0,
    maximum: 3_600_000,
  })
  roundTripMs!: number;

  @NumberField({
    description:
      'How much of the round-trip time each transfer takes: a half is one way, 1 where each is acknowledged.',
    example: 0.5,
    minimum: 0,
    maximum: 10,
    default: 0.5,
  })
  roundTripShare: number = 0.5;
}
