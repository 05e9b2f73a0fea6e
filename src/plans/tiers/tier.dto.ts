import { BOUNDARIES, PRECISIONS, type Boundary, type Precision } from '../../core/index.js';
import { CostModelDto, SetTraitsDto } from '../../boards/index.js';
import { IntegerField, NumberField } from '../../platform/validation/number-fields.js';
import { ObjectField, ObjectListField } from '../../platform/validation/object-fields.js';
import {
  BooleanField,
  ChoiceField,
  TextField,
  TextListField,
} from '../../platform/validation/text-fields.js';

/** What was measured of one layer, or of several as one. */
export class MeasuredBlockDto {
  @TextListField({
    description: 'Names of the layers; several were measured as one, and are never divided.',
    example: ['conv1', 'relu1'],
    minItems: 1,
    maxItems: 10_000,
    maxLength: 500,
  })
  layers!: string[];

  @NumberField({
    description: 'What they take together. Left out: what the coefficients say.',
    unit: 'ms',
    example: 0.8,
    minimum: 0,
    maximum: 3_600_000,
    optional: true,
  })
  latencyMs?: number;

  @NumberField({
    description:
      'What they take together. Left out: what the coefficients say; without those it is not known.',
    unit: 'J',
    example: 0.004,
    minimum: 0,
    maximum: 1_000_000,
    optional: true,
  })
  energyJ?: number;
}

/** Coefficients that stand in the request itself. */
export class InlineCoefficientsDto {
  @ObjectField(CostModelDto, { description: 'Latency in s.' })
  latency!: CostModelDto;

  @ObjectField(CostModelDto, { description: 'Energy in J. Left out: not known.', optional: true })
  energy?: CostModelDto;

  @ChoiceField({
    description: 'Arithmetic, which says how many bytes a number takes.',
    example: 'fp32',
    choices: PRECISIONS,
    default: 'fp32',
  })
  precision: Precision = 'fp32';

  @IntegerField({
    description: 'Inputs per inference that they hold for.',
    example: 1,
    minimum: 1,
    maximum: 65_536,
    default: 1,
  })
  batch: number = 1;

  @ChoiceField({
    description: 'Measuring point of the energy figures. Left out: not known.',
    example: 'module',
    choices: BOUNDARIES,
    optional: true,
  })
  boundary?: Boundary;

  @BooleanField({
    description:
      'Whether the runtime computes activations inside the convolution or connected layer before them.',
    example: true,
    default: true,
  })
  fusesActivations: boolean = true;
}

/**
 * What a tier computes with: a coefficient set of a board, coefficients of the request's own, or measurements
 * alone. Of a board, what is left out must leave exactly one set.
 */
export class TierDto extends SetTraitsDto {
  @TextField({
    description:
      'Identifier of the board, as in GET /boards. Left out: coefficients or measurements say all.',
    example: 'jetson-tx2',
    maxLength: 100,
    optional: true,
  })
  board?: string;

  @TextListField({
    description: 'Power modes of which one is chosen with the cut, in the place of powerMode.',
    example: ['MAXN', 'MAX-Q'],
    minItems: 1,
    maxItems: 16,
    maxLength: 100,
    optional: true,
  })
  powerModes?: string[];

  @ObjectField(InlineCoefficientsDto, {
    description: 'Coefficients in the place of those of a board.',
    optional: true,
  })
  coefficients?: InlineCoefficientsDto;

  @ObjectListField(MeasuredBlockDto, {
    description:
      'What was measured of layers, in the place of what the coefficients say. Without board and coefficients, ' +
      'every layer that moves data must be among them.',
    minItems: 1,
    maxItems: 10_000,
    optional: true,
  })
  measurements?: MeasuredBlockDto[];
}

export class DeviceDto extends TierDto {
  @NumberField({
    description:
      'Power that the device draws while it waits for the link and the edge. Left out: that of the board, if known.',
    unit: 'W',
    example: 2.5,
    minimum: 0,
    maximum: 10_000,
    optional: true,
  })
  idlePowerW?: number;
}
