import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateIf, type ValidationOptions } from 'class-validator';
import { holds, partOf } from './parts.js';
import { readAs, type NotedField, type Reading } from './readings.js';
import { recognising } from './recognised.js';

/**
 * What every field of a request or answer has. One decorator gives a field its validation, its place in
 * the OpenAPI document, and the sentence with which a refusal says what would be accepted.
 */
export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** The field may be left out; its description says what then holds. */
  readonly optional?: boolean;
  /** Null is a value of the field; anywhere else it is refused, and never the same as leaving the field out. */
  readonly nullable?: boolean;
  /** What holds when the field is left out. Implies `optional`. */
  readonly default?: unknown;
  /** Whether the same object stands in an answer several times, or in many, and never changes: it is then written once. */
  readonly repeated?: boolean;
  /** Whether what says the same as in another request is read as the same object. It is never changed then. */
  readonly recognised?: boolean;
}

/** The message of a validator is what it would accept. */
export const expecting = (accepted: string): ValidationOptions => ({ message: accepted });

/**
 * The OpenAPI side of a field, whether it may be absent or null, how it is written, and how it is read: exactly what the
 * validators beside it accept. A class with a field without a reading is validated by these alone.
 */
export function described(options: FieldOptions, schema: object, reading?: Reading): PropertyDecorator {
  const mayBeAbsent = options.optional === true || options.default !== undefined;
  const mayBeNull = options.nullable === true;
  return applyDecorators(
    ApiProperty({
      ...schema,
      description: options.description,
      required: !mayBeAbsent,
      ...(options.example !== undefined && { example: options.example }),
      ...(mayBeNull && { nullable: true }),
      ...(options.default !== undefined && { default: options.default }),
    }),
    holds(partOf(null, options)),
    ...(mayBeAbsent || mayBeNull ? [unlessNothing({ mayBeAbsent, mayBeNull })] : []),
    ...(reading === undefined
      ? []
      : [readAs({ reading: readingOf(options, reading), mayBeAbsent, mayBeNull })]),
  );
}

const readingOf = ({ recognised = false }: FieldOptions, reading: Reading): Reading =>
  recognised ? recognising(reading) : reading;

/** The validators of a field see neither its absence nor null where these are allowed. */
const unlessNothing = ({ mayBeAbsent, mayBeNull }: Omit<NotedField, 'reading'>): PropertyDecorator =>
  ValidateIf((_, value) => !(mayBeAbsent && value === undefined) && !(mayBeNull && value === null));
