import { DATA_TYPES, TRANSFER_PRECISIONS, type TransferPrecisionName } from '../core/index.js';
import { IntegerListField } from '../platform/validation/number-fields.js';
import { ObjectListField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';

class PlannedInputDto {
  @TextField({ description: 'Name of the tensor.', maxLength: 10_000 })
  name!: string;

  @IntegerListField({
    description: 'Sizes by dimension.',
    minItems: 0,
    maxItems: 64,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  shape!: number[];

  @ChoiceField({ description: 'Element type.', choices: DATA_TYPES })
  dataType!: string;
}

/** What of the answer of POST /plans decides how a model is divided. */
export class PlanToSplitDto {
  @TextField({ description: 'Identifier of the network (network.id).', maxLength: 100 })
  networkId!: string;

  @TextField({
    description: 'SHA-256 of the model file (network.modelSha256).',
    maxLength: 64,
    nullable: true,
    optional: true,
  })
  modelSha256?: string | null;

  @ObjectListField(PlannedInputDto, {
    description: 'Inputs of the network (network.inputs).',
    minItems: 1,
    maxItems: 10_000,
  })
  inputs!: PlannedInputDto[];

  @TextListField({ description: 'Layers on the device.', maxItems: 1_000_000, maxLength: 10_000 })
  deviceLayerNames!: string[];

  @TextListField({
    description: 'Layers on the edge, where there is a cloud behind it.',
    maxItems: 1_000_000,
    maxLength: 10_000,
    optional: true,
  })
  edgeLayerNames?: string[];

  @ChoiceField({ description: 'What the crossing tensors are sent as.', choices: TRANSFER_PRECISIONS })
  transferPrecision!: TransferPrecisionName;
}
