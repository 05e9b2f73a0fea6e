import { BooleanField, ChoiceField } from '../../platform/validation/text-fields.js';
import { KindField, LayerDto, SpatialField, type Parameters } from './layer.dto.js';
import { toPadding, WindowDto } from './window.dto.js';

const POOLING_MODES = ['max', 'average', 'norm'] as const;
type PoolingMode = (typeof POOLING_MODES)[number];

export class PoolingDto extends WindowDto {
  @KindField('pooling', 'One value of each window: [batch, channels, ...spatial].')
  kind!: 'pooling';

  @ChoiceField({ description: 'What becomes of a window.', example: 'max', choices: POOLING_MODES })
  mode!: PoolingMode;

  @SpatialField({
    description: 'Step along each spatial dimension. Left out: the size of the window.',
    example: [2, 2],
    optional: true,
  })
  strides?: number[];

  @BooleanField({ description: 'Whether a last, incomplete window counts.', example: false, default: false })
  ceilMode: boolean = false;

  @BooleanField({
    description: 'Whether a second output says where each maximum was.',
    example: false,
    default: false,
  })
  returnsIndices: boolean = false;
}

export const toPooling = (dto: PoolingDto): Parameters<'pooling'> => ({
  kind: dto.kind,
  mode: dto.mode,
  kernelSize: dto.kernelSize,
  strides: dto.strides ?? dto.kernelSize,
  padding: toPadding(dto),
  ceilMode: dto.ceilMode,
  returnsIndices: dto.returnsIndices,
  ...(dto.dilations && { dilations: dto.dilations }),
});

export class GlobalPoolingDto extends LayerDto {
  @KindField('global-pooling', 'One value for each channel, or as many as the output size says.')
  kind!: 'global-pooling';

  @ChoiceField({ description: 'What becomes of the values.', example: 'average', choices: POOLING_MODES })
  mode!: PoolingMode;

  @SpatialField({
    description: 'Values along each spatial dimension (adaptive pooling). Left out: 1.',
    example: [1, 1],
    optional: true,
  })
  outputSize?: number[];
}

export const toGlobalPooling = (dto: GlobalPoolingDto): Parameters<'global-pooling'> => ({
  kind: dto.kind,
  mode: dto.mode,
  ...(dto.outputSize && { outputSize: dto.outputSize }),
});
