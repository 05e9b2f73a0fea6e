import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { readerOf } from './compiled-reader.js';
import { described, expecting, type FieldOptions } from './field.js';
import { holds, partOf } from './parts.js';
import { isRecord, listOf, REFUSED, type Reading } from './readings.js';

type ClassOf<Instance extends object> = new () => Instance;

/** An object of one class. */
export const ObjectField = (type: ClassOf<object>, options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    described(options, { type: () => type }, readObject(type)),
    holds(partOf(type, options)),
    Type(() => type),
    IsObject(expecting('an object')),
    ValidateNested(expecting('an object')),
  );

/** Classes are compiled when the first object is read. */
const readObject =
  (type: ClassOf<object>): Reading =>
  (value) =>
    readerOf(type)(value);

/** A list in an answer. */
export const ListOf = (type: ClassOf<object>, options: FieldOptions): PropertyDecorator =>
  applyDecorators(
    described(options, { type: () => [type] }),
    holds({ ...partOf(type, options), isList: true }),
  );

/** Anything that JSON can hold, in an answer. */
export const JsonField = (options: FieldOptions): PropertyDecorator =>
  described({ example: null, ...options }, { type: 'object', additionalProperties: true });

interface ListOptions extends FieldOptions {
  readonly minItems: number;
  readonly maxItems: number;
}

/** A list of objects of one class. */
export function ObjectListField(
  type: ClassOf<object>,
  { minItems, maxItems, ...options }: ListOptions,
): PropertyDecorator {
  const message = expecting(`a list of ${minItems} to ${maxItems} objects`);
  return applyDecorators(
    described(
      options,
      { type: () => [type], minItems, maxItems },
      listOf(readObject(type), { minItems, maxItems }),
    ),
    // The library's own conversion fails on items that are no objects; those are left to be refused.
    Transform(({ obj, key }) => instancesOf((obj as Record<string, unknown>)[key], type, maxItems)),
    IsArray(message),
    ArrayMinSize(minItems, message),
    ArrayMaxSize(maxItems, message),
    IsObject({ ...message, each: true }),
    ValidateNested({ ...message, each: true }),
  );
}

/** The classes of the items of a list, by the value of the field that tells them apart. */
export interface Variants {
  readonly field: string;
  readonly classes: ReadonlyMap<string, ClassOf<object>>;
  /** Refuses an item whose field has none of the values. */
  readonly unknown: ClassOf<object>;
}

/** A list of objects of several classes. An item of no known class is refused for the field that says so. */
export function VariantListField(
  variants: Variants,
  { minItems, maxItems, ...options }: ListOptions,
): PropertyDecorator {
  const classes = [...variants.classes.values()];
  const message = expecting(`a list of ${minItems} to ${maxItems} objects`);
  const mapping = Object.fromEntries(
    [...variants.classes].map(([value, type]) => [value, getSchemaPath(type)]),
  );
  const items = {
    oneOf: classes.map((type) => ({ $ref: getSchemaPath(type) })),
    discriminator: { propertyName: variants.field, mapping },
  };
  return applyDecorators(
    described(
      options,
      { type: 'array', items, minItems, maxItems },
      listOf(readVariant(variants), { minItems, maxItems }),
    ),
    Transform(({ obj, key }) => variantsOf((obj as Record<string, unknown>)[key], variants, maxItems)),
    IsArray(message),
    ArrayMinSize(minItems, message),
    ArrayMaxSize(maxItems, message),
    ValidateNested({ ...message, each: true }),
  );
}

const readVariant =
  ({ field, classes }: Variants): Reading =>
  (value) => {
    const tag = isRecord(value) ? value[field] : undefined;
    const type = typeof tag === 'string' ? classes.get(tag) : undefined;
    return type === undefined ? REFUSED : readerOf(type)(value);
  };

/** Makes the models of a variant list known to the OpenAPI document; stands on the class that holds the list. */
export const HoldsVariants = ({ classes }: Variants): ClassDecorator => ApiExtraModels(...classes.values());

function instancesOf(value: unknown, type: ClassOf<object>, maxItems: number): unknown {
  if (!Array.isArray(value) || value.length > maxItems) return value;
  return value.map((item: unknown) => (isRecord(item) ? plainToInstance(type, item) : item));
}

function variantsOf(value: unknown, variants: Variants, maxItems: number): unknown {
  if (!Array.isArray(value) || value.length > maxItems) return value;
  return value.map((item: unknown) => {
    const tag = isRecord(item) ? item[variants.field] : undefined;
    const type = typeof tag === 'string' ? variants.classes.get(tag) : undefined;
    return type === undefined
      ? Object.assign(new variants.unknown(), { [variants.field]: tag })
      : plainToInstance(type, item);
  });
}
