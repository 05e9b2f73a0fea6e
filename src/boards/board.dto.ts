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
} from '../core/index.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';

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

export class SourcedFigureDto {
  @NumberField({
    description: 'The figure, in the unit of the field that holds it.',
    example: 4.3,
    minimum: 0,
  })
  value!: number;

  @TextField({
    description: 'Where it was published.',
    example: 'MLPerf Inference v2.0, idle_w',
    maxLength: 1000,
  })
  source!: string;
}

export class PeakRateDto {
  @ChoiceField({ description: 'Arithmetic.', example: 'fp16', choices: PRECISIONS })
  precision!: Precision;

  @NumberField({
    description: 'Operations per second at best; a multiply-accumulate is two operations.',
    example: 1.33e12,
    minimum: 0,
  })
  value!: number;

  @TextField({ description: 'Where it was published.', example: 'huggingface.co/hardware', maxLength: 1000 })
  source!: string;
}

export class BoardDto {
  @TextField({ description: 'Identifier, as used in requests.', example: 'jetson-tx2', maxLength: 100 })
  id!: string;

  @TextField({ description: 'Name.', example: 'Jetson TX2', maxLength: 200 })
  name!: string;

  @ObjectField(SourcedFigureDto, { description: 'Memory [B]; null when unknown.', nullable: true })
  memoryBytes!: SourcedFigureDto | null;

  @ObjectField(SourcedFigureDto, {
    description: 'Bandwidth of the memory [B/s]; null when unknown.',
    nullable: true,
  })
  memoryBandwidthBytesPerS!: SourcedFigureDto | null;

  @ListOf(PeakRateDto, { description: 'Peak rates of arithmetic that are known, by precision.' })
  peakRates!: PeakRateDto[];

  @ObjectField(SourcedFigureDto, {
    description: 'Power while waiting [W]; null when unknown.',
    nullable: true,
  })
  idlePowerW!: SourcedFigureDto | null;

  @TextListField({
    description: 'Power modes that are known of it.',
    example: ['MAXN', 'MAX-Q'],
    maxItems: 100,
    maxLength: 100,
  })
  powerModes!: string[];

  @ListOf(CoefficientSetSummaryDto, { description: 'The coefficient sets that plans may use.' })
  coefficientSets!: CoefficientSetSummaryDto[];
}

export class BoardListDto {
  @ListOf(BoardDto, { description: 'Every board, by identifier.' })
  boards!: BoardDto[];
}
