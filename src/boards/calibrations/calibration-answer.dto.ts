import { ListOf, ObjectField } from '../../platform/validation/object-fields.js';
import { TextField } from '../../platform/validation/text-fields.js';
import { CoefficientSetDto } from '../coefficient-sets/coefficient-set.dto.js';
import { MeasurementResidualDto } from '../coefficient-sets/residual.dto.js';

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
