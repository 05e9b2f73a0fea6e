import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, type ValidationOptions } from 'class-validator';

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
}

/** The message of a validator is what it would accept. */
export const expecting = (accepted: string): ValidationOptions => ({ message: accepted });

/** The OpenAPI side of a field, and whether it may be absent. */
export function described(options: FieldOptions, schema: object): PropertyDecorator {
  const optional = options.optional === true || options.default !== undefined;
  return applyDecorators(
    ApiProperty({
      ...schema,
      description: options.description,
      required: !optional,
      ...(options.example !== undefined && { example: options.example }),
      ...(options.nullable && { nullable: true }),
      ...(options.default !== undefined && { default: options.default }),
    }),
    ...(optional || options.nullable ? [IsOptional()] : []),
  );
}
