import { NumberField } from '../../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../../platform/validation/object-fields.js';
import { BooleanField, TextField } from '../../platform/validation/text-fields.js';
import { CoefficientSetDto } from '../coefficient-sets/coefficient-set.dto.js';

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

  @BooleanField({
    description: 'Whether it looks like an outlier in energy or latency; it was then given less weight.',
    example: false,
  })
  isOutlier!: boolean;
}

export class CalibrationReasonsDto {
  @TextField({
    description: 'Why this model of the energy, and which others came near; null when not measured.',
    example:
      'convolution kernel-hyperbolic, connected mac-linear, perLayer (4 coefficients): the least cross-validated ' +
      'error, 3.1 %, of 9 combinations of families with their best terms.',
    maxLength: 2000,
    nullable: true,
  })
  energy!: string | null;

  @TextField({
    description: 'Why this model of the latency, and which others came near; null when not measured.',
    example:
      'convolution mac-linear, perLayer (2 coefficients): the fewest coefficients within one standard error of the ' +
      'least cross-validated error, 2.9 %.',
    maxLength: 2000,
    nullable: true,
  })
  latency!: string | null;
}

export class CalibrationAnswerDto {
  @ObjectField(CoefficientSetDto, {
    description: 'The fitted set, stored as a draft: no plan uses it until it is activated.',
  })
  coefficientSet!: CoefficientSetDto;

  @ObjectField(CalibrationReasonsDto, { description: 'Why these families and terms were chosen.' })
  reasons!: CalibrationReasonsDto;

  @ListOf(MeasurementResidualDto, { description: 'What the set makes of each measurement, in their order.' })
  residuals!: MeasurementResidualDto[];
}
