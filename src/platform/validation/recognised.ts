import { LRUCache } from 'lru-cache';
import { remember } from '../../core/index.js';
import { contentId } from '../content-id.js';
import { isLongMember } from '../repeated-json.js';
import { REFUSED, type Reading } from './readings.js';

/** Characters of all that is kept, whose objects take some ten bytes each. */
const MAX_LENGTH = 3_000_000;

/** Values that are kept, and those that came once, of which it is noted that they did. */
const MAX_VALUES = 500;

/** Longer texts are known by their hash: they would take too much memory, and above 16 000 characters be slow keys. */
const MAX_KEY_LENGTH = 4_000;

/**
 * Reads a value that says the same as one before as the same object, as long as that is kept: it is not read again, and
 * what was made of it is found again. Whoever gets it changes nothing of it. It is kept from the second time on, for most
 * of what comes once never comes again, and to keep it all would take a third of the time of who sends that.
 */
export function recognising(read: Reading, maxLength = MAX_LENGTH): Reading {
  const kept = new LRUCache<string, object>({ max: MAX_VALUES, maxSize: maxLength });
  const noted = new LRUCache<string, true>({ max: MAX_VALUES });
  const ofMember = remember((member: object) => read(member));
  return (value) => {
    if (typeof value === 'object' && value !== null && isLongMember(value)) return ofMember(value);
    const text = textOf(value);
    if (text === null) return read(value);
    const key = text.length <= MAX_KEY_LENGTH ? text : contentId(text);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const instance = read(value);
    if (instance === REFUSED) return REFUSED;
    if (noted.has(key)) kept.set(key, instance as object, { size: text.length });
    else noted.set(key, true);
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
