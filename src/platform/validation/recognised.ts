import { LRUCache } from 'lru-cache';
import { contentId } from '../content-id.js';
import { REFUSED, type Reading } from './readings.js';

/** Characters of all that is kept, whose objects take some ten bytes each. */
const MAX_LENGTH = 3_000_000;

/**
 * Reads a value that says the same as one before as the same object, as long as that is kept: it is not read again, and
 * what was made of it is found again. Whoever gets it changes nothing of it.
 */
export function recognising(read: Reading, maxLength = MAX_LENGTH): Reading {
  const kept = new LRUCache<string, object>({ maxSize: maxLength });
  return (value) => {
    const text = textOf(value);
    if (text === null) return read(value);
    // The text itself would make a slow key: V8 takes the length of a long one for its hash.
    const key = contentId(text);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const instance = read(value);
    if (instance !== REFUSED) kept.set(key, instance as object, { size: text.length });
    return instance;
  };
}

/** Null for what is no object, and for one so deep that its text cannot be written; no reader takes that. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
