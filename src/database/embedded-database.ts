import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { lock } from 'proper-lockfile';
import { IN_MEMORY } from '../platform/configuration.js';
import { describeDamage, engineFolder, restoreCheckpoint, takeCheckpoint } from './checkpoint.js';
import { nothingToClose, type DatabaseConnection } from './connection.js';
import { Engine } from './engine.js';
import { unpackInitialImage } from './initial-image.js';
import { serveLocally } from './local-server.js';

/** Between two checkpoints, besides the one of each start. It holds up requests for about 0.2 s. */
const CHECKPOINT_MS = 6 * 3_600_000;

/** How long a lock outlives a process that was killed, and so how long its successor may have to wait. */
const LOCK_STALE_MS = 5_000;

/**
 * Starts PostgreSQL inside this process and serves it to the ordinary driver on a socket that only
 * this user can reach. A folder belongs to one process at a time.
 */
export async function openEmbeddedDatabase(
  dataFolder: string,
  { restore = false }: { readonly restore?: boolean } = {},
): Promise<DatabaseConnection> {
  const isKept = dataFolder !== IN_MEMORY;
  const unlock = isKept ? await claimFolder(dataFolder) : nothingToClose;
  const engine = isKept ? await openFolder(dataFolder, restore, unlock) : await Engine.open(IN_MEMORY);
  const reopen = (): Promise<Engine> => Engine.open(engineFolder(dataFolder));
  const server = await serveLocally(engine, isKept ? reopen : null);
  const again = (): void => void checkpoint(server.engine, dataFolder);
  const checkpoints = isKept ? setInterval(again, CHECKPOINT_MS).unref() : undefined;
  return {
    options: server.options,
    async close() {
      clearInterval(checkpoints);
      await server.close();
      await unlock();
    },
  };
}

/** Opens what is there and, as it opens, takes a checkpoint of it. */
async function openFolder(
  dataFolder: string,
  restore: boolean,
  unlock: () => Promise<void>,
): Promise<Engine> {
  try {
    if (restore) await restoreCheckpoint(dataFolder, new Date());
    if (!existsSync(engineFolder(dataFolder))) await makeFolder(dataFolder);
    const engine = await Engine.open(engineFolder(dataFolder)).catch(async (cause: unknown) => {
      throw await describeDamage(dataFolder, cause);
    });
    await checkpoint(engine, dataFolder);
    return engine;
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function makeFolder(dataFolder: string): Promise<void> {
  try {
    await unpackInitialImage(engineFolder(dataFolder));
  } catch (cause) {
    const message = `data folder ${dataFolder}: no database could be made in it (${(cause as Error).message})`;
    throw new Error(message, { cause });
  }
}

/** While nothing else is done. What fails here, such as for want of room, leaves the last checkpoint. */
async function checkpoint(engine: Engine, dataFolder: string): Promise<void> {
  try {
    await engine.exec('CHECKPOINT');
    await engine.runExclusive(() => takeCheckpoint(dataFolder));
  } catch (error) {
    new Logger('database').warn(`no checkpoint was taken: ${(error as Error).message}`);
  }
}

async function claimFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await lock(folder, {
      stale: LOCK_STALE_MS,
      retries: { retries: LOCK_STALE_MS / 500 + 2, factor: 1, minTimeout: 500 },
    });
  } catch (cause) {
    throw new Error(
      `data folder ${folder}: in use by another process; stop it, or set DATABASE_FOLDER to another folder`,
      { cause },
    );
  }
}
