import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { TextField } from '../platform/validation/text-fields.js';

/** A way to send the network's input, where it is sent. */
export class InputEncodingDto {
  @TextField({ description: 'What it is called in the answer.', example: '8-bit pixels', maxLength: 100 })
  name!: string;

  @IntegerField({
    description: 'Size of the input as it is sent, such as raw 8-bit pixels or a JPEG.',
    unit: 'B',
    example: 150_528,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  bytes!: number;

  @NumberField({
    description: 'What encoding takes the device.',
    unit: 'ms',
    example: 0,
    minimum: 0,
    maximum: 3_600_000,
    default: 0,
  })
  encodeMs: number = 0;

  @NumberField({
    description: 'What encoding takes the device. Left out: not counted.',
    unit: 'J',
    example: 0,
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
  })
  encodeJ: number = 0;
}
