import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, type ValidationOptions } from 'class-validator';
import { readAs, type Reading } from './readings.js';

/**
 * What every field of a request or answer has. One decorator gives a field its validation, its place in
 * the OpenAPI document, and the sentence with which a refusal says what would be accepted.
 */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** The field may be left out; its description says what then holds. */
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** What holds when the field is left out. Implies `optional`. */
  readonly default?: unknown;
  /** Whether the same object stands in many answers, and never changes: its text is then kept. */
  readonly shared?: boolean;
}

/** The message of a validator is what it would accept. */
export const expecting = (accepted: string): ValidationOptions => ({ message: accepted });

/**
 * The OpenAPI side of a field, whether it may be absent, and how it is read: exactly what the validators beside it
 * accept. A class with a field without a reading is validated by these alone.
 */
export function described(options: FieldOptions, schema: object, reading?: Reading): PropertyDecorator {
  const optional = options.optional === true || options.default !== undefined;
  const isOptional = optional || options.nullable === true;
  return applyDecorators(
    ApiProperty({
      ...schema,
      description: options.description,
      required: !optional,
      ...(options.example !== undefined && { example: options.example }),
      ...(options.nullable && { nullable: true }),
      ...(options.default !== undefined && { default: options.default }),
    }),
    ...(isOptional ? [IsOptional()] : []),
    ...(reading === undefined ? [] : [readAs({ reading, isOptional })]),
  );
}
