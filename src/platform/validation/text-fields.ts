import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Length,
  length,
  Matches,
} from 'class-validator';
import { described, expecting, type FieldOptions } from './field.js';
import { listOf, where, type Reading } from './readings.js';

export const BooleanField = (options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    described(
      options,
      { type: 'boolean' },
      where((value) => typeof value === 'boolean'),
    ),
    IsBoolean(expecting('true or false')),
  );

interface TextOptions extends FieldOptions {
  readonly maxLength: number;
  readonly pattern?: RegExp;
}

/** Neither NUL nor half a surrogate pair, which PostgreSQL cannot store. */
const STORABLE = /^[^\0\p{Surrogate}]*$/u;

const PLAIN = /^[\x20-\x7e]*$/;

/** A plain text has as many characters as it is long; in others some code points are not counted. */
const isText = (value: unknown, maxLength: number): boolean =>
  typeof value === 'string' &&
  (PLAIN.test(value)
    ? value.length >= 1 && value.length <= maxLength
    : length(value, 1, maxLength) && STORABLE.test(value));

/** A text of at least one character. */
export function TextField({ maxLength, pattern, ...options }: TextOptions): PropertyDecorator {
  const message = expecting(
    `a text of 1 to ${maxLength} characters${pattern ? ` that matches ${pattern.source}` : ''}`,
  );
  return applyDecorators(
    described(
      options,
      {
        type: 'string',
        minLength: 1,
        maxLength,
        ...(pattern && { pattern: pattern.source }),
      },
      where((value) => isText(value, maxLength) && (pattern === undefined || pattern.test(value as string))),
    ),
    IsString(message),
    Length(1, maxLength, message),
    Matches(STORABLE, message),
    ...(pattern ? [Matches(pattern, message)] : []),
  );
}

interface TextListOptions extends FieldOptions {
  readonly minItems?: number;
  readonly maxItems: number;
  readonly maxLength: number;
}

/** A list of texts of at least one character each. */
export function TextListField({
  minItems = 0,
  maxItems,
  maxLength,
  ...options
}: TextListOptions): PropertyDecorator {
  const message = expecting(`a list of ${minItems} to ${maxItems} texts of 1 to ${maxLength} characters`);
  const each = { ...message, each: true };
  return applyDecorators(
    described(
      options,
      {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength },
        minItems,
        maxItems,
      },
      listOf(
        where((value) => isText(value, maxLength)),
        { minItems, maxItems },
      ),
    ),
    IsArray(message),
    ArrayMinSize(minItems, message),
    ArrayMaxSize(maxItems, message),
    IsString(each),
    Length(1, maxLength, each),
    Matches(STORABLE, each),
  );
}

function isChoice(choices: readonly string[]): Reading {
  const known = new Set<unknown>(choices);
  return where((value) => known.has(value));
}

/** A list of words of a closed list. */
export function ChoiceListField({
  choices,
  minItems,
  maxItems,
  ...options
}: FieldOptions & {
  readonly choices: readonly string[];
  readonly minItems: number;
  readonly maxItems: number;
}): PropertyDecorator {
  const message = expecting(`a list of ${minItems} to ${maxItems} of ${choices.join(', ')}`);
  return applyDecorators(
    described(
      options,
      { type: 'array', items: { type: 'string', enum: [...choices] }, minItems, maxItems },
      listOf(isChoice(choices), { minItems, maxItems }),
    ),
    IsArray(message),
    ArrayMinSize(minItems, message),
    ArrayMaxSize(maxItems, message),
    IsIn([...choices], { ...message, each: true }),
  );
}

/** One of a closed list of words. */
export const ChoiceField = ({
  choices,
  ...options
}: FieldOptions & { readonly choices: readonly string[] }): PropertyDecorator =>
  applyDecorators(
    described(options, { type: 'string', enum: [...choices] }, isChoice(choices)),
    IsIn([...choices], expecting(`one of ${choices.join(', ')}`)),
  );
