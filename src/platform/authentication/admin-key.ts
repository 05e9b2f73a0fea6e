import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IN_MEMORY, MIN_ADMIN_KEY_LENGTH, type Configuration } from '../configuration.js';

/** What an administrator shows to write. */
export interface AdminKey {
  /** Null when nobody may write. */
  readonly key: string | null;
  /** The file that holds it; null for a key of the environment. */
  readonly file: string | null;
}

const KEY_BYTES = 32;

/** Only its owner reads and writes it. */
const PRIVATE = 0o600;

/**
 * The key of the environment; without one, the key in the folder of an embedded database, made on the first
 * start. The caller has claimed the folder, so no other process makes one at the same time.
 */
export async function findAdminKey({
  adminKey,
  databaseUrl,
  dataFolder,
}: Pick<Configuration, 'adminKey' | 'databaseUrl' | 'dataFolder'>): Promise<AdminKey> {
  if (adminKey !== null) return { key: adminKey, file: null };
  if (databaseUrl !== null || dataFolder === IN_MEMORY) return { key: null, file: null };
  const file = join(dataFolder, 'admin-key');
  const key = (await readKey(file)) ?? (await createKey(file));
  return { key, file };
}

async function readKey(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  const key = (await readFile(file, 'utf8')).trim();
  if (key.length < MIN_ADMIN_KEY_LENGTH) {
    throw new Error(
      `${file}: got ${key.length} characters, expected a key of at least ${MIN_ADMIN_KEY_LENGTH}; ` +
        'delete the file to have a new one made',
    );
  }
  await chmod(file, PRIVATE);
  return key;
}

/** Written beside its place and then moved there, so that no start finds half a key. */
async function createKey(file: string): Promise<string> {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  await writeFile(`${file}.new`, `${key}\n`, { mode: PRIVATE });
  await chmod(`${file}.new`, PRIVATE); // a file left by a start that was cut short keeps its mode
  await rename(`${file}.new`, file);
  return key;
}
