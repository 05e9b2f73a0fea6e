import { ACTIVATION_FUNCTIONS, LAYER_KINDS } from '../core/index.js';
import { IntegerField, IntegerListField } from '../platform/validation/number-fields.js';
import type { Variants } from '../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../platform/validation/text-fields.js';

/** No dimension or count of a real network comes near it; the products of a few still are exact integers. */
export const MAX_DIMENSION = 2 ** 24;

const SpatialField = (options: {
  description: string;
  example: number[];
  minimum: number;
  optional?: boolean;
}) => IntegerListField({ ...options, minItems: 1, maxItems: 3, maximum: MAX_DIMENSION });

const PaddingField = (): PropertyDecorator =>
  IntegerListField({
    description:
      'Zeros added around each spatial dimension: one value a dimension for both its ends, ' +
      'or all beginnings followed by all ends. Left out: none.',
    example: [2, 2],
    minItems: 1,
    maxItems: 6,
    minimum: 0,
    maximum: MAX_DIMENSION,
    optional: true,
  });

export abstract class LayerDto {
  @TextField({
    description:
      "Name of the layer and of the tensor it makes, unique in the network. Left out: 'layer' and its number from 1.",
    example: 'conv1',
    maxLength: 200,
    optional: true,
  })
  name?: string;
}

export class ConvolutionDto extends LayerDto {
  @ChoiceField({
    description: 'Convolution over 1, 2 or 3 spatial dimensions.',
    example: 'convolution',
    choices: ['convolution'],
  })
  kind!: 'convolution';

  @IntegerField({
    description: 'Number of filters, which is the number of output channels.',
    example: 64,
    minimum: 1,
    maximum: MAX_DIMENSION,
  })
  kernels!: number;

  @SpatialField({
    description: 'Size of a kernel along each spatial dimension.',
    example: [11, 11],
    minimum: 1,
  })
  kernelSize!: number[];

  @SpatialField({
    description: 'Step along each spatial dimension. Left out: 1.',
    example: [4, 4],
    minimum: 1,
    optional: true,
  })
  strides?: number[];

  @PaddingField()
  padding?: number[];

  @SpatialField({
    description: 'Distance between the elements of a kernel along each spatial dimension. Left out: 1.',
    example: [1, 1],
    minimum: 1,
    optional: true,
  })
  dilations?: number[];

  @IntegerField({
    description:
      'Groups of channels that are convolved apart; as many as the input channels makes it depthwise.',
    example: 1,
    minimum: 1,
    maximum: MAX_DIMENSION,
    default: 1,
  })
  groups: number = 1;

  @BooleanField({ description: 'Whether each kernel has a bias.', example: true, default: true })
  bias: boolean = true;
}

export class ConnectedDto extends LayerDto {
  @ChoiceField({ description: 'Fully connected layer.', example: 'connected', choices: ['connected'] })
  kind!: 'connected';

  @IntegerField({
    description: 'Number of output features.',
    example: 4096,
    minimum: 1,
    maximum: MAX_DIMENSION,
  })
  features!: number;

  @BooleanField({ description: 'Whether each feature has a bias.', example: true, default: true })
  bias: boolean = true;
}

export class PoolingDto extends LayerDto {
  @ChoiceField({
    description: 'Pooling over 1, 2 or 3 spatial dimensions.',
    example: 'pooling',
    choices: ['pooling'],
  })
  kind!: 'pooling';

  @ChoiceField({ description: 'What becomes of a window.', example: 'max', choices: ['max', 'average'] })
  mode!: 'max' | 'average';

  @SpatialField({
    description: 'Size of a window along each spatial dimension.',
    example: [3, 3],
    minimum: 1,
  })
  kernelSize!: number[];

  @SpatialField({
    description: 'Step along each spatial dimension. Left out: the size of the window.',
    example: [2, 2],
    minimum: 1,
    optional: true,
  })
  strides?: number[];

  @PaddingField()
  padding?: number[];

  @BooleanField({ description: 'Whether a last, incomplete window counts.', example: false, default: false })
  ceilMode: boolean = false;
}

export class ActivationDto extends LayerDto {
  @ChoiceField({
    description: 'Element-by-element function.',
    example: 'activation',
    choices: ['activation'],
  })
  kind!: 'activation';

  @ChoiceField({ description: 'Which function.', example: 'relu', choices: ACTIVATION_FUNCTIONS })
  function!: (typeof ACTIVATION_FUNCTIONS)[number];
}

export class FlattenDto extends LayerDto {
  @ChoiceField({
    description: 'Folds an input into two dimensions.',
    example: 'flatten',
    choices: ['flatten'],
  })
  kind!: 'flatten';

  @IntegerField({
    description: 'First of the dimensions that become the second one.',
    example: 1,
    minimum: 0,
    maximum: 8,
    default: 1,
  })
  axis: number = 1;
}

export type AnyLayerDto = ConvolutionDto | ConnectedDto | PoolingDto | ActivationDto | FlattenDto;

class UnknownLayerDto {
  @ChoiceField({ description: 'Kind of the layer.', choices: LAYER_KINDS })
  kind!: string;
}

/** Layers by their kind. */
export const LAYER_VARIANTS: Variants = {
  field: 'kind',
  classes: new Map<string, new () => AnyLayerDto>([
    ['convolution', ConvolutionDto],
    ['connected', ConnectedDto],
    ['pooling', PoolingDto],
    ['activation', ActivationDto],
    ['flatten', FlattenDto],
  ]),
  unknown: UnknownLayerDto,
};
