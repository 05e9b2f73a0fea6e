import {
  BOUNDARIES,
  PRECISIONS,
  PROVENANCES,
  QUALITIES,
  type Boundary,
  type Precision,
  type Provenance,
  type Quality,
  type Validation,
} from '../../core/index.js';
import { IntegerField, NumberField } from '../../platform/validation/number-fields.js';
import { ObjectField } from '../../platform/validation/object-fields.js';
import { BooleanField, ChoiceField, TextField } from '../../platform/validation/text-fields.js';
import { SET_STATUSES, type SetStatus } from '../board.js';

/** How well a fit predicts networks that it has not seen. */
export class FitErrorDto {
  @ChoiceField({
    description: 'How rows were held out to measure the errors.',
    example: 'leave-one-network-out',
    choices: ['leave-one-network-out', '10-fold'],
  })
  method!: Validation['method'];

  @IntegerField({ description: 'Measurements that were fitted.', example: 9, minimum: 1 })
  rows!: number;

  @IntegerField({ description: 'Networks among them.', example: 9, minimum: 1 })
  networks!: number;

  @NumberField({
    description: 'Median relative error out of sample (0.05 is 5 %); null when nothing could be held out.',
    example: 0.06,
    minimum: 0,
    nullable: true,
  })
  medianError!: number | null;

  @NumberField({
    description: 'Mean relative error out of sample (0.05 is 5 %); null when nothing could be held out.',
    example: 0.08,
    minimum: 0,
    nullable: true,
  })
  meanError!: number | null;

  @NumberField({ description: 'Coefficient of determination, in sample.', example: 0.99, maximum: 1 })
  rSquared!: number;
}

export class CoefficientSetSummaryDto {
  @TextField({ description: 'Identifier of the board.', example: 'jetson-tx2', maxLength: 100 })
  board!: string;

  @IntegerField({ description: 'Counts the sets of the board; a set never changes.', example: 1, minimum: 1 })
  version!: number;

  @ChoiceField({
    description:
      'Plans use the active one; a draft never was active; another one took the place of a retired one.',
    example: 'active',
    choices: SET_STATUSES,
  })
  status!: SetStatus;

  @TextField({ description: 'Power mode of the board.', example: 'MAXN', maxLength: 100 })
  powerMode!: string;

  @TextField({ description: 'Runtime that executed the networks.', example: 'TensorRT', maxLength: 200 })
  runtime!: string;

  @ChoiceField({ description: 'Arithmetic.', example: 'fp32', choices: PRECISIONS })
  precision!: Precision;

  @IntegerField({ description: 'Inputs per inference.', example: 1, minimum: 1 })
  batch!: number;

  @ChoiceField({
    description: 'Measuring point of the energy figures.',
    example: 'module',
    choices: BOUNDARIES,
  })
  boundary!: Boundary;

  @BooleanField({
    description:
      'Whether the runtime computes activations inside the convolution or connected layer before them.',
    example: true,
  })
  fusesActivations!: boolean;

  @ChoiceField({
    description: 'Where the coefficients come from.',
    example: 'measured',
    choices: PROVENANCES,
  })
  provenance!: Provenance;

  @TextField({
    description: 'Which measurements, and where they were published.',
    example: 'Batch 1 on the module rail, 9 networks (ICASSP 2023)',
    maxLength: 4000,
  })
  source!: string;

  @TextField({ description: 'Day of the fit.', example: '2026-11-23', maxLength: 10 })
  date!: string;

  @ChoiceField({
    description: 'How far to trust it; low when few networks were measured.',
    example: 'normal',
    choices: QUALITIES,
  })
  quality!: Quality;

  @ObjectField(FitErrorDto, {
    description: 'Errors of the energy model; null when energy is not known.',
    nullable: true,
  })
  energyError!: FitErrorDto | null;

  @ObjectField(FitErrorDto, {
    description: 'Errors of the latency model; null when latency is not known.',
    nullable: true,
  })
  latencyError!: FitErrorDto | null;
}
