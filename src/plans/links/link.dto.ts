import { IntegerField, NumberField } from '../../platform/validation/number-fields.js';
import { ObjectField } from '../../platform/validation/object-fields.js';
import { TextField } from '../../platform/validation/text-fields.js';

const RATE = { unit: 'Mbit/s', example: 100, minimum: 0.000_001, maximum: 1_000_000 } as const;
const POWER = { minimum: 0, maximum: 1_000_000 } as const;

export class ChannelDto {
  @NumberField({
    ...RATE,
    description: 'Rate in this direction, in decimal megabits. Left out: that of the profile.',
    optional: true,
  })
  rateMbps?: number;

  @NumberField({
    ...POWER,
    description:
      "Power of the device's radio at rate zero, while it transfers. Left out: that of the profile, or not counted.",
    unit: 'mW',
    example: 0,
    optional: true,
  })
  radioBaseMw?: number;

  @NumberField({
    ...POWER,
    description:
      "Power that the device's radio draws for each Mbit/s, which is its energy for each bit in nJ. Left out: that " +
      'of the profile, or not counted.',
    unit: 'mW/(Mbit/s)',
    example: 9.422,
    optional: true,
  })
  radioSlopeMwPerMbps?: number;
}

/** A link in full, or a link profile with what is to be otherwise. */
export class LinkDto {
  @TextField({
    description: 'Identifier of a link profile, as in GET /links. Left out: all is said here.',
    example: 'wifi-802.11n',
    maxLength: 100,
    optional: true,
  })
  profile?: string;

  @ObjectField(ChannelDto, {
    description: 'Away from the device. Left out: that of the profile.',
    optional: true,
  })
  uplink?: ChannelDto;

  @ObjectField(ChannelDto, {
    description: 'Towards the device. Left out: that of the profile, or the same as the uplink.',
    optional: true,
  })
  downlink?: ChannelDto;

  @NumberField({
    description:
      'Round-trip time; each transfer takes a share of it on top of its bits. Left out: that of the profile.',
    unit: 'ms',
    example: 2,
    minimum: 0,
    maximum: 3_600_000,
    optional: true,
  })
  roundTripMs?: number;

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

/** One direction of a link as plans were computed with it. */
export class UsedChannelDto {
  @NumberField({ ...RATE, description: 'Rate.' })
  rateMbps!: number;

  @NumberField({
    ...POWER,
    description: 'Power of the radio at rate zero that was counted.',
    unit: 'mW',
    example: 0,
  })
  radioBaseMw!: number;

  @NumberField({
    ...POWER,
    description: 'Power of the radio for each Mbit/s that was counted.',
    unit: 'mW/(Mbit/s)',
    example: 9.422,
  })
  radioSlopeMwPerMbps!: number;
}

/** A link as plans were computed with it, whatever of it a profile said. */
export class UsedLinkDto {
  @TextField({
    description: 'Identifier of the profile; null where the request says all.',
    example: 'wifi-802.11n',
    maxLength: 100,
    nullable: true,
  })
  profile!: string | null;

  @IntegerField({
    description:
      'Version of the profile; GET /links/{id}/versions/{version} shows it for ever. Null without a profile.',
    example: 1,
    minimum: 1,
    nullable: true,
  })
  profileVersion!: number | null;

  @ObjectField(UsedChannelDto, { description: 'Away from the device.' })
  uplink!: UsedChannelDto;

  @ObjectField(UsedChannelDto, { description: 'Towards the device.' })
  downlink!: UsedChannelDto;

  @NumberField({ description: 'Round-trip time.', unit: 'ms', example: 2, minimum: 0 })
  roundTripMs!: number;

  @NumberField({
    description: 'How much of the round-trip time each transfer takes.',
    example: 0.5,
    minimum: 0,
  })
  roundTripShare!: number;
}
