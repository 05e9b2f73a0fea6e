import { LAYER_KINDS, type LayerKind } from '../core/index.js';
import { IntegerField } from '../platform/validation/number-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';

/** A layer of a network that is planned. */
export class ProfiledLayerDto {
  @TextField({ description: 'Name of the layer.', example: 'conv1', maxLength: 500 })
  name!: string;

  @ChoiceField({ description: 'Kind of the layer.', example: 'convolution', choices: LAYER_KINDS })
  kind!: LayerKind;

  @IntegerField({ description: 'Multiply-accumulates.', example: 70_276_800, minimum: 0 })
  macs!: number;

  @IntegerField({
    description: 'Size of all tensors that it makes.',
    unit: 'B',
    example: 774_400,
    minimum: 0,
  })
  outputBytes!: number;
}
