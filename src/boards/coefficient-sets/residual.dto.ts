import { LAYER_CLASSES, type LayerClass } from '../../core/index.js';
import { IntegerField, NumberField } from '../../platform/validation/number-fields.js';
import { ListOf } from '../../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../../platform/validation/text-fields.js';

/** A measurement, and what the set that was fitted on it makes of it. */
export class MeasurementResidualDto {
  @TextField({
    description: 'Where the request says it: a JSON pointer, or a line of the CSV.',
    example: '/measurements/3',
    maxLength: 100,
  })
  pointer!: string;

  @TextField({ description: 'What was measured.', example: 'resnet-50', maxLength: 500 })
  network!: string;

  @NumberField({
    description: 'Measured energy; null when not measured.',
    unit: 'J',
    example: 0.127,
    nullable: true,
  })
  energyJ!: number | null;

  @NumberField({
    description: 'Energy that the set models; null when not measured.',
    unit: 'J',
    example: 0.13,
    nullable: true,
  })
  modelledEnergyJ!: number | null;

  @NumberField({
    description: '(measured - modelled) / modelled energy, in sample; null when not measured.',
    example: -0.023,
    nullable: true,
  })
  energyResidual!: number | null;

  @NumberField({
    description: 'Measured latency; null when not measured.',
    unit: 'ms',
    example: 7.5,
    nullable: true,
  })
  latencyMs!: number | null;

  @NumberField({
    description: 'Latency that the set models; null when not measured.',
    unit: 'ms',
    example: 7.4,
    nullable: true,
  })
  modelledLatencyMs!: number | null;

  @NumberField({
    description: '(measured - modelled) / modelled latency, in sample; null when not measured.',
    example: 0.014,
    nullable: true,
  })
  latencyResidual!: number | null;

  @ChoiceField({
    description: 'Class of the layer, where a single one was measured that has MACs; else null.',
    example: 'convolution',
    choices: LAYER_CLASSES,
    nullable: true,
  })
  layerClass!: LayerClass | null;

  @IntegerField({ description: 'Its kernels; null likewise.', example: 64, minimum: 1, nullable: true })
  kernels!: number | null;

  @NumberField({
    description:
      'What one of its MACs was measured to take, once all other terms of the model are taken off; null likewise, or ' +
      'when not measured.',
    unit: 'J',
    example: 4.2e-11,
    nullable: true,
  })
  slopePerMacJ!: number | null;

  @NumberField({ description: 'The same of the latency.', unit: 'ms', example: 2.3e-9, nullable: true })
  slopePerMacMs!: number | null;

  @BooleanField({
    description: 'Whether it looks like an outlier in energy or latency; it was then given less weight.',
    example: false,
  })
  isOutlier!: boolean;
}

export class ResidualListDto {
  @ListOf(MeasurementResidualDto, {
    description:
      'What the set makes of each measurement, in their order; null where none are kept: of a set that was entered ' +
      'by hand, came with the program, or was calibrated before measurements were kept.',
    nullable: true,
  })
  residuals!: MeasurementResidualDto[] | null;
}
