import {
  ACTIVATION_FUNCTIONS,
  DATA_TYPES,
  ELEMENT_WISE_FUNCTIONS,
  NORMALISATION_MODES,
  type ActivationFunction,
  type DataType,
  type ElementWiseFunction,
  type NormalisationMode,
} from '../../core/index.js';
import { BooleanField, ChoiceField } from '../../platform/validation/text-fields.js';
import { OutputDataTypeField } from './convolution.dto.js';
import {
  AxisField,
  CountField,
  KindField,
  LayerDto,
  WeightsField,
  type Parameters,
  type WeightShapeDto,
} from './layer.dto.js';

export class ActivationDto extends LayerDto {
  @KindField(
    'activation',
    'Element-by-element function; fused into the layer before it where the runtime fuses.',
  )
  kind!: 'activation';

  @ChoiceField({ description: 'Which function.', example: 'relu', choices: ACTIVATION_FUNCTIONS })
  function!: ActivationFunction;

  @CountField({
    description: 'Learnt slopes of a prelu: 1, or one for each channel.',
    example: 1,
    optional: true,
  })
  slopes?: number;
}

export const toActivation = (dto: ActivationDto): Parameters<'activation'> => ({
  kind: dto.kind,
  function: dto.function,
  ...(dto.slopes && { slopes: dto.slopes }),
});

export class NormalisationDto extends LayerDto {
  @KindField('normalisation', 'Normalises; the shape stays.')
  kind!: 'normalisation';

  @ChoiceField({ description: 'Over what.', example: 'batch', choices: NORMALISATION_MODES })
  mode!: NormalisationMode;

  @BooleanField({ description: 'Whether it has a learnt factor.', example: true, default: true })
  scale: boolean = true;

  @BooleanField({ description: 'Whether it has a learnt summand.', example: true, default: true })
  shift: boolean = true;

  @AxisField({
    description: 'layer and rms: the first normalised dimension. Left out: the last one.',
    example: -1,
    optional: true,
  })
  axis?: number;

  @CountField({
    description: 'group: into how many groups the channels are divided.',
    example: 32,
    optional: true,
  })
  groups?: number;
}

export const toNormalisation = (dto: NormalisationDto): Parameters<'normalisation'> => ({
  kind: dto.kind,
  mode: dto.mode,
  scale: dto.scale,
  shift: dto.shift,
  ...(dto.axis !== undefined && { axis: dto.axis }),
  ...(dto.groups !== undefined && { groups: dto.groups }),
});

export class ElementWiseDto extends LayerDto {
  @KindField('element-wise', 'One value of each operand makes one value; operands are broadcast.')
  kind!: 'element-wise';

  @ChoiceField({ description: 'Which function.', example: 'add', choices: ELEMENT_WISE_FUNCTIONS })
  function!: ElementWiseFunction;

  @WeightsField()
  weights?: WeightShapeDto[];

  @OutputDataTypeField()
  outputDataType?: DataType;
}

export const toElementWise = (dto: ElementWiseDto): Parameters<'element-wise'> => ({
  kind: dto.kind,
  function: dto.function,
  ...(dto.weights && { weights: dto.weights.map(({ shape }) => shape) }),
  ...(dto.outputDataType && { outputDataType: dto.outputDataType }),
});

export class SoftmaxDto extends LayerDto {
  @KindField('softmax', 'Softmax, or its logarithm.')
  kind!: 'softmax';

  @AxisField({ description: 'Along which dimension.', example: -1, default: -1 })
  axis: number = -1;
}

export const toSoftmax = ({ kind, axis }: SoftmaxDto): Parameters<'softmax'> => ({ kind, axis });

export class QuantiseDto extends LayerDto {
  @KindField('quantise', 'Real values to integers.')
  kind!: 'quantise';

  @ChoiceField({ description: 'Element type of the output.', example: 'int8', choices: DATA_TYPES })
  dataType!: DataType;
}

export const toQuantise = ({ kind, dataType }: QuantiseDto): Parameters<'quantise'> => ({ kind, dataType });

export class DequantiseDto extends LayerDto {
  @KindField('dequantise', 'Integers to real values.')
  kind!: 'dequantise';

  @ChoiceField({ description: 'Element type of the output.', example: 'float32', choices: DATA_TYPES })
  dataType!: DataType;
}

export const toDequantise = ({ kind, dataType }: DequantiseDto): Parameters<'dequantise'> => ({
  kind,
  dataType,
});

export class IdentityDto extends LayerDto {
  @KindField('identity', 'Nothing happens; costs nothing.')
  kind!: 'identity';
}

export const toIdentity = ({ kind }: IdentityDto): Parameters<'identity'> => ({ kind });

export class DropoutDto extends LayerDto {
  @KindField('dropout', 'Nothing happens at inference; costs nothing.')
  kind!: 'dropout';
}

export const toDropout = ({ kind }: DropoutDto): Parameters<'dropout'> => ({ kind });
