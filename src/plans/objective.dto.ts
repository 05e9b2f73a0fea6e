import { NumberField } from '../platform/validation/number-fields.js';

/** Prices of a weighted sum; what is left out costs nothing. */
export class WeightsDto {
  @NumberField({
    description: 'Price of a millisecond of latency.',
    unit: '1/ms',
    example: 1,
    minimum: 0,
    maximum: 1e12,
    default: 0,
  })
  perLatencyMs: number = 0;

  @NumberField({
    description: 'Price of a joule on the device.',
    unit: '1/J',
    example: 50,
    minimum: 0,
    maximum: 1e12,
    default: 0,
  })
  perDeviceEnergyJ: number = 0;

  @NumberField({
    description: 'Price of a joule anywhere.',
    unit: '1/J',
    example: 0,
    minimum: 0,
    maximum: 1e12,
    default: 0,
  })
  perSystemEnergyJ: number = 0;
}
