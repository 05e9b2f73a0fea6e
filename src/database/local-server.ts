import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nothingToClose, type DatabaseConnection } from './connection.js';
import type { Engine } from './engine.js';
import { ServedEngine, type SocketAddress } from './served-engine.js';

/**
 * All connections share the one session of the embedded engine, and the socket server takes turns between them
 * message by message: outside transactions, one would parse a statement and another execute it. So there is one.
 */
const EMBEDDED_POOL_SIZE = 1;

/** An engine that the ordinary driver reaches on a socket. */
export interface LocalServer extends DatabaseConnection {
  /** The one that serves at the moment. */
  readonly engine: Engine;
}

/** Serves an engine to this user alone; `reopen` as of `ServedEngine`. */
export async function serveLocally(
  engine: Engine,
  reopen: (() => Promise<Engine>) | null,
): Promise<LocalServer> {
  const { socket, address, removeSocket } = await placeOfSocket();
  const served = await ServedEngine.serve(engine, socket, reopen);
  return {
    options: {
      ...address(served.boundAddress),
      username: 'postgres',
      database: 'postgres',
      poolSize: EMBEDDED_POOL_SIZE,
    },
    get engine() {
      return served.current;
    },
    async close() {
      await served.close();
      await removeSocket();
    },
  };
}

interface PlaceOfSocket {
  readonly socket: SocketAddress;
  /** How the driver names it. */
  readonly address: (bound: SocketAddress) => { readonly host: string; readonly port: number };
  readonly removeSocket: () => Promise<void>;
}

async function placeOfSocket(): Promise<PlaceOfSocket> {
  if (process.platform === 'win32') {
    const host = '127.0.0.1';
    return {
      socket: { host, port: 0 },
      address: (bound) => ({ host, port: (bound as { port: number }).port }),
      removeSocket: nothingToClose,
    };
  }
  const folder = await mkdtemp(join(tmpdir(), 'cutpoint-')); // readable by its owner only
  const port = 5432; // part of the socket's name by PostgreSQL's convention, not a network port
  return {
    socket: { path: join(folder, `.s.PGSQL.${port}`) },
    address: () => ({ host: folder, port }),
    removeSocket: () => rm(folder, { recursive: true, force: true }),
  };
}
