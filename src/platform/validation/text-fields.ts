import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsIn, IsString, Length, Matches } from 'class-validator';
import { described, expecting, type FieldOptions } from './field.js';

export const BooleanField = (options: FieldOptions): PropertyDecorator =>
  applyDecorators(described(options, { type: 'boolean' }), IsBoolean(expecting('true or false')));

interface TextOptions extends FieldOptions {
  readonly maxLength: number;
  readonly pattern?: RegExp;
}

/** A text of at least one character. */
export function TextField({ maxLength, pattern, ...options }: TextOptions): PropertyDecorator {
  const message = expecting(
    `a text of 1 to ${maxLength} characters${pattern ? ` that matches ${pattern.source}` : ''}`,
  );
  return applyDecorators(
    described(options, {
      type: 'string',
      minLength: 1,
      maxLength,
      ...(pattern && { pattern: pattern.source }),
    }),
    IsString(message),
    Length(1, maxLength, message),
    ...(pattern ? [Matches(pattern, message)] : []),
  );
}

/** A list of texts in an answer. */
export const TextListField = (options: FieldOptions): PropertyDecorator =>
  described(options, { type: 'array', items: { type: 'string' } });

/** One of a closed list of words. */
export const ChoiceField = ({
  choices,
  ...options
}: FieldOptions & { readonly choices: readonly string[] }): PropertyDecorator =>
  applyDecorators(
    described(options, { type: 'string', enum: [...choices] }),
    IsIn([...choices], expecting(`one of ${choices.join(', ')}`)),
  );
