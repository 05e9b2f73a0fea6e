import { ProblemError } from './problems/problem.js';

/** An opaque text for the place behind which a page begins: the values that its list is ordered by. */
export const writeCursor = (place: readonly string[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * The place that a text stands for. Throws a `ProblemError` for a text that `writeCursor` did not make, and
 * where `toPlace` says with null that it is no place of the list.
 */
export function readCursor<Place>(text: string, toPlace: (values: readonly string[]) => Place | null): Place {
  const values = valuesOf(text);
  const place = values === null ? null : toPlace(values);
  if (place !== null) return place;
  const got = `got '${text.slice(0, 80)}'`;
  throw new ProblemError('invalid-request', `after: ${got}, expected the next of a page before`, [
    { pointer: '?after', detail: got, accepted: 'the text that a page gave as next' },
  ]);
}

function valuesOf(text: string): readonly string[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(values) && values.every(isText) ? values : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0');
