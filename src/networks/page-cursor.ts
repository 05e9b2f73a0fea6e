import { ProblemError } from '../platform/problems/problem.js';
import type { PageStart } from './network.repository.js';

/** An opaque text for where a page begins. */
export const writeCursor = ({ name, id }: PageStart): string =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url');

/** Throws a `ProblemError` for a text that `writeCursor` did not make. */
export function readCursor(text: string): PageStart {
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (isText(name) && isText(id)) return { name, id };
  } catch {
    // falls through to the refusal
  }
  throw new ProblemError(
    'invalid-request',
    `after: got '${text.slice(0, 80)}', expected the next of a page before`,
    [
      {
        pointer: '?after',
        detail: `got '${text.slice(0, 80)}'`,
        accepted: 'the text that a page gave as next',
      },
    ],
  );
}

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0');
