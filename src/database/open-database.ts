import type { Configuration } from '../platform/configuration.js';
import { nothingToClose, type DatabaseConnection } from './connection.js';
import { openEmbeddedDatabase } from './embedded-database.js';

/** The embedded database, or the server that the configuration names. */
export async function openDatabase({
  databaseUrl,
  dataFolder,
  restoreCheckpoint,
}: Configuration): Promise<DatabaseConnection> {
  if (databaseUrl === null) return openEmbeddedDatabase(dataFolder, { restore: restoreCheckpoint });
  return { options: { url: databaseUrl }, close: nothingToClose };
}
