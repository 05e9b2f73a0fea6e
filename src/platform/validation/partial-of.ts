import type { Type } from '@nestjs/common';
import { PartialType } from '@nestjs/swagger';
import { notedFields, readAs } from './readings.js';

/**
 * A class with the fields of another, of which each may be absent, and null only where it may be there; it is read
 * compiled where the other is.
 */
export function partialOf<Whole extends object>(whole: Type<Whole>): Type<Partial<Whole>> {
  const partial = PartialType(whole, { skipNullProperties: false });
  for (const [name, field] of notedFields(whole.prototype as object)) {
    readAs({ ...field, mayBeAbsent: true })(partial.prototype as object, name);
  }
  return partial;
}
