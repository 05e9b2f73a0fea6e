import { CoefficientSetSummaryDto } from '../boards/index.js';
import { EstimateWarningDto, FiguresDto, NetworkTotalsDto } from '../estimates/index.js';
import { NetworkDto } from '../networks/index.js';
import { IntegerField, NumberField, NumberTableField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../platform/validation/text-fields.js';
import { FIXED_CODES, type FixedCode } from './fixed-reasons.js';

const figure = (description: string, unit: 'J' | 'ms', example: number): PropertyDecorator =>
  NumberField({
    description: `${description} Null where ${unit === 'J' ? 'energy' : 'latency'} is not known.`,
    unit,
    example,
    nullable: true,
  });

export class PrunedConvolutionDto {
  @TextField({ description: 'Name of the convolution.', example: 'layer1.0.1.conv', maxLength: 500 })
  name!: string;

  @IntegerField({
    description: 'Kernels that it loses with one channel of the group.',
    example: 1,
    minimum: 1,
  })
  kernelsPerChannel!: number;
}

export class EnergyPieceDto {
  @IntegerField({ description: 'More channels.', example: 64, minimum: 1 })
  from!: number;

  @IntegerField({ description: 'Fewer channels.', example: 1, minimum: 1 })
  to!: number;

  @NumberField({ description: 'Energy that each channel between them costs.', unit: 'J', example: 0.00021 })
  perChannelJ!: number;
}

export class LatencyPieceDto {
  @IntegerField({ description: 'More channels.', example: 64, minimum: 1 })
  from!: number;

  @IntegerField({ description: 'Fewer channels.', example: 1, minimum: 1 })
  to!: number;

  @NumberField({ description: 'Latency that each channel between them costs.', unit: 'ms', example: 0.12 })
  perChannelMs!: number;
}

/** Channels that are alike, each with all that is tied to it. */
export class ChannelGroupDto {
  @IntegerField({
    description: 'How many channels it has: so many steps of one kernel in each convolution.',
    example: 64,
    minimum: 1,
  })
  channels!: number;

  @ListOf(PrunedConvolutionDto, {
    description:
      'Convolutions that lose kernels together, because additions, depthwise or grouped convolutions tie them.',
  })
  convolutions!: PrunedConvolutionDto[];

  @figure('What taking the first channel saves, in all layers that it reaches.', 'J', 0.00021)
  firstChannelJ!: number | null;

  @figure('What taking the first channel saves, in all layers that it reaches.', 'ms', 0.12)
  firstChannelMs!: number | null;

  @NumberTableField({
    description:
      'The network with fewer channels of this group, all else as it is: rows of channels that stay, energy [J] and ' +
      'latency [ms]; evenly spaced where there are more than 65.',
    example: [
      [64, 0.23, 146.6],
      [63, 0.2298, 146.4],
    ],
  })
  curve!: (number | null)[][];

  @ListOf(EnergyPieceDto, {
    description:
      'The curve of the energy as straight pieces, to within 1 % of its range: where one ends, the slope changes.',
  })
  energyPieces!: EnergyPieceDto[];

  @ListOf(LatencyPieceDto, { description: 'The same of the latency.' })
  latencyPieces!: LatencyPieceDto[];
}

export class FixedConvolutionDto {
  @TextField({ description: 'Name of the convolution.', example: 'head.conv', maxLength: 500 })
  name!: string;

  @ChoiceField({
    description: 'Why some or all of its kernels cannot go.',
    example: 'network-result',
    choices: FIXED_CODES,
  })
  code!: FixedCode;

  @TextField({ description: 'Layer or tensor that holds them.', example: 'head.conv', maxLength: 500 })
  at!: string;

  @TextField({
    description: 'The same in words.',
    example: "They are a result of the network ('head.conv').",
    maxLength: 1000,
  })
  reason!: string;
}

export class PruningStepDto {
  @IntegerField({ description: 'Position of the group in groups.', example: 0, minimum: 0 })
  group!: number;

  @IntegerField({ description: 'Channels of the group before.', example: 64, minimum: 1 })
  from!: number;

  @IntegerField({ description: 'Channels of the group afterwards.', example: 60, minimum: 1 })
  to!: number;

  @figure('Energy of the network afterwards.', 'J', 0.22)
  energyJ!: number | null;

  @figure('Latency of the network afterwards.', 'ms', 140)
  latencyMs!: number | null;
}

export class PrunedNetworkDto extends FiguresDto {
  @ObjectField(NetworkTotalsDto, { description: 'What it computes and weighs.' })
  totals!: NetworkTotalsDto;

  @ObjectField(NetworkDto, { description: 'The network, as POST /networks takes it.' })
  network!: object;

  @ListOf(EstimateWarningDto, { description: 'What to know before trusting its figures.' })
  warnings!: EstimateWarningDto[];
}

export class ScheduleDto {
  @BooleanField({
    description: 'Whether the budget is kept to after the last step; not where too little may go.',
    example: true,
  })
  reachesBudget!: boolean;

  @ListOf(PruningStepDto, { description: 'Each takes from the group that then saves most.' })
  steps!: PruningStepDto[];

  @ObjectField(PrunedNetworkDto, { description: 'The network after the last step.' })
  pruned!: PrunedNetworkDto;
}

export class PruningAnswerDto {
  @TextField({
    description: 'What the advice knows nothing about.',
    example: 'Nothing here knows what taking kernels away does to accuracy.',
    maxLength: 1000,
  })
  notice!: string;

  @ObjectField(CoefficientSetSummaryDto, { description: 'What every figure comes from.' })
  board!: CoefficientSetSummaryDto;

  @ObjectField(NetworkTotalsDto, { description: 'The network as it is.' })
  network!: NetworkTotalsDto;

  @ObjectField(FiguresDto, { description: 'What it costs as it is.' })
  figures!: FiguresDto;

  @ListOf(ChannelGroupDto, { description: 'Channels that can go, in the order in which they arise.' })
  groups!: ChannelGroupDto[];

  @ListOf(FixedConvolutionDto, { description: 'Convolutions with kernels that cannot go, and why.' })
  fixed!: FixedConvolutionDto[];

  @ObjectField(ScheduleDto, {
    description: 'Steps to the budget; null when the request has none.',
    nullable: true,
  })
  schedule!: ScheduleDto | null;

  @ListOf(EstimateWarningDto, { description: 'What to know before trusting the figures.' })
  warnings!: EstimateWarningDto[];
}
