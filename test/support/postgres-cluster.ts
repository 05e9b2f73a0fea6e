import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { chown, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

const VERSIONS = '/usr/lib/postgresql';

/** Where the programs of a PostgreSQL server are; null on a machine without one. */
const programs = (): string | null => {
  const version = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort().at(-1) : undefined;
  return version === undefined ? null : join(VERSIONS, version, 'bin');
};

export const hasPostgres = programs() !== null;

/** A PostgreSQL server of the test's own, which it may kill. */
export interface PostgresCluster {
  readonly port: number;
  readonly url: string;
  /** False before its start, and when it has ended by itself. */
  isRunning(): boolean;
  start(): Promise<void>;
  /** Kills every process of the server, as a power failure would. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

export async function createPostgresCluster(
  folder = mkdtempSync(join(tmpdir(), 'cutpoint-pg-')),
): Promise<PostgresCluster> {
  const bin = programs()!;
  const data = join(folder, 'data');
  const isRoot = process.getuid!() === 0;
  const [uid, gid] = isRoot ? idsOf('postgres') : [process.getuid!(), process.getgid!()];
  if (isRoot) await chown(folder, uid, gid);
  const as = { uid, gid, cwd: folder };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], {
    ...as,
    stdio: 'ignore',
  });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;
  const cluster: PostgresCluster = {
    port,
    url,
    isRunning: () => server !== null,
    async start() {
      const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
      server = spawn(join(bin, 'postgres'), options, { ...as, stdio: 'ignore', detached: true });
      server.once('exit', () => (server = null));
      await answering(url);
    },
    async kill() {
      const exit = once(server!, 'exit');
      // Its backends lead groups of their own; they end by themselves once the postmaster is gone.
      process.kill(server!.pid!, 'SIGKILL');
      await exit;
      await setTimeout(100);
    },
    async remove() {
      if (server !== null) await cluster.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
  return cluster;
}

const idsOf = (user: string): [number, number] =>
  ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user]).toString())) as [number, number];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(connectionString: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (attempt > 150) throw error;
      await setTimeout(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
