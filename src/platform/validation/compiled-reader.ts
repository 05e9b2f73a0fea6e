import { getMetadataStorage } from 'class-validator';
import { isRecord, notedFields, REFUSED, type NotedField, type Reading } from './readings.js';

type ClassOf = new () => object;

const readers = new Map<ClassOf, Reading>();

/**
 * Reads an object as an instance of a class, as conversion and validation with class-validator do, at a tenth of
 * their time: both come of the same decorators. What it refuses may still be accepted by them, and they say what is
 * wrong with it.
 */
export const readCompiled = (type: ClassOf, value: unknown): unknown => readerOf(type)(value);

/** The reader of the objects of a class; compiled when it first reads, for classes may refer to one another. */
export function readerOf(type: ClassOf): Reading {
  const known = readers.get(type);
  if (known !== undefined) return known;
  const reader = compile(type);
  readers.set(type, reader);
  return reader;
}

/** Reads nothing of a class of which a field is checked in another way too. */
function compile(type: ClassOf): Reading {
  const fields = notedFields(type.prototype as object);
  const checked = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  if (!checked.every(({ propertyName }) => fields.has(propertyName))) return () => REFUSED;
  const required = [...fields.values()].filter(({ mayBeAbsent }) => !mayBeAbsent).length;
  return (value) => (isRecord(value) ? read(value, { type, fields, required }) : REFUSED);
}

interface Compiled {
  readonly type: ClassOf;
  readonly fields: ReadonlyMap<string, NotedField>;
  readonly required: number;
}

function read(value: Record<string, unknown>, { type, fields, required }: Compiled): unknown {
  const instance = new type() as Record<string, unknown>; // with its defaults
  let missing = required;
  for (const name of Object.keys(value)) {
    const field = fields.get(name);
    if (field === undefined) return REFUSED;
    const given = value[name];
    const taken = given === null && field.mayBeNull ? null : field.reading(given);
    if (taken === REFUSED) return REFUSED;
    instance[name] = taken;
    if (!field.mayBeAbsent) missing--;
  }
  return missing === 0 ? instance : REFUSED;
}
