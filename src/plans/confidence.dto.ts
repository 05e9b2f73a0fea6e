import { IntegerField, NumberField, NumberListField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { TextField } from '../platform/validation/text-fields.js';

export class ConfidenceRequestDto {
  @IntegerField({
    description: 'Seed of the draws; the same seed gives the same answer.',
    example: 1,
    minimum: 0,
    maximum: 2 ** 32 - 1,
    default: 1,
  })
  seed: number = 1;

  @IntegerField({
    description: 'Number of draws.',
    example: 1000,
    minimum: 100,
    maximum: 10_000,
    default: 1000,
  })
  draws: number = 1000;

  @NumberField({
    description:
      'Rate of the uplink that is not reached one time in ten. Left out with its counterpart: the rate is certain.',
    unit: 'Mbit/s',
    example: 120,
    minimum: 0.000_001,
    maximum: 1_000_000,
    optional: true,
  })
  uplinkRateP10Mbps?: number;

  @NumberField({
    description: 'Rate of the uplink that is exceeded one time in ten.',
    unit: 'Mbit/s',
    example: 260,
    minimum: 0.000_001,
    maximum: 1_000_000,
    optional: true,
  })
  uplinkRateP90Mbps?: number;

  @NumberListField({
    description:
      'Rates of the uplink that were measured [Mbit/s], in the place of the two quantiles; each is as likely as any other.',
    example: [140, 180, 210, 250],
    minItems: 2,
    maxItems: 10_000,
    minimum: 0.000_001,
    maximum: 1_000_000,
    optional: true,
  })
  uplinkRateSamplesMbps?: number[];
}

export class IntervalDto {
  @NumberField({
    description: 'Undercut in 5 of 100 draws, in the unit of the field that holds it.',
    example: 7.1,
    minimum: 0,
  })
  p5!: number;

  @NumberField({ description: 'Undercut in half of the draws.', example: 7.7, minimum: 0 })
  p50!: number;

  @NumberField({ description: 'Undercut in 95 of 100 draws.', example: 8.6, minimum: 0 })
  p95!: number;
}

export class ContenderDto {
  @IntegerField({ description: 'Position of the candidate in candidates=all.', example: 13, minimum: 0 })
  candidate!: number;

  @IntegerField({ description: 'How many layers it runs on the device.', example: 13, minimum: 0 })
  deviceLayers!: number;

  @TextField({
    description: 'Last layer on the device in the order of the network; null when there is none.',
    example: 'pool5',
    maxLength: 500,
    nullable: true,
  })
  cutAfter!: string | null;

  @ObjectField(IntervalDto, { description: 'Latency [ms].' })
  latencyMs!: IntervalDto;

  @ObjectField(IntervalDto, { description: 'Device energy [J]; null where it is not known.', nullable: true })
  deviceEnergyJ!: IntervalDto | null;

  @ObjectField(IntervalDto, { description: 'System energy [J]; null where it is not known.', nullable: true })
  systemEnergyJ!: IntervalDto | null;

  @NumberField({
    description: 'Share of the draws in which it is the best of the contenders.',
    example: 0.92,
    minimum: 0,
    maximum: 1,
  })
  probabilityBest!: number;

  @NumberField({
    description:
      'What choosing it costs on average over the best of each draw, as a share of its median objective.',
    example: 0.01,
    minimum: 0,
  })
  expectedRegret!: number;
}

/** How sure the choice is, given the uncertainty of the coefficients, of what the models miss, and of the rate. */
export class ConfidenceDto {
  @ListOf(ContenderDto, {
    description: 'The best candidates by their expected figures: the chosen one, the runner-up and so on.',
  })
  contenders!: ContenderDto[];

  @ObjectField(ContenderDto, {
    description:
      'The robust choice: the contender with the lowest p95 of the objective, among more than are listed.',
  })
  robust!: ContenderDto;
}
