import { CoefficientSetSummaryDto, SET_WARNING_CODES } from '../boards/index.js';
import {
  LAYER_CLASSES,
  LAYER_KINDS,
  LAYER_PARTS,
  NETWORK_PARTS,
  type LayerClass,
  type LayerKind,
  type LayerPart,
  type NetworkPart,
} from '../core/index.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';

const energy = (description: string, example: number): PropertyDecorator =>
  NumberField({
    description: `${description} Null where energy is not known.`,
    unit: 'J',
    example,
    minimum: 0,
    nullable: true,
  });
const latency = (description: string, example: number): PropertyDecorator =>
  NumberField({
    description: `${description} Null where latency is not known.`,
    unit: 'ms',
    example,
    minimum: 0,
    nullable: true,
  });
const share = (description: string, example: number): PropertyDecorator =>
  NumberField({ description, example, minimum: 0, maximum: 1, nullable: true });

/** The end of an interval, which a layer that costs nothing and coefficients that were entered do not have. */
const layerEnd = (cost: typeof energy, description: string, example: number): PropertyDecorator =>
  cost(
    `${description} Also null without an interval: for a layer that costs nothing, or entered coefficients.`,
    example,
  );

/** Energy and latency of one inference, and how sure they are. */
export class FiguresDto {
  @energy('Energy of one inference.', 0.128)
  energyJ!: number | null;

  @energy('Undercut in 5 of 100 cases, given the error of the coefficients.', 0.119)
  energyP5J!: number | null;

  @energy('Undercut in 95 of 100 cases.', 0.137)
  energyP95J!: number | null;

  @latency('Latency of one inference.', 9.07)
  latencyMs!: number | null;

  @latency('Undercut in 5 of 100 cases.', 8.6)
  latencyP5Ms!: number | null;

  @latency('Undercut in 95 of 100 cases.', 9.6)
  latencyP95Ms!: number | null;
}

export class LayerPartDto {
  @ChoiceField({
    description: 'Which part of the model: the slope of the MACs, or a term beside it.',
    example: 'slope',
    choices: LAYER_PARTS,
  })
  part!: LayerPart;

  @energy('Its energy.', 0.0004)
  energyJ!: number | null;

  @latency('Its latency.', 0.02)
  latencyMs!: number | null;
}

export class LayerEstimateDto {
  @TextField({ description: 'Name of the layer.', example: 'conv1', maxLength: 500 })
  name!: string;

  @ChoiceField({ description: 'Kind of the layer.', example: 'convolution', choices: LAYER_KINDS })
  kind!: LayerKind;

  @ChoiceField({
    description: 'As what it is costed; null for a layer that costs nothing.',
    example: 'convolution',
    choices: LAYER_CLASSES,
    nullable: true,
  })
  layerClass!: LayerClass | null;

  @TextField({
    description: 'The layer inside which the runtime computes it; null for a layer that runs by itself.',
    example: 'conv1',
    maxLength: 500,
    nullable: true,
  })
  fusedInto!: string | null;

  @IntegerField({ description: 'Multiply-accumulates.', example: 70_276_800, minimum: 0 })
  macs!: number;

  @IntegerField({
    description: 'Kernels at which its slope is taken; null without MACs.',
    example: 64,
    minimum: 1,
    nullable: true,
  })
  kernels!: number | null;

  @NumberField({
    description: 'Energy of one of its MACs by the slope at its kernels; null without MACs or energy.',
    unit: 'J',
    example: 4.2e-11,
    minimum: 0,
    nullable: true,
  })
  slopePerMacJ!: number | null;

  @NumberField({
    description: 'Latency of one of its MACs by the slope at its kernels; null without MACs or latency.',
    unit: 'ms',
    example: 2.3e-9,
    minimum: 0,
    nullable: true,
  })
  slopePerMacMs!: number | null;

  @energy('Its energy: the sum of its parts.', 0.0045)
  energyJ!: number | null;

  @layerEnd(energy, 'Undercut in 5 of 100 cases, given the error of the coefficients.', 0.0041)
  energyP5J!: number | null;

  @layerEnd(energy, 'Undercut in 95 of 100 cases.', 0.0049)
  energyP95J!: number | null;

  @latency('Its latency: the sum of its parts.', 0.21)
  latencyMs!: number | null;

  @layerEnd(latency, 'Undercut in 5 of 100 cases.', 0.19)
  latencyP5Ms!: number | null;

  @layerEnd(latency, 'Undercut in 95 of 100 cases.', 0.23)
  latencyP95Ms!: number | null;

  @share('Share of the energy of the inference; null where energy is not known.', 0.035)
  energyShare!: number | null;

  @share('Share of the latency of the inference; null where latency is not known.', 0.023)
  latencyShare!: number | null;

  @ListOf(LayerPartDto, {
    description: 'The parts that the model of the board has; none for a layer that costs nothing.',
  })
  parts!: LayerPartDto[];
}

export class NetworkPartDto {
  @ChoiceField({
    description: 'Which part of the model, over all layers; perInference is paid once.',
    example: 'slope',
    choices: NETWORK_PARTS,
  })
  part!: NetworkPart;

  @energy('Its energy.', 0.05)
  energyJ!: number | null;

  @latency('Its latency.', 2.4)
  latencyMs!: number | null;

  @share('Share of the energy; null where energy is not known.', 0.4)
  energyShare!: number | null;

  @share('Share of the latency; null where latency is not known.', 0.3)
  latencyShare!: number | null;
}

export class DominantDto {
  @ChoiceField({ description: 'Part with the greatest share.', example: 'slope', choices: NETWORK_PARTS })
  part!: NetworkPart;

  @share('Its share.', 0.4)
  partShare!: number;

  @TextField({
    description: 'Layer with the greatest share; null when the layers cost nothing.',
    example: 'fc6',
    maxLength: 500,
    nullable: true,
  })
  layer!: string | null;

  @share('Its share.', 0.44)
  layerShare!: number;

  @ChoiceField({
    description: 'Class of layers with the greatest share; null when the layers cost nothing.',
    example: 'connected',
    choices: LAYER_CLASSES,
    nullable: true,
  })
  layerClass!: LayerClass | null;

  @share('Its share.', 0.68)
  layerClassShare!: number;
}

export const ESTIMATE_WARNING_CODES = [
  ...SET_WARNING_CODES,
  'mixed-boundaries',
  'part-of-the-device',
] as const;
export type EstimateWarningCode = (typeof ESTIMATE_WARNING_CODES)[number];

export class EstimateWarningDto {
  @ChoiceField({
    description: 'What kind of caution.',
    example: 'low-quality',
    choices: ESTIMATE_WARNING_CODES,
  })
  code!: EstimateWarningCode;

  @TextField({
    description: 'What to be careful about.',
    example: 'The coefficients of jetson-xavier-nx are of low quality: they rest on 4 networks.',
    maxLength: 1000,
  })
  message!: string;
}

/** A network, however it was said. */
export class NetworkTotalsDto {
  @TextField({ description: 'Name of the network.', example: 'resnet-50', maxLength: 200 })
  name!: string;

  @IntegerField({ description: 'Number of layers.', example: 175, minimum: 1 })
  layers!: number;

  @IntegerField({ description: 'Multiply-accumulates of one inference.', example: 4_089_184_256, minimum: 0 })
  macs!: number;

  @IntegerField({ description: 'Number of weights, biases included.', example: 25_557_032, minimum: 0 })
  weights!: number;
}

export class EstimateDto extends FiguresDto {
  @IntegerField({ description: 'Position of the network in the request.', example: 0, minimum: 0 })
  network!: number;

  @IntegerField({ description: 'Position of the board in the request.', example: 0, minimum: 0 })
  board!: number;

  @NumberField({
    description: 'All energy of the inference over its MACs; null without MACs or energy.',
    unit: 'J',
    example: 3.1e-11,
    minimum: 0,
    nullable: true,
  })
  energyPerMacJ!: number | null;

  @ListOf(NetworkPartDto, { description: 'The cost by part of the model; the parts add up to the totals.' })
  parts!: NetworkPartDto[];

  @ObjectField(DominantDto, {
    description: 'What dominates the energy; null where energy is not known.',
    nullable: true,
  })
  dominatesEnergy!: DominantDto | null;

  @ObjectField(DominantDto, {
    description: 'What dominates the latency; null where latency is not known.',
    nullable: true,
  })
  dominatesLatency!: DominantDto | null;

  @NumberField({
    description:
      'Inferences that a watt-hour lasts for; only with batteryWh, null where energy is not known.',
    example: 28_125,
    minimum: 0,
    optional: true,
    nullable: true,
  })
  inferencesPerWh?: number | null;

  @NumberField({
    description: 'Inferences that the battery lasts for; only with batteryWh.',
    example: 1_040_625,
    minimum: 0,
    optional: true,
    nullable: true,
  })
  inferencesPerBattery?: number | null;

  @NumberField({
    description: 'Carbon of one inference; only with gridGCo2PerKWh, null where energy is not known.',
    unit: 'g CO2e',
    example: 8.6e-6,
    minimum: 0,
    optional: true,
    nullable: true,
  })
  carbonGCo2?: number | null;

  @ListOf(LayerEstimateDto, {
    description: 'Every layer in the order of the network; only with layers.',
    optional: true,
  })
  layers?: LayerEstimateDto[];

  @ListOf(EstimateWarningDto, { description: 'What to know before trusting the figures.' })
  warnings!: EstimateWarningDto[];
}

export class EstimateAnswerDto {
  @ListOf(NetworkTotalsDto, { description: 'The networks, in the order of the request.' })
  networks!: NetworkTotalsDto[];

  @ListOf(CoefficientSetSummaryDto, {
    description: 'What the figures on each board come from, in the order of the request.',
  })
  boards!: CoefficientSetSummaryDto[];

  @ListOf(EstimateDto, {
    description: 'Every network on every board: all boards of the first network first.',
  })
  estimates!: EstimateDto[];

  @ListOf(EstimateWarningDto, { description: 'What to know before comparing the boards.' })
  warnings!: EstimateWarningDto[];
}
