import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits: beyond guessing, so that one round of a hash protects it as well as many would. */
const SECRET_BYTES = 32;
const SALT_BYTES = 16;
const ID_BYTES = 8;

/** `cutpoint_` says what it is to who finds one; then the identifier, which is no secret, and the secret. */
const TOKEN = /^cutpoint_([0-9a-f]{16})_([\w-]{43})$/;

/** What is kept of a secret. */
export interface SecretHash {
  readonly salt: Buffer;
  /** SHA-256 of salt and secret. */
  readonly hash: Buffer;
}

/** A new key: the text that its holder shows, and what is kept of it. */
export function createToken(): { readonly id: string; readonly token: string } & SecretHash {
  const id = randomBytes(ID_BYTES).toString('hex');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const salt = randomBytes(SALT_BYTES);
  return { id, token: `cutpoint_${id}_${secret}`, salt, hash: sha256(salt, secret) };
}

/** The parts of a shown key, or null for a text that is none. */
export function readToken(text: string): { readonly id: string; readonly secret: string } | null {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** In constant time. */
export const isSecretOf = (secret: string, { salt, hash }: SecretHash): boolean =>
  timingSafeEqual(sha256(salt, secret), hash);

/** In constant time; hashes have one length, whatever was shown. */
export const isSameText = (shown: string, expected: string): boolean =>
  timingSafeEqual(sha256('', shown), sha256('', expected));

const sha256 = (salt: Buffer | string, text: string): Buffer =>
  createHash('sha256').update(salt).update(text).digest();
