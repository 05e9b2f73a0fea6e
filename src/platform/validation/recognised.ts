import { remember } from '../../core/index.js';
import { contentId } from '../content-id.js';
import { KeptAgain } from '../kept-again.js';
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
 * what was made of it is found again. Whoever gets it changes nothing of it. To keep also what comes once would take a
 * third of the time of who sends that. A long member of a body is known by itself, for it is the same object already.
 */
export function recognising(read: Reading, maxLength = MAX_LENGTH): Reading {
  const kept = new KeptAgain({ values: MAX_VALUES, length: maxLength });
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
    kept.add(key, instance as object, text.length);
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
