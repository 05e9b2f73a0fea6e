import {
  COST_TERM_NAMES,
  MAC_CLASSES,
  SLOPE_FAMILY_NAMES,
  type CostTermName,
  type MacClass,
  type SlopeFamilyName,
} from '../../core/index.js';
import { described } from '../../platform/validation/field.js';
import { IntegerField, NumberField } from '../../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../../platform/validation/object-fields.js';
import {
  ChoiceField,
  ChoiceListField,
  TextField,
  TextListField,
} from '../../platform/validation/text-fields.js';
import { LIMITS } from '../../platform/limits/limits.js';
import { FitErrorDto } from './coefficient-set-summary.dto.js';
import { CostModelDto } from './cost-model.dto.js';

/** A set that was fitted under another configuration may have as many. */
const MAX_ROWS = LIMITS.measurementLimit.maximum;

export class CovarianceDto {
  @TextListField({
    description: 'Rows and columns, in order. A coefficient that was fitted as zero has no place in it.',
    example: ['convolution.gamma', 'perLayer'],
    maxItems: 20,
    maxLength: 100,
  })
  coefficients!: string[];

  @described(
    {
      description: 'Row by row; squares of the units of the coefficients.',
      example: [
        [2.6e-25, 2.1e-18],
        [2.1e-18, 1.1e-9],
      ],
    },
    { type: 'array', items: { type: 'array', items: { type: 'number' } } },
  )
  values!: number[][];
}

export class FamilyChoiceDto {
  @ChoiceField({ description: 'Class of layers.', example: 'convolution', choices: MAC_CLASSES })
  layerClass!: MacClass;

  @ChoiceField({
    description: 'Family of its slope; null when it shares that of the convolutions, or was not measured.',
    example: 'kernel-hyperbolic',
    choices: SLOPE_FAMILY_NAMES,
    nullable: true,
  })
  family!: SlopeFamilyName | null;
}

export class ComparedStructureDto {
  @ListOf(FamilyChoiceDto, { description: 'Family by class of layers.' })
  families!: FamilyChoiceDto[];

  @ChoiceListField({
    description: 'Terms beside the slopes.',
    example: ['perLayer'],
    choices: COST_TERM_NAMES,
    minItems: 0,
    maxItems: COST_TERM_NAMES.length,
  })
  terms!: CostTermName[];

  @IntegerField({ description: 'Number of coefficients.', example: 4, minimum: 1 })
  coefficientCount!: number;

  @NumberField({
    description:
      'Mean over networks of the relative error without the network (0.05 is 5 %), each capped at 1.',
    example: 0.06,
    minimum: 0,
  })
  error!: number;
}

export class OutlierDto {
  @IntegerField({ description: 'Which measurement, from 0, as it was given.', example: 11, minimum: 0 })
  measurement!: number;

  @TextField({ description: 'Its network.', example: 'vgg-16', maxLength: 500 })
  network!: string;

  @NumberField({ description: '(measured - modelled) / modelled', example: 1.6 })
  relativeResidual!: number;
}

export class CoverageDto {
  @ChoiceField({ description: 'Class of layers.', example: 'convolution', choices: MAC_CLASSES })
  layerClass!: MacClass;

  @NumberField({ description: 'Fewest kernels of a layer that was fitted on.', example: 3, minimum: 1 })
  minKernels!: number;

  @NumberField({ description: 'Most kernels.', example: 2048, minimum: 1 })
  maxKernels!: number;

  @NumberField({ description: 'Fewest MACs.', example: 100_352, minimum: 0 })
  minMacs!: number;

  @NumberField({ description: 'Most MACs.', example: 1_849_688_064, minimum: 0 })
  maxMacs!: number;
}

/** How a cost was fitted, how well it predicts and within what range. */
export class FitStatisticsDto extends FitErrorDto {
  @ChoiceField({
    description:
      'nested: families and terms were chosen anew without the rows that were predicted; chosen-structure: the ' +
      'structure chosen on all rows was fitted anew without them.',
    example: 'nested',
    choices: ['nested', 'chosen-structure'],
  })
  procedure!: 'nested' | 'chosen-structure';

  @TextListField({
    description: 'Networks that the others say too little of to predict; they are in neither error.',
    example: [],
    maxItems: MAX_ROWS,
    maxLength: 500,
  })
  unpredictedNetworks!: string[];

  @NumberField({ description: 'Standard deviation of the relative residuals.', example: 0.02, minimum: 0 })
  residualSpread!: number;

  @IntegerField({ description: 'Rows minus fitted coefficients.', example: 5 })
  degreesOfFreedom!: number;

  @ObjectField(CovarianceDto, { description: 'Covariance of the coefficients.' })
  covariance!: CovarianceDto;

  @ListOf(ComparedStructureDto, {
    description: 'The best structure of each combination of families, the least error first.',
  })
  compared!: ComparedStructureDto[];

  @ListOf(OutlierDto, { description: 'Measurements that look like outliers; they were given less weight.' })
  outliers!: OutlierDto[];

  @ListOf(CoverageDto, { description: 'Layers that were fitted on, by class; plans outside say so.' })
  coverage!: CoverageDto[];
}

export class FittedCostDto extends CostModelDto {
  @ObjectField(FitStatisticsDto, {
    description: 'How well it is known; null for coefficients that were entered rather than fitted here.',
    nullable: true,
  })
  statistics!: FitStatisticsDto | null;
}
