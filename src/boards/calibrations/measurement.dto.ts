import { applyDecorators } from '@nestjs/common';
import { IsNumber } from 'class-validator';
import { BOUNDARIES, type Boundary, type ZooValue } from '../../core/index.js';
import { NetworkDto, ZooParametersField } from '../../networks/index.js';
import { described, expecting } from '../../platform/validation/field.js';
import { IntegerField, NumberField } from '../../platform/validation/number-fields.js';
import { ObjectField } from '../../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../../platform/validation/text-fields.js';

/** A network of more layers is stored first and then named. */
export const MAX_INLINE_LAYERS = 16;
const MAX_TOTAL_LAYERS = 10_000;

/** Any number: whether it can be a measurement is a question of what it means, which the calibration answers. */
const MeasuredField = (options: { description: string; unit: string; example: number }): PropertyDecorator =>
  applyDecorators(
    described(
      {
        description: `${options.description} [${options.unit}]`,
        example: options.example,
        optional: true,
        nullable: true,
      },
      { type: 'number', minimum: 0, exclusiveMinimum: true },
    ),
    IsNumber({ allowNaN: true, allowInfinity: true }, expecting(`a number above 0 [${options.unit}]`)),
  );

const CountField = (options: {
  description: string;
  example: number;
  optional?: boolean;
}): PropertyDecorator => IntegerField({ ...options, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** What the layers of one class do together. */
export class ClassTotalsDto {
  @CountField({ description: 'Multiply-accumulates of all of them.', example: 714_188_480 })
  macs!: number;

  @IntegerField({
    description: 'How many there are. Left out: 1.',
    example: 5,
    minimum: 1,
    maximum: MAX_TOTAL_LAYERS,
    optional: true,
  })
  layers?: number;

  @NumberField({
    description:
      'Mean of their kernels as their slope sees it: ΣMAC / Σ(MAC / kernels). Left out: not known, which must then ' +
      'hold for all measurements; the slope cannot depend on kernels.',
    example: 201.5,
    minimum: 1,
    maximum: 1e9,
    optional: true,
  })
  kernels?: number;
}

/** A network of which only sums are known. */
export class TotalsDto {
  @ObjectField(ClassTotalsDto, { description: 'Convolutions. Left out: none.', optional: true })
  convolution?: ClassTotalsDto;

  @ObjectField(ClassTotalsDto, { description: 'Depthwise convolutions. Left out: none.', optional: true })
  depthwise?: ClassTotalsDto;

  @ObjectField(ClassTotalsDto, {
    description: 'Connected and recurrent layers, matrix products and attention. Left out: none.',
    optional: true,
  })
  connected?: ClassTotalsDto;

  @IntegerField({
    description: 'Layers without MACs that run by themselves, such as poolings. Left out: none.',
    example: 3,
    minimum: 0,
    maximum: MAX_TOTAL_LAYERS,
    optional: true,
  })
  otherLayers?: number;

  @CountField({ description: 'Number of weights.', example: 61_100_840 })
  weights!: number;

  @CountField({ description: 'Elements of activations that all layers read and write.', example: 2_400_000 })
  activations!: number;
}

/** The cost of one inference of a network or layer. One of zoo, network, description and totals says of what. */
export class MeasurementDto {
  @TextField({
    description:
      'Measurements of one name are held out together when errors are measured. Left out: the network and its ' +
      'parameters; for a description or totals, the number of the measurement.',
    example: 'resnet-50',
    maxLength: 200,
    optional: true,
  })
  name?: string;

  @TextField({
    description: 'Identifier of a network of the zoo, as in GET /zoo.',
    example: 'mobilenet-v2',
    maxLength: 100,
    optional: true,
  })
  zoo?: string;

  @ZooParametersField(
    'Parameters of the network of the zoo. Left out: its defaults, and the batch of the set.',
  )
  parameters?: Record<string, ZooValue>;

  @TextField({
    description: 'Identifier of a stored network, as in GET /networks.',
    example: 'resnet-50',
    maxLength: 100,
    optional: true,
  })
  network?: string;

  @ObjectField(NetworkDto, {
    description: `A layer, or up to ${MAX_INLINE_LAYERS} of them, described as in POST /networks.`,
    optional: true,
  })
  description?: NetworkDto;

  @ObjectField(TotalsDto, { description: 'Sums over the layers, where no more is known.', optional: true })
  totals?: TotalsDto;

  @ChoiceField({
    description:
      'Measuring point of this measurement. Left out: that of the calibration; no other is accepted.',
    example: 'module',
    choices: BOUNDARIES,
    optional: true,
  })
  boundary?: Boundary;

  @MeasuredField({
    description: 'Energy of one inference; null or left out when not measured.',
    unit: 'J',
    example: 0.127,
  })
  energyJ?: number | null;

  @MeasuredField({
    description: 'Latency of one inference; null or left out when not measured.',
    unit: 'ms',
    example: 7.53,
  })
  latencyMs?: number | null;
}
