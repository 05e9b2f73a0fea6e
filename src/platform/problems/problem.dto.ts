import { ApiProperty } from '@nestjs/swagger';
import { IntegerField } from '../validation/number-fields.js';
import { ListOf } from '../validation/object-fields.js';
import { TextField } from '../validation/text-fields.js';
import { MAX_DETAIL_LENGTH, MAX_FAULT_LENGTH } from './problem.js';

export class FieldFaultDto {
  @ApiProperty({
    type: 'string',
    description:
      'Which field: a JSON pointer into the body (RFC 6901; empty for the body itself), ?name for a query parameter, ' +
      'or line and column of a CSV.',
    example: '/link/uplink/rateMbps',
    maxLength: 1000,
  })
  pointer!: string;

  @TextField({ description: 'What was got.', example: 'got -3', maxLength: MAX_FAULT_LENGTH })
  detail!: string;

  @TextField({
    description: 'What would be accepted.',
    example: 'a number above 0 and at most 1000000 [Mbit/s]',
    maxLength: MAX_FAULT_LENGTH,
    optional: true,
  })
  accepted?: string;
}

/** A problem document (RFC 9457). */
export class ProblemDto {
  @TextField({
    description: 'Stable name of the kind of problem.',
    example: 'urn:cutpoint:problem:invalid-request',
    maxLength: 200,
  })
  type!: string;

  @TextField({
    description: 'The kind of problem in words.',
    example: 'The request does not have the expected form',
    maxLength: 200,
  })
  title!: string;

  @IntegerField({ description: 'The HTTP status.', example: 400, minimum: 400, maximum: 599 })
  status!: number;

  @TextField({
    description: 'This problem in words: what was got and what was expected.',
    example: "1 of the request's fields cannot be accepted",
    maxLength: MAX_DETAIL_LENGTH,
  })
  detail!: string;

  @ListOf(FieldFaultDto, { description: 'The fields at fault, where there are any.', optional: true })
  errors?: FieldFaultDto[];
}
