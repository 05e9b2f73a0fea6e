import {
  DATA_TYPES,
  LEDGER_ITEMS,
  TRANSFER_PRECISIONS,
  type DataType,
  type LedgerItemName,
  type TransferPrecisionName,
} from '../core/index.js';
import { ConfidenceDto } from './confidence.dto.js';
import { UsedLinkDto } from './links/link.dto.js';
import { ProfiledLayerDto } from './profiled-layer.dto.js';
import { ValidityDto } from './validity.dto.js';
import { CONSTRAINT_FIELDS, type ConstraintField } from './constraints.dto.js';
import { CoefficientSetSummaryDto } from '../boards/index.js';
import { ListOf } from '../platform/validation/object-fields.js';
import { IntegerField, IntegerListField, NumberField } from '../platform/validation/number-fields.js';
import { ObjectField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';

export class CrossingTensorDto {
  @TextField({
    description: 'Name of the tensor: the layer that makes it, or input.',
    example: 'pool5',
    maxLength: 200,
  })
  name!: string;

  @IntegerListField({
    description: 'Sizes by dimension, the batch first.',
    example: [1, 256, 6, 6],
    minItems: 0,
    maxItems: 8,
    minimum: 1,
    maximum: 2 ** 24,
  })
  shape!: readonly number[];

  @ChoiceField({ description: 'Element type.', example: 'float32', choices: DATA_TYPES })
  dataType!: DataType;

  @IntegerField({ description: 'Size on the link.', unit: 'B', example: 36_864, minimum: 0 })
  bytes!: number;
}

const energy = (description: string, example: number, isOptional = false): PropertyDecorator =>
  NumberField({
    description: `${description} Null where the energy of a tier that has a part in it is not known.`,
    unit: 'J',
    example,
    minimum: 0,
    nullable: true,
    ...(isOptional && { optional: true }),
  });

const latency = (description: string, example: number): PropertyDecorator =>
  NumberField({ description, unit: 'ms', example, minimum: 0 });

/** What crosses a link of a plan. */
export abstract class CrossingDto {
  @TextField({
    description:
      'Last layer before it in the order of the network; null when there is none. Crossing tensors name the cut.',
    example: 'pool5',
    maxLength: 200,
    nullable: true,
  })
  cutAfter!: string | null;

  @ListOf(CrossingTensorDto, {
    description: 'What is sent away from the device, each tensor once; empty when nothing is.',
  })
  crossingTensors!: CrossingTensorDto[];

  @IntegerField({ description: 'Sent away from the device.', unit: 'B', example: 36_864, minimum: 0 })
  bytesUp!: number;

  @IntegerField({ description: 'Sent back towards the device.', unit: 'B', example: 4_000, minimum: 0 })
  bytesDown!: number;
}

/** The second cut of a plan of three tiers: what the edge passes on, or sends on of what it made. */
export class CloudCrossingDto extends CrossingDto {
  @IntegerField({
    description: 'How many layers run on the edge; those behind the cut run in the cloud.',
    example: 6,
    minimum: 0,
  })
  edgeLayers!: number;

  @TextField({
    description: 'Power mode of the cloud; null where it is not one of a board.',
    example: 'default',
    maxLength: 100,
    nullable: true,
  })
  powerMode!: string | null;
}

/** A cut and how its tensors are sent, without its cost. */
export class DivisionDto extends CrossingDto {
  @IntegerField({
    description: 'How many layers run on the device; with two tiers, the others run on the edge.',
    example: 13,
    minimum: 0,
  })
  deviceLayers!: number;

  @ObjectField(CloudCrossingDto, {
    description: 'Where edge and cloud part; only where there is a cloud.',
    optional: true,
  })
  cloud?: CloudCrossingDto;

  @TextField({
    description: 'Power mode of the device; null where it is not one of a board.',
    example: 'MAXN',
    maxLength: 100,
    nullable: true,
  })
  devicePowerMode!: string | null;

  @TextField({
    description: 'Power mode of the edge; null where it is not one of a board.',
    example: 'MaxQ',
    maxLength: 100,
    nullable: true,
  })
  edgePowerMode!: string | null;

  @ChoiceField({
    description: 'What the crossing tensors are sent as.',
    example: 'stored',
    choices: TRANSFER_PRECISIONS,
  })
  transferPrecision!: TransferPrecisionName;

  @TextField({
    description:
      'How the input of the network is sent: the name of an encoding, raw where the request has none; null when it is not sent.',
    example: '8-bit pixels',
    maxLength: 100,
    nullable: true,
  })
  inputEncoding!: string | null;
}

export class CandidateDto extends DivisionDto {
  @latency('From the input to the result.', 8.1)
  latencyMs!: number;

  @latency('Time between two results when inputs follow each other: that of the slowest stage.', 3.1)
  periodMs!: number;

  @energy("The device's share: layers, radio, waiting.", 0.09)
  deviceEnergyJ!: number | null;

  @energy("The edge's share: layers, and its radio where there is a cloud.", 0.02)
  edgeEnergyJ!: number | null;

  @energy("The cloud's share: layers; only where there is a cloud.", 0.05, true)
  cloudEnergyJ?: number | null;

  @energy('All tiers together.', 0.11)
  systemEnergyJ!: number | null;
}

export class LedgerItemDto {
  @ChoiceField({
    description:
      'Where it goes: the layers of each tier, the constant part of an inference of each, encoding and decoding, ' +
      'the transfers, and the idle power of the device from its last layer until the result is there.',
    example: 'uplink',
    choices: LEDGER_ITEMS,
  })
  item!: LedgerItemName;

  @latency('Share of the latency.', 3.1)
  latencyMs!: number;

  @energy('Share of the device energy.', 0.004)
  deviceEnergyJ!: number | null;

  @energy('Share of the edge energy.', 0)
  edgeEnergyJ!: number | null;

  @energy('Share of the cloud energy; only where there is a cloud.', 0, true)
  cloudEnergyJ?: number | null;
}

/** A candidate with its cost item by item. */
export class PricedCandidateDto extends CandidateDto {
  @ListOf(LedgerItemDto, {
    description: 'The cost item by item; the items add up to the totals.',
  })
  ledger!: LedgerItemDto[];
}

export class PlanDto extends PricedCandidateDto {
  @TextListField({
    description:
      'Layers on the device in the order of the network, as POST /plans/evaluate takes them; without those that ' +
      'depend on constants alone.',
    example: ['conv1', 'relu1', 'pool1'],
    repeated: true,
    maxItems: 100_000,
    maxLength: 500,
  })
  deviceLayerNames!: readonly string[];

  @TextListField({
    description: 'Layers on the edge, likewise; only where there is a cloud, which has the others.',
    example: ['conv2', 'relu2'],
    repeated: true,
    maxItems: 100_000,
    maxLength: 500,
    optional: true,
  })
  edgeLayerNames?: readonly string[];
}

/** What becomes of a plan as its cut moves along the network. */
export class PlanProfileDto {
  @ListOf(ProfiledLayerDto, { description: 'The layers of the network, in its order.' })
  layers!: ProfiledLayerDto[];

  @ListOf(PricedCandidateDto, {
    description:
      'The best candidate for the objective at each number of layers on the device, from the fewest to the most, ' +
      'whatever the constraints. Numbers that no cut has are left out.',
  })
  candidates!: PricedCandidateDto[];
}

export class BestPlanDto extends PlanDto {
  @TextField({
    description: 'Why this candidate, in one sentence.',
    example:
      'Lowest latency of 22 candidates: 8.1 ms, against 9.3 ms on the device alone and 12 ms on the edge alone.',
    maxLength: 1000,
  })
  reason!: string;
}

export class BestPlansDto {
  @ObjectField(BestPlanDto, {
    description: 'Lowest latency; null when no plan keeps to the constraints.',
    nullable: true,
  })
  latency!: BestPlanDto | null;

  @ObjectField(BestPlanDto, {
    description: 'Lowest device energy; null when no plan keeps to the constraints or it is not known.',
    nullable: true,
  })
  deviceEnergy!: BestPlanDto | null;

  @ObjectField(BestPlanDto, {
    description: 'Lowest energy of device and edge together; null as for deviceEnergy.',
    nullable: true,
  })
  systemEnergy!: BestPlanDto | null;
}

export class BaselinesDto {
  @ObjectField(PlanDto, { description: 'Every layer on the device; nothing is sent.', repeated: true })
  deviceOnly!: PlanDto;

  @ObjectField(PlanDto, {
    description: 'Every layer on the edge; the input is sent in the first encoding.',
    repeated: true,
  })
  edgeOnly!: PlanDto;

  @ObjectField(PlanDto, {
    description: 'Every layer in the cloud, likewise; only where there is one.',
    repeated: true,
    optional: true,
  })
  cloudOnly?: PlanDto;
}

/** An input of the network that was planned, with every dimension known. */
export class NetworkInputSummaryDto {
  @TextField({ description: 'Name of the tensor.', example: 'input', maxLength: 500 })
  name!: string;

  @IntegerListField({
    description: 'Sizes by dimension, the batch first.',
    example: [1, 3, 224, 224],
    minItems: 0,
    maxItems: 64,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  shape!: readonly number[];

  @ChoiceField({ description: 'Element type.', example: 'float32', choices: DATA_TYPES })
  dataType!: DataType;
}

export class PlannedNetworkDto {
  @TextField({ description: 'Name given in the request.', example: 'alexnet', maxLength: 200 })
  name!: string;

  @TextField({
    description:
      'Identifier: that of the zoo, else the hash of the layers under which POST /networks stores them. POST /splits ' +
      'divides no other network by this plan.',
    example: '0ceb1b6b9d1b0e7b1f2a3c4d5e6f7081',
    maxLength: 100,
  })
  id!: string;

  @TextField({
    description: 'SHA-256 of the model file that the network was imported from; null where there was none.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    maxLength: 64,
    nullable: true,
  })
  modelSha256!: string | null;

  @ListOf(NetworkInputSummaryDto, { description: 'What the network takes, in the sizes of the plan.' })
  inputs!: NetworkInputSummaryDto[];

  @IntegerField({ description: 'Number of layers.', example: 21, minimum: 1 })
  layers!: number;

  @IntegerField({ description: 'Multiply-accumulates of one inference.', example: 714_188_480, minimum: 0 })
  macs!: number;

  @IntegerField({ description: 'Number of weights, biases included.', example: 61_100_840, minimum: 0 })
  weights!: number;
}

/** The board that a tier was computed with. */
export abstract class UsedBoardDto {
  @TextField({
    description: 'Identifier of the board; null where the request says all.',
    example: 'jetson-tx2',
    maxLength: 100,
    nullable: true,
  })
  board!: string | null;

  @IntegerField({
    description:
      'Version of what is said of the board; GET /boards/{id}/versions/{version} shows it for ever. Null without a board.',
    example: 1,
    minimum: 1,
    nullable: true,
  })
  boardVersion!: number | null;
}

export class TierSummaryDto extends UsedBoardDto {
  @NumberField({
    description: 'Power while waiting that was counted; null when it is unknown and nothing was counted.',
    unit: 'W',
    example: 2.5,
    minimum: 0,
    nullable: true,
  })
  idlePowerW!: number | null;

  @ListOf(CoefficientSetSummaryDto, {
    description:
      'The coefficients that figures come from, by power mode that may be chosen; empty where the request has its own.',
  })
  coefficientSets!: CoefficientSetSummaryDto[];

  @IntegerField({
    description: 'Layers whose measured costs took the place of modelled ones.',
    example: 0,
    minimum: 0,
  })
  measuredLayers!: number;
}

/** What a constraint asks, and what there is. */
export class ViolationDto {
  @ChoiceField({
    description: 'Name of the constraint, as in the request.',
    example: 'maxLatencyMs',
    choices: CONSTRAINT_FIELDS,
  })
  name!: ConstraintField;

  @NumberField({
    description: 'What was asked, in the unit of the name; 0 for a condition, which is broken from 1 on.',
    example: 8,
  })
  limit!: number;

  @NumberField({
    description: 'What the plan has; null where it is not known.',
    example: 7.53,
    nullable: true,
  })
  value!: number | null;
}

export class ConstraintReportDto extends ViolationDto {
  @BooleanField({ description: 'Whether the closest plan keeps to it.', example: true })
  isKept!: boolean;

  @NumberField({
    description:
      'The smallest change of the limit that would do if all other constraints stayed: the limit itself when nothing ' +
      'needs to give, null when changing this one alone does not help.',
    example: 8,
    nullable: true,
  })
  neededLimit!: number | null;
}

export class SplittingDto {
  @ObjectField(CandidateDto, {
    description: 'Best way to divide the network; null when none keeps to the constraints.',
    repeated: true,
    nullable: true,
  })
  split!: CandidateDto | null;

  @ObjectField(CandidateDto, {
    description: 'Best way not to divide it; null when none keeps to the constraints.',
    repeated: true,
    nullable: true,
  })
  unsplit!: CandidateDto | null;

  @NumberField({
    description:
      'Share of the objective that dividing saves: 0.2 where it saves a fifth, negative where it loses; null where one of the two is missing.',
    example: 0.19,
    nullable: true,
  })
  margin!: number | null;
}

export class FrontMemberDto extends CandidateDto {
  @IntegerListField({
    description: 'Positions, in candidates=all, of those that are worse by at most 1 % in every figure.',
    example: [14],
    minItems: 0,
    maxItems: 1_000_000,
    minimum: 0,
    maximum: 1_000_000,
  })
  nearTies!: readonly number[];
}

export const WARNING_CODES = [
  'idle-power-unknown',
  'mixed-boundaries',
  'low-quality',
  'extrapolation',
  'radio-not-counted',
  'energy-unknown',
  'other-batch',
  'conversion-not-counted',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export class WarningDto {
  @ChoiceField({ description: 'What kind of caution.', example: 'mixed-boundaries', choices: WARNING_CODES })
  code!: WarningCode;

  @TextField({
    description: 'What to be careful about.',
    example:
      'Device energy is measured at the module, edge energy at the wall: their sum mixes two boundaries.',
    maxLength: 1000,
  })
  message!: string;
}

/** What the figures of an answer rest on. */
export abstract class PricedWithDto {
  @ObjectField(PlannedNetworkDto, { description: 'The network that was divided.', repeated: true })
  network!: PlannedNetworkDto;

  @ObjectField(TierSummaryDto, { description: 'What the device was computed with.', repeated: true })
  device!: TierSummaryDto;

  @ObjectField(TierSummaryDto, { description: 'What the edge was computed with.', repeated: true })
  edge!: TierSummaryDto;

  @ObjectField(TierSummaryDto, {
    description: 'What the cloud was computed with; only where there is one.',
    repeated: true,
    optional: true,
  })
  cloud?: TierSummaryDto;

  @ObjectField(UsedLinkDto, { description: 'The link between device and edge.' })
  link!: UsedLinkDto;

  @ObjectField(UsedLinkDto, {
    description: 'The link between edge and cloud; only where there is a cloud.',
    optional: true,
  })
  backhaul?: UsedLinkDto;

  @ObjectField(UsedLinkDto, {
    description: 'The link between device and cloud; only where the request has one.',
    optional: true,
  })
  directLink?: UsedLinkDto;

  @NumberField({
    description: 'How many times slower the edge was counted than when it serves nobody else.',
    example: 1,
    minimum: 1,
  })
  edgeSlowdown!: number;
}

export class PlanAnswerDto extends PricedWithDto {
  @TextField({
    description: 'Identifier for GET /plans/{id}; only of a plan that was saved.',
    example: '4c0f0d1a2b3c4d5e6f708192a3b4c5d6',
    maxLength: 32,
    optional: true,
  })
  id?: string;

  @ObjectField(PlanDto, {
    description: 'The best plan for the objective that keeps to the constraints; null when there is none.',
    repeated: true,
    nullable: true,
  })
  chosen!: PlanDto | null;

  @ObjectField(PlanDto, {
    description:
      'The chosen plan; where there is none, the one that violates fewest constraints, and those least.',
    repeated: true,
  })
  closest!: PlanDto;

  @TextListField({
    description:
      'The choice in two or three plain sentences: where the network runs and what that takes, what the best other ' +
      'way would take, and where the time goes or what cannot be kept.',
    example: [
      "Running 13 layers on the device, sending 'pool5' (36.9 kB) and the rest on the edge has the lowest latency of 20 candidates: 6.28 ms.",
      'The best without dividing takes 8.66 ms (everything on the edge), so dividing saves 27.6 %.',
      'Of its 6.28 ms, it spends 2.55 ms on the device, 3.63 ms on links, 0.0967 ms on the edge.',
    ],
    minItems: 2,
    maxItems: 3,
    maxLength: 10_000,
  })
  explanation!: string[];

  @ListOf(ConstraintReportDto, { description: 'Each constraint, and what it would have to be.' })
  constraints!: ConstraintReportDto[];

  @ObjectField(SplittingDto, { description: 'What dividing the network gains over not dividing it.' })
  splitting!: SplittingDto;

  @ObjectField(ValidityDto, {
    description: 'Over which values of the link and of the load of the edge the choice holds.',
  })
  validity!: ValidityDto;

  @ObjectField(ConfidenceDto, {
    description: 'How sure the choice is, where it was asked; null where it is not defined.',
    optional: true,
    nullable: true,
  })
  confidence?: ConfidenceDto | null;

  @NumberField({
    description:
      'Accuracy of what comes out, over all exits; null where one is not known. Only where the request has exits.',
    example: 0.74,
    minimum: 0,
    maximum: 1,
    nullable: true,
    optional: true,
  })
  expectedAccuracy?: number | null;

  @IntegerField({ description: 'How many candidates were evaluated.', example: 20, minimum: 2 })
  candidateCount!: number;

  @BooleanField({
    description:
      'Whether every candidate was looked at. Where not, the best for every objective but throughput is exact all the ' +
      'same where nothing constrains it and nobody leaves early, by minimum cut; with three tiers, but for the ' +
      'energy-delay product too.',
    example: true,
  })
  allCutsListed!: boolean;

  @ObjectField(BestPlansDto, { description: 'The best plan for each objective; often the same one.' })
  best!: BestPlansDto;

  @ObjectField(BaselinesDto, { description: 'The two ways of not dividing the network.' })
  baselines!: BaselinesDto;

  @ListOf(WarningDto, { description: 'What to know before trusting the figures.', repeated: true })
  warnings!: readonly WarningDto[];

  @ListOf(FrontMemberDto, {
    description:
      'The candidates that no other is better than in latency, device energy and system energy, by latency. ' +
      'Left out with candidates=none.',
    optional: true,
  })
  front?: FrontMemberDto[];

  @ListOf(CandidateDto, {
    description:
      'Every candidate in the order of the cuts, from none to all layers on the device. Only with candidates=all.',
    optional: true,
  })
  candidates?: CandidateDto[];

  @ObjectField(PlanProfileDto, {
    description: 'What becomes of the plan as the cut moves along the network. Only with profile=true.',
    optional: true,
  })
  profile?: PlanProfileDto;
}
