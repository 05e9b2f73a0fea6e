import { DATA_TYPES, LAYER_CLASSES, type DataType, type LayerClass } from '../../core/index.js';
import { IntegerField } from '../../platform/validation/number-fields.js';
import { ObjectListField } from '../../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../../platform/validation/text-fields.js';
import { CountField, KindField, LayerDto, ShapeField, type Parameters } from './layer.dto.js';

export class TensorTypeDto {
  @ShapeField({ description: 'Sizes by dimension, the batch first.', example: [1, 256, 6, 6], minimum: 0 })
  shape!: number[];

  @ChoiceField({ description: 'Element type.', example: 'float32', choices: DATA_TYPES, default: 'float32' })
  dataType: DataType = 'float32';
}

export class ConstantDto extends LayerDto {
  @KindField('constant', 'A tensor that is part of the network; takes nothing, is never sent.')
  kind!: 'constant';

  @ShapeField({ description: 'Sizes by dimension.', example: [1, 197, 768] })
  shape!: number[];

  @ChoiceField({ description: 'Element type.', example: 'float32', choices: DATA_TYPES, default: 'float32' })
  dataType: DataType = 'float32';
}

export const toConstant = ({ kind, shape, dataType }: ConstantDto): Parameters<'constant'> => ({
  kind,
  shape,
  dataType,
});

export class CustomDto extends LayerDto {
  @KindField('custom', 'An operation that no other kind describes, with everything about it declared.')
  kind!: 'custom';

  @TextField({ description: 'What it is, for readers.', example: 'deformable-convolution', maxLength: 200 })
  function!: string;

  @ObjectListField(TensorTypeDto, { description: 'What it makes.', minItems: 1, maxItems: 100 })
  outputTypes!: TensorTypeDto[];

  @IntegerField({
    description: 'Multiply-accumulates.',
    example: 1_000_000,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  macs!: number;

  @IntegerField({
    description: 'Number of weights.',
    example: 10_000,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  weights!: number;

  @ChoiceField({
    description: 'As what it is costed; null when it moves no data.',
    example: 'convolution',
    choices: LAYER_CLASSES,
    nullable: true,
    default: 'memory-bound',
  })
  layerClass: LayerClass | null = 'memory-bound';

  @CountField({ description: 'Filters or features, where its class has MACs.', example: 64, optional: true })
  kernels?: number;
}

export const toCustom = (dto: CustomDto): Parameters<'custom'> => ({
  kind: dto.kind,
  function: dto.function,
  outputs: dto.outputTypes.map(({ shape, dataType }) => ({ shape, dataType })),
  macs: dto.macs,
  weightElements: dto.weights,
  layerClass: dto.layerClass,
  ...(dto.kernels && { kernels: dto.kernels }),
});
