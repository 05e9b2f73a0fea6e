import { TRANSFER_PRECISIONS, type TransferPrecisionName } from '../core/index.js';
import { NumberField } from '../platform/validation/number-fields.js';
import { ChoiceField } from '../platform/validation/text-fields.js';

const TIME = { unit: 'ns', example: 1.5, minimum: 0, maximum: 1e9, default: 0 } as const;
const ENERGY = { unit: 'nJ', example: 4, minimum: 0, maximum: 1e9, default: 0 } as const;

/** A way to send tensors of floating-point numbers. */
export class TransferPrecisionDto {
  @ChoiceField({
    description:
      'What crossing tensors are sent as: stored as they are, or converted to a smaller element type. Those that are ' +
      'no larger, or hold no floating-point numbers, are sent as they are.',
    example: 'float16',
    choices: TRANSFER_PRECISIONS,
  })
  name!: TransferPrecisionName;

  @NumberField({ ...TIME, description: 'What converting an element takes the tier that sends it.' })
  encodeNsPerElement: number = 0;

  @NumberField({ ...ENERGY, description: 'What converting an element takes the tier that sends it.' })
  encodeNjPerElement: number = 0;

  @NumberField({ ...TIME, description: 'What converting an element back takes the tier that receives it.' })
  decodeNsPerElement: number = 0;

  @NumberField({ ...ENERGY, description: 'What converting an element back takes the tier that receives it.' })
  decodeNjPerElement: number = 0;
}
