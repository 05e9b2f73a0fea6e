import { hash } from 'node:crypto';

/** Characters of the hash that make an identifier: 128 bits. */
const LENGTH = 32;

/** An identifier that is the same for the same content. */
export const contentId = (content: string | Uint8Array): string => hash('sha256', content).slice(0, LENGTH);

/** Such identifiers look like this; anything else is not worth a question to the database. */
export const CONTENT_ID = new RegExp(`^[0-9a-f]{${LENGTH}}$`);

/** JSON that is the same in whatever order the fields of objects are written. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
