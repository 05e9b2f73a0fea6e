import { BOUNDARIES, PRECISIONS, type Boundary, type Precision } from '../core/index.js';
import { IntegerField } from '../platform/validation/number-fields.js';
import { ChoiceField, TextField } from '../platform/validation/text-fields.js';

/** What tells the coefficient sets of a board apart; what is left out must leave exactly one. */
export abstract class SetTraitsDto {
  @TextField({ description: 'Power mode. Left out: any.', example: 'MAXN', maxLength: 100, optional: true })
  powerMode?: string;

  @TextField({ description: 'Runtime. Left out: any.', example: 'TensorRT', maxLength: 200, optional: true })
  runtime?: string;

  @ChoiceField({
    description: 'Arithmetic. Left out: any.',
    example: 'fp32',
    choices: PRECISIONS,
    optional: true,
  })
  precision?: Precision;

  @IntegerField({
    description: 'Inputs per inference that the coefficients hold for. Left out: any.',
    example: 1,
    minimum: 1,
    maximum: 65_536,
    optional: true,
  })
  batch?: number;

  @ChoiceField({
    description: 'Measuring point of the energy figures. Left out: any.',
    example: 'module',
    choices: BOUNDARIES,
    optional: true,
  })
  boundary?: Boundary;
}

/** Which coefficient set of which board. */
export class SetChoiceDto extends SetTraitsDto {
  @TextField({
    description: 'Identifier of the board, as in GET /boards.',
    example: 'jetson-tx2',
    maxLength: 100,
  })
  board!: string;
}
