import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsNumber,
  Max,
  Min,
  ValidateBy,
  type ValidationOptions,
} from 'class-validator';
import { described, expecting, type FieldOptions } from './field.js';
import { listOf, where } from './readings.js';

interface NumberOptions extends FieldOptions {
  /** Unit of the value; the name of the field ends in it. */
  readonly unit?: string;
  readonly minimum?: number;
  /** Exclusive minimum. */
  readonly above?: number;
  readonly maximum?: number;
}

/** A finite number. */
export const NumberField = (options: NumberOptions): PropertyDecorator =>
  numeric('number', options, (message) => IsNumber({ allowNaN: false, allowInfinity: false }, message));

export const IntegerField = (options: NumberOptions): PropertyDecorator =>
  numeric('integer', options, (message) => IsInt(message));

function numeric(
  type: 'number' | 'integer',
  options: NumberOptions,
  hasType: (message: ValidationOptions) => PropertyDecorator,
): PropertyDecorator {
  const { unit, minimum, above, maximum, description } = options;
  const message = expecting(`${type === 'integer' ? 'an integer' : 'a number'}${rangeText(options)}`);
  return applyDecorators(
    described(
      unit === undefined ? options : { ...options, description: `${description} [${unit}]` },
      {
        type,
        ...(minimum !== undefined && { minimum }),
        ...(above !== undefined && { minimum: above, exclusiveMinimum: true }),
        ...(maximum !== undefined && { maximum }),
      },
      where((value) => isInRange(value, type, options)),
    ),
    hasType(message),
    ...(minimum === undefined ? [] : [Min(minimum, message)]),
    ...(above === undefined ? [] : [IsAbove(above, message)]),
    ...(maximum === undefined ? [] : [Max(maximum, message)]),
  );
}

function isInRange(
  value: unknown,
  type: 'number' | 'integer',
  {
    minimum = -Infinity,
    above = -Infinity,
    maximum = Infinity,
  }: Pick<NumberOptions, 'minimum' | 'above' | 'maximum'>,
): boolean {
  if (typeof value !== 'number' || !(type === 'integer' ? Number.isInteger(value) : Number.isFinite(value)))
    return false;
  return value >= minimum && value > above && value <= maximum;
}

function rangeText({ unit, minimum, above, maximum }: NumberOptions): string {
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return `${bounds.length === 0 ? '' : ` ${bounds.join(' and ')}`}${unit === undefined ? '' : ` [${unit}]`}`;
}

const IsAbove = (bound: number, options: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    { name: 'isAbove', validator: { validate: (value) => typeof value === 'number' && value > bound } },
    options,
  );

interface NumberListOptions extends FieldOptions {
  readonly minItems: number;
  readonly maxItems: number;
  readonly minimum: number;
  readonly maximum: number;
}

export const IntegerListField = (options: NumberListOptions): PropertyDecorator =>
  numericList('integer', options, (each) => IsInt(each));

/** Finite numbers. */
export const NumberListField = (options: NumberListOptions): PropertyDecorator =>
  numericList('number', options, (each) => IsNumber({ allowNaN: false, allowInfinity: false }, each));

/** A table in an answer: rows of numbers, null where one is not known. */
export const NumberTableField = (options: FieldOptions): PropertyDecorator =>
  described(options, {
    type: 'array',
    items: { type: 'array', items: { type: 'number', nullable: true } },
  });

function numericList(
  type: 'number' | 'integer',
  options: NumberListOptions,
  hasType: (each: ValidationOptions) => PropertyDecorator,
): PropertyDecorator {
  const { minItems, maxItems, minimum, maximum } = options;
  const message = expecting(
    `a list of ${minItems} to ${maxItems} ${type}s, each at least ${minimum} and at most ${maximum}`,
  );
  const each = { ...message, each: true };
  return applyDecorators(
    described(
      options,
      { type: 'array', items: { type, minimum, maximum }, minItems, maxItems },
      listOf(
        where((value) => isInRange(value, type, { minimum, maximum })),
        { minItems, maxItems },
      ),
    ),
    IsArray(message),
    ArrayMinSize(minItems, message),
    ArrayMaxSize(maxItems, message),
    hasType(each),
    Min(minimum, each),
    Max(maximum, each),
  );
}
