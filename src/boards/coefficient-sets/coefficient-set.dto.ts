import { BOUNDARIES, PRECISIONS, type Boundary, type Precision } from '../../core/index.js';
import { IntegerField } from '../../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../../platform/validation/text-fields.js';
import { CoefficientSetSummaryDto } from './coefficient-set-summary.dto.js';
import { CostModelDto } from './cost-model.dto.js';
import { FittedCostDto } from './statistics.dto.js';

/** What a coefficient set is to hold for, and where its figures come from. */
export class SetDescriptionDto {
  @TextField({ description: 'Power mode, one of those of the board.', example: 'MAXN', maxLength: 100 })
  powerMode!: string;

  @TextField({ description: 'Runtime that executes the networks.', example: 'TensorRT', maxLength: 200 })
  runtime!: string;

  @ChoiceField({ description: 'Arithmetic.', example: 'fp32', choices: PRECISIONS })
  precision!: Precision;

  @ChoiceField({
    description: 'Measuring point of the energy figures.',
    example: 'module',
    choices: BOUNDARIES,
  })
  boundary!: Boundary;

  @TextField({
    description: 'Which measurements or which publication, in words that let a reader find them.',
    example: 'Own measurements of 2026-11-24, INA3221 on VDD_IN, 200 inferences a network',
    maxLength: 4000,
  })
  source!: string;

  @IntegerField({
    description: 'Inputs per inference. Left out: 1.',
    example: 1,
    minimum: 1,
    maximum: 65_536,
    optional: true,
  })
  batch?: number;

  @BooleanField({
    description:
      'Whether the runtime computes activations inside the convolution or connected layer before them. Left out: true.',
    example: true,
    optional: true,
  })
  fusesActivations?: boolean;
}

/** Where coefficients that are entered by hand can come from; measured ones are fitted by a calibration. */
export const ENTERED_PROVENANCES = ['paper', 'datasheet', 'user'] as const;

export class NewCoefficientSetDto extends SetDescriptionDto {
  @ChoiceField({
    description: 'Where the coefficients come from. Measured ones are made by a calibration.',
    example: 'paper',
    choices: ENTERED_PROVENANCES,
  })
  provenance!: (typeof ENTERED_PROVENANCES)[number];

  @ObjectField(CostModelDto, {
    description: 'Energy in J. Left out: not known; the latency is then.',
    optional: true,
  })
  energy?: CostModelDto;

  @ObjectField(CostModelDto, {
    description: 'Latency in s. Left out: not known; the energy is then.',
    optional: true,
  })
  latency?: CostModelDto;
}

export class CoefficientSetDto extends CoefficientSetSummaryDto {
  @ObjectField(FittedCostDto, { description: 'Energy in J; null when not known.', nullable: true })
  energy!: FittedCostDto | null;

  @ObjectField(FittedCostDto, { description: 'Latency in s; null when not known.', nullable: true })
  latency!: FittedCostDto | null;
}

export class CoefficientSetListDto {
  @ListOf(CoefficientSetSummaryDto, { description: 'Every set of the board, by version.' })
  coefficientSets!: CoefficientSetSummaryDto[];
}
