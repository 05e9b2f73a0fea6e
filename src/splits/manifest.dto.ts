import { DATA_TYPES, TRANSFER_PRECISIONS, type DataType, type TransferPrecisionName } from '../core/index.js';
import { IntegerField, IntegerListField, NumberField } from '../platform/validation/number-fields.js';
import { JsonField, ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';

export const TIER_NAMES = ['device', 'edge', 'cloud'] as const;
export type TierName = (typeof TIER_NAMES)[number];

const names = (description: string, example: readonly string[]): PropertyDecorator =>
  TextListField({ description, example, maxItems: 1_000_000, maxLength: 10_000 });

const sha256 = (description: string): PropertyDecorator =>
  TextField({
    description,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    maxLength: 64,
  });

export class ManifestModelDto {
  @TextField({ description: 'Name of the graph.', example: 'alexnet', maxLength: 200 })
  name!: string;

  @TextField({
    description: 'Identifier of its network.',
    example: '0ceb1b6b9d1b0e7b1f2a3c4d5e6f7081',
    maxLength: 100,
  })
  networkId!: string;

  @sha256('SHA-256 of the file that was divided.')
  sha256!: string;

  @IntegerField({ description: 'Size of the file.', unit: 'B', example: 244_405_000, minimum: 0 })
  bytes!: number;
}

export class ManifestPartDto {
  @ChoiceField({ description: 'Where it runs.', example: 'device', choices: TIER_NAMES })
  tier!: TierName;

  @TextField({ description: 'Name in the archive.', example: 'head.onnx', maxLength: 20 })
  file!: string;

  @IntegerField({ description: 'Size of the file.', unit: 'B', example: 10_243_000, minimum: 0 })
  bytes!: number;

  @sha256('SHA-256 of the file.')
  sha256!: string;

  @names('Inputs of the network that it takes.', ['input'])
  inputs!: readonly string[];

  @names('What it takes from other parts, by the names that are sent.', [])
  receives!: readonly string[];

  @names('Outputs of the network; each is in exactly one part.', [])
  outputs!: readonly string[];

  @names('What it makes for other parts, by the names that are sent.', ['pool5'])
  sends!: readonly string[];
}

export class ManifestTensorDto {
  @TextField({ description: 'Name in the model.', example: 'pool5', maxLength: 10_000 })
  name!: string;

  @TextField({
    description: 'Name of what is sent: that in the model, unless it is converted.',
    example: 'pool5',
    maxLength: 10_000,
  })
  sentAs!: string;

  @IntegerListField({
    description: 'Sizes by dimension, the batch first.',
    example: [1, 256, 6, 6],
    minItems: 0,
    maxItems: 64,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  shape!: readonly number[];

  @ChoiceField({ description: 'Element type on the link.', example: 'float32', choices: DATA_TYPES })
  dataType!: DataType;

  @IntegerField({
    description:
      'Size as the parts give and take it; that of an input of the network before the encoding that the plan may ' +
      'have chosen for it.',
    unit: 'B',
    example: 36_864,
    minimum: 0,
  })
  bytes!: number;

  @BooleanField({
    description: 'Whether it is an input of the network, which the device has already.',
    example: false,
  })
  isNetworkInput!: boolean;

  @NumberField({ description: 'What a step of int8 stands for.', example: 0.024, optional: true })
  scale?: number;

  @IntegerField({
    description: 'The int8 that stands for 0.',
    example: -128,
    minimum: -128,
    maximum: 127,
    optional: true,
  })
  zeroPoint?: number;
}

export class ManifestBoundaryDto {
  @ChoiceField({ description: 'The tier before it.', example: 'device', choices: TIER_NAMES })
  from!: TierName;

  @ChoiceField({ description: 'The tier behind it.', example: 'edge', choices: TIER_NAMES })
  to!: TierName;

  @IntegerField({ description: 'Sum of what crosses.', unit: 'B', example: 36_864, minimum: 0 })
  bytes!: number;

  @ListOf(ManifestTensorDto, { description: 'What crosses, each tensor once.' })
  tensors!: ManifestTensorDto[];
}

export class FixedSizeDto {
  @TextField({ description: 'Name of the size, or input and axis.', example: 'height', maxLength: 10_000 })
  name!: string;

  @IntegerField({ description: 'What it is in the parts.', example: 224, minimum: 1 })
  value!: number;
}

/** What manifest.json says. */
export class ManifestDto {
  @ObjectField(ManifestModelDto, { description: 'The model that was divided.' })
  model!: ManifestModelDto;

  @ListOf(ManifestPartDto, { description: 'The files; a tier without layers has none.' })
  parts!: ManifestPartDto[];

  @ListOf(ManifestBoundaryDto, { description: 'What crosses between a tier and the next.' })
  boundaries!: ManifestBoundaryDto[];

  @ChoiceField({
    description: 'What tensors of floating-point numbers are sent as.',
    example: 'stored',
    choices: TRANSFER_PRECISIONS,
  })
  transferPrecision!: TransferPrecisionName;

  @ListOf(FixedSizeDto, { description: 'Sizes that the model leaves open and the parts do not.' })
  fixedSizes!: FixedSizeDto[];

  @JsonField({ description: 'The plan as POST /plans gave it; null where there was none.', nullable: true })
  plan!: unknown;
}
