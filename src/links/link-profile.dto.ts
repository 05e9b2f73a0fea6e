import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { TextField } from '../platform/validation/text-fields.js';

/** Identifiers of links; anything else is not worth a question to the database. */
export const LINK_ID = /^[a-z0-9][a-z0-9.-]{0,99}$/;

const MAX_RATE_MBPS = 1_000_000;
const MAX_POWER_MW = 1_000_000;

export class RateRangeDto {
  @NumberField({ description: 'Least.', unit: 'Mbit/s', example: 1, minimum: 0, maximum: MAX_RATE_MBPS })
  minMbps!: number;

  @NumberField({ description: 'Greatest.', unit: 'Mbit/s', example: 190, above: 0, maximum: MAX_RATE_MBPS })
  maxMbps!: number;
}

export class ChannelProfileDto {
  @NumberField({
    description: 'Rate in decimal megabits; null or left out when the request for a plan has to say it.',
    unit: 'Mbit/s',
    example: 100,
    minimum: 0.000_001,
    maximum: MAX_RATE_MBPS,
    nullable: true,
    optional: true,
  })
  rateMbps?: number | null;

  @NumberField({
    description:
      "Power of the device's radio at rate zero, while it transfers; null or left out when unknown. A figure of a " +
      'whole phone is not one of its radio.',
    unit: 'mW',
    example: 800,
    minimum: 0,
    maximum: MAX_POWER_MW,
    nullable: true,
    optional: true,
  })
  radioBaseMw?: number | null;

  @NumberField({
    description: "Power that the device's radio draws for each Mbit/s: its energy for each bit in nJ.",
    unit: 'mW/(Mbit/s)',
    example: 9.422,
    minimum: 0,
    maximum: MAX_POWER_MW,
  })
  radioSlopeMwPerMbps!: number;

  @ObjectField(RateRangeDto, {
    description: 'Rates at which the radio power was measured; null or left out when unknown.',
    nullable: true,
    optional: true,
  })
  measuredMbps?: RateRangeDto | null;

  @TextField({
    description: 'Where the figures come from, and what is missing from them.',
    example: 'SIGCOMM21-5G/artifact@35aaf28 (Narayanan et al. 2021), Monsoon monitor',
    maxLength: 1000,
  })
  source!: string;
}

/** What an administrator says of a link. */
export class LinkProfileBodyDto {
  @TextField({ description: 'Name.', example: '5G mmWave', maxLength: 200 })
  name!: string;

  @ObjectField(ChannelProfileDto, { description: 'From the device to the edge.' })
  uplink!: ChannelProfileDto;

  @ObjectField(ChannelProfileDto, { description: 'From the edge to the device.' })
  downlink!: ChannelProfileDto;

  @NumberField({
    description: 'Round-trip time; null or left out when the request for a plan has to say it.',
    unit: 'ms',
    example: 12,
    minimum: 0,
    maximum: 3_600_000,
    nullable: true,
    optional: true,
  })
  roundTripMs?: number | null;
}

export class NewLinkProfileDto extends LinkProfileBodyDto {
  @TextField({
    description: 'Identifier; it never changes.',
    example: 'office-wifi',
    maxLength: 100,
    pattern: LINK_ID,
  })
  id!: string;
}

export class LinkVersionDto extends LinkProfileBodyDto {
  @TextField({ description: 'Identifier.', example: '5g-mmwave', maxLength: 100 })
  id!: string;

  @IntegerField({
    description: 'Counts what was said of the link; a version never changes.',
    example: 1,
    minimum: 1,
  })
  version!: number;

  @TextField({
    description: 'When this version was written.',
    example: '2026-11-24T08:00:00.000Z',
    maxLength: 24,
  })
  createdAt!: string;
}

export class LinkVersionListDto {
  @ListOf(LinkVersionDto, { description: 'Every version, the first one first.' })
  versions!: LinkVersionDto[];
}

export class LinkProfileDto extends LinkVersionDto {
  @TextField({ description: 'When it last changed.', example: '2026-11-24T08:00:00.000Z', maxLength: 24 })
  updatedAt!: string;
}

export class LinkProfileListDto {
  @ListOf(LinkProfileDto, { description: 'Every link profile, by identifier.' })
  links!: LinkProfileDto[];
}
