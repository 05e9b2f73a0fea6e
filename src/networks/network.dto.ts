import { DATA_TYPES, type DataType } from '../core/index.js';
import { IntegerField, IntegerListField } from '../platform/validation/number-fields.js';
import { HoldsVariants, ObjectField, VariantListField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';
import { LAYER_VARIANTS, MAX_DIMENSION, type AnyLayerDto } from './layer.dto.js';

/** Longest chain that a request may hold. */
export const MAX_LAYERS = 2_000;

export class NetworkInputDto {
  @IntegerListField({
    description: 'Sizes by dimension, the batch first: [batch, channels, ...spatial] or [batch, features].',
    example: [1, 3, 224, 224],
    minItems: 1,
    maxItems: 8,
    minimum: 1,
    maximum: MAX_DIMENSION,
  })
  shape!: number[];

  @ChoiceField({
    description: 'Element type of the input and of every tensor after it, as they cross a link.',
    example: 'float32',
    choices: DATA_TYPES,
    default: 'float32',
  })
  dataType: DataType = 'float32';

  @IntegerField({
    description:
      'Size of the input as it is sent when the edge computes everything, such as raw 8-bit pixels or a JPEG. ' +
      'Left out: the size of its tensor.',
    unit: 'B',
    example: 150_528,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    optional: true,
  })
  encodedBytes?: number;
}

@HoldsVariants(LAYER_VARIANTS)
export class NetworkDto {
  @TextField({
    description: 'Name of the network, repeated in the answer.',
    example: 'alexnet',
    maxLength: 200,
    default: 'network',
  })
  name: string = 'network';

  @ObjectField(NetworkInputDto, { description: 'The tensor that the first layer takes.' })
  input!: NetworkInputDto;

  @VariantListField(LAYER_VARIANTS, {
    description: 'The layers in order; each takes the output of the one before.',
    minItems: 1,
    maxItems: MAX_LAYERS,
  })
  layers!: AnyLayerDto[];
}
