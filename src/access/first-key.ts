import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { IN_MEMORY, type Configuration } from '../platform/configuration.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { insertKey } from './api-key.repository.js';
import { createToken } from './token.js';

/** Only its owner reads and writes it. */
const PRIVATE = 0o600;

/**
 * On the first start of an embedded database in a folder, a key for its administrator. The only place that shows
 * it is a file in that folder, whose path is given; null where no key was made. The caller has claimed the
 * folder, so no other process makes one at the same time.
 */
export async function makeFirstKey(
  dataSource: DataSource,
  { databaseUrl, dataFolder }: Pick<Configuration, 'databaseUrl' | 'dataFolder'>,
): Promise<string | null> {
  if (databaseUrl !== null || dataFolder === IN_MEMORY) return null;
  if (await dataSource.manager.exists(ApiKeyEntity)) return null;
  const { token, ...kept } = createToken();
  const file = join(dataFolder, 'admin-key');
  await writePrivately(file, `${token}\n`); // first: a key that nobody can read would be of no use
  const key = { ...kept, name: 'first start', role: 'admin', expiresAt: null } as const;
  await dataSource.transaction((transaction) => insertKey(transaction, key, 'the first start'));
  return file;
}

/** Written beside its place and then moved there, so that nobody finds half of it. */
async function writePrivately(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: PRIVATE });
  await chmod(`${file}.new`, PRIVATE); // a file left by a start that was cut short keeps its mode
  await rename(`${file}.new`, file);
}
