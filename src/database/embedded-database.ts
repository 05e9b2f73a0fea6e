import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { lock } from 'proper-lockfile';
import { IN_MEMORY } from '../platform/configuration.js';
import { describeDamage, engineFolder, restoreCheckpoint, takeCheckpoint } from './checkpoint.js';
import { nothingToClose, type DatabaseConnection } from './connection.js';
import { ENGINE_OPTIONS } from './engine-options.js';
import { readInitialImage } from './initial-image.js';

/**
 * All connections share the one session of the embedded engine, and the socket server takes turns between them
 * message by message: outside transactions, one would parse a statement and another execute it. So there is one.
 */
const EMBEDDED_POOL_SIZE = 1;

/** Those of the pool before, which may still be closing, and of the preparation, which uses them in turn. */
const MAX_CONNECTIONS = 5;

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
  const engine = isKept
    ? await openFolder(dataFolder, restore, unlock)
    : await createEngine(IN_MEMORY, false);
  const again = (): void => void checkpoint(engine, dataFolder);
  const checkpoints = isKept ? setInterval(again, CHECKPOINT_MS).unref() : undefined;
  const { server, address, removeSocket } = await serve(engine);
  return {
    options: { ...address, username: 'postgres', database: 'postgres', poolSize: EMBEDDED_POOL_SIZE },
    async close() {
      clearInterval(checkpoints);
      await server.stop();
      await engine.close();
      await removeSocket();
      await unlock();
    },
  };
}

/** The engine on files that exist, or on those of an empty database. */
async function createEngine(place: string, exists: boolean): Promise<PGlite> {
  const image = exists ? null : await readInitialImage();
  return PGlite.create(place, { ...ENGINE_OPTIONS, ...(image !== null && { loadDataDir: image }) });
}

/** Opens what is there and, as it opens, takes a checkpoint of it. */
async function openFolder(
  dataFolder: string,
  restore: boolean,
  unlock: () => Promise<void>,
): Promise<PGlite> {
  try {
    if (restore) await restoreCheckpoint(dataFolder, new Date());
    const folder = engineFolder(dataFolder);
    const engine = await createEngine(folder, existsSync(folder)).catch(async (cause: unknown) => {
      throw await describeDamage(dataFolder, cause);
    });
    await checkpoint(engine, dataFolder);
    return engine;
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** While nothing else is done. What fails here, such as for want of room, leaves the last checkpoint. */
async function checkpoint(engine: PGlite, dataFolder: string): Promise<void> {
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

async function serve(engine: PGlite) {
  const maxConnections = MAX_CONNECTIONS;
  if (process.platform === 'win32') {
    const server = new PGLiteSocketServer({ db: engine, host: '127.0.0.1', port: 0, maxConnections });
    await server.start();
    const port = Number(server.getServerConn().split(':').at(-1));
    return { server, address: { host: '127.0.0.1', port }, removeSocket: nothingToClose };
  }
  const folder = await mkdtemp(join(tmpdir(), 'cutpoint-')); // readable by its owner only
  const port = 5432; // part of the socket's name by PostgreSQL's convention, not a network port
  const server = new PGLiteSocketServer({
    db: engine,
    path: join(folder, `.s.PGSQL.${port}`),
    maxConnections,
  });
  await server.start();
  return {
    server,
    address: { host: folder, port },
    removeSocket: () => rm(folder, { recursive: true, force: true }),
  };
}
