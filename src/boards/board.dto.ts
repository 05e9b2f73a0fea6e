import { PRECISIONS, type Precision } from '../core/index.js';
import { IntegerField, NumberField } from '../platform/validation/number-fields.js';
import { ListOf, ObjectField, ObjectListField } from '../platform/validation/object-fields.js';
import { ChoiceField, TextField, TextListField } from '../platform/validation/text-fields.js';
import { CoefficientSetSummaryDto } from './coefficient-sets/coefficient-set-summary.dto.js';

/** Identifiers of boards; anything else is not worth a question to the database. */
export const BOARD_ID = /^[a-z0-9][a-z0-9.-]{0,99}$/;

export class SourcedFigureDto {
  @NumberField({
    description: 'The figure, in the unit of the field that holds it.',
    example: 4.3,
    minimum: 0,
    maximum: 1e18,
  })
  value!: number;

  @TextField({
    description: 'Where it was published, or how it was measured.',
    example: 'MLPerf Inference v2.0, idle_w',
    maxLength: 1000,
  })
  source!: string;
}

export class PeakRateDto {
  @ChoiceField({ description: 'Arithmetic.', example: 'int8', choices: PRECISIONS })
  precision!: Precision;

  @NumberField({
    description: 'Most operations in a second; a MAC is two operations.',
    unit: '1/s',
    example: 21e12,
    above: 0,
    maximum: 1e21,
  })
  opsPerS!: number;

  @TextField({ description: 'Where it was published.', example: 'NVIDIA data sheet', maxLength: 1000 })
  source!: string;
}

/** What an administrator says of a board. */
export class BoardProfileDto {
  @TextField({ description: 'Name.', example: 'Jetson TX2', maxLength: 200 })
  name!: string;

  @ObjectField(SourcedFigureDto, {
    description: 'Memory [B]; null or left out when unknown.',
    nullable: true,
    optional: true,
  })
  memoryBytes?: SourcedFigureDto | null;

  @ObjectField(SourcedFigureDto, {
    description: 'Memory bandwidth [B/s]; null or left out when unknown.',
    nullable: true,
    optional: true,
  })
  memoryBandwidthBytesPerS?: SourcedFigureDto | null;

  @ObjectListField(PeakRateDto, {
    description: 'Peak rates by precision. Left out: none is known.',
    minItems: 0,
    maxItems: 20,
    optional: true,
  })
  peakRates?: PeakRateDto[];

  @ObjectField(SourcedFigureDto, {
    description: 'Power while waiting [W]; null or left out when unknown.',
    nullable: true,
    optional: true,
  })
  idlePowerW?: SourcedFigureDto | null;

  @TextListField({
    description: 'Its power modes; coefficient sets are of one of them.',
    example: ['MAXN', 'MAX-Q'],
    minItems: 1,
    maxItems: 100,
    maxLength: 100,
  })
  powerModes!: string[];

  @TextField({
    description: 'Where the power modes are described.',
    example: 'modes that were measured',
    maxLength: 1000,
  })
  powerModesSource!: string;
}

export class NewBoardDto extends BoardProfileDto {
  @TextField({
    description: 'Identifier, as used in requests; it never changes.',
    example: 'my-jetson',
    maxLength: 100,
    pattern: BOARD_ID,
  })
  id!: string;
}

export class BoardVersionDto {
  @TextField({ description: 'Identifier, as used in requests.', example: 'jetson-tx2', maxLength: 100 })
  id!: string;

  @IntegerField({
    description: 'Counts what was said of the board; a version never changes.',
    example: 1,
    minimum: 1,
  })
  version!: number;

  @TextField({ description: 'Name.', example: 'Jetson TX2', maxLength: 200 })
  name!: string;

  @ObjectField(SourcedFigureDto, { description: 'Memory [B]; null when unknown.', nullable: true })
  memoryBytes!: SourcedFigureDto | null;

  @ObjectField(SourcedFigureDto, {
    description: 'Memory bandwidth [B/s]; null when unknown.',
    nullable: true,
  })
  memoryBandwidthBytesPerS!: SourcedFigureDto | null;

  @ListOf(PeakRateDto, { description: 'Peak rates by precision; empty when none is known.' })
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

  @TextField({
    description: 'Where the power modes are described.',
    example: 'modes that were measured',
    maxLength: 1000,
  })
  powerModesSource!: string;

  @TextField({
    description: 'When this version was written.',
    example: '2026-11-24T08:00:00.000Z',
    maxLength: 24,
  })
  createdAt!: string;
}

export class BoardVersionListDto {
  @ListOf(BoardVersionDto, { description: 'Every version, the first one first.' })
  versions!: BoardVersionDto[];
}

export class BoardDto extends BoardVersionDto {
  @TextField({ description: 'When it last changed.', example: '2026-11-24T08:00:00.000Z', maxLength: 24 })
  updatedAt!: string;

  @ListOf(CoefficientSetSummaryDto, { description: 'The active coefficient sets: those that plans use.' })
  coefficientSets!: CoefficientSetSummaryDto[];
}

export class BoardListDto {
  @ListOf(BoardDto, { description: 'Every board, by identifier.' })
  boards!: BoardDto[];
}
