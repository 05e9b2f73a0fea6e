import { DATA_TYPES, type DataType } from '../core/index.js';
import { LIMITS_IN_FORCE } from '../platform/limits/limits.js';
import { IntegerField } from '../platform/validation/number-fields.js';
import { HoldsVariants, ObjectListField, VariantListField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';
import { LAYER_VARIANTS, type AnyLayerDto } from './layers/index.js';
import { MAX_NAME_LENGTH, ShapeField } from './layers/layer.dto.js';

/** Largest network that a request may hold. */
const { networkLayerLimit } = LIMITS_IN_FORCE;

export class NetworkInputDto {
  @TextField({
    description: "Name of the tensor, unique in the network. Left out: 'input', then 'input:1' and so on.",
    example: 'input',
    maxLength: MAX_NAME_LENGTH,
    optional: true,
  })
  name?: string;

  @ShapeField({
    description: 'Sizes by dimension, the batch first, such as [batch, channels, ...spatial].',
    example: [1, 3, 224, 224],
  })
  shape!: number[];

  @ChoiceField({
    description: 'Element type, which the tensors after it take over.',
    example: 'float32',
    choices: DATA_TYPES,
    default: 'float32',
  })
  dataType: DataType = 'float32';
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

  @ObjectListField(NetworkInputDto, {
    description: 'The tensors that it takes.',
    minItems: 1,
    maxItems: 1000,
  })
  inputs!: NetworkInputDto[];

  @VariantListField(LAYER_VARIANTS, {
    description:
      'The layers. As a chain, each takes the output of the one before; with inputs, they form any graph without ' +
      `cycles, in any order. At most ${networkLayerLimit} (NETWORK_LAYER_LIMIT of the configuration).`,
    minItems: 1,
    maxItems: networkLayerLimit,
  })
  layers!: AnyLayerDto[];

  @TextListField({
    description: 'Names of the tensors that it results in. Left out: those that no layer takes.',
    example: ['fc8'],
    minItems: 1,
    maxItems: 1000,
    maxLength: MAX_NAME_LENGTH,
    optional: true,
  })
  outputs?: string[];

  @IntegerField({
    description: 'Takes the place of the first dimension of every input. Left out: the shapes as they are.',
    example: 1,
    minimum: 1,
    maximum: 65_536,
    optional: true,
  })
  batch?: number;
}
