import { DATA_TYPES, type DataType } from '../../core/index.js';
import { BooleanField, ChoiceField } from '../../platform/validation/text-fields.js';
import { CountField, KindField, SpatialField, type Parameters } from './layer.dto.js';
import { ones, toPadding, WindowDto, zeros } from './window.dto.js';

export const OutputDataTypeField = (): PropertyDecorator =>
  ChoiceField({
    description: "Element type of the output. Left out: the input's.",
    example: 'float32',
    choices: DATA_TYPES,
    optional: true,
  });

abstract class FiltersDto extends WindowDto {
  @CountField({ description: 'Number of filters, which is the number of output channels.', example: 64 })
  kernels!: number;

  @SpatialField({
    description: 'Step along each spatial dimension. Left out: 1.',
    example: [2, 2],
    optional: true,
  })
  strides?: number[];

  @CountField({
    description:
      'Groups of channels that are convolved apart; as many as the input channels makes it depthwise.',
    example: 1,
    default: 1,
  })
  groups: number = 1;

  @BooleanField({ description: 'Whether each kernel has a bias.', example: true, default: true })
  bias: boolean = true;

  @OutputDataTypeField()
  outputDataType?: DataType;
}

export class ConvolutionDto extends FiltersDto {
  @KindField('convolution', 'Convolution over 1, 2 or 3 spatial dimensions: [batch, channels, ...spatial].')
  kind!: 'convolution';
}

export class TransposedConvolutionDto extends FiltersDto {
  @KindField('transposed-convolution', 'Convolution run backwards, which enlarges.')
  kind!: 'transposed-convolution';

  @SpatialField({
    description: 'Elements added to the end of each spatial output dimension. Left out: none.',
    example: [0, 0],
    minimum: 0,
    optional: true,
  })
  outputPadding?: number[];
}

const toFilters = (dto: FiltersDto): Omit<Parameters<'convolution'>, 'kind'> => ({
  kernels: dto.kernels,
  kernelSize: dto.kernelSize,
  strides: dto.strides ?? ones(dto),
  dilations: dto.dilations ?? ones(dto),
  padding: toPadding(dto),
  groups: dto.groups,
  bias: dto.bias,
  ...(dto.outputDataType && { outputDataType: dto.outputDataType }),
});

export const toConvolution = (dto: ConvolutionDto): Parameters<'convolution'> => ({
  kind: dto.kind,
  ...toFilters(dto),
});

export const toTransposedConvolution = (
  dto: TransposedConvolutionDto,
): Parameters<'transposed-convolution'> => ({
  kind: dto.kind,
  ...toFilters(dto),
  outputPadding: dto.outputPadding ?? zeros(dto),
});
