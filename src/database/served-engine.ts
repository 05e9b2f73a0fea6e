import { setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { Engine } from './engine.js';

/** Those of the pool before, which may still be closing, and of the preparation, which uses them in turn. */
const MAX_CONNECTIONS = 5;

/** Between two tries to open what has ended: opening holds up requests for about half a second. */
const REOPEN_MS = 1_000;

export type SocketAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** An engine behind a socket. Where it ends by itself, it is opened anew, and again until it opens. */
export class ServedEngine {
  private readonly logger = new Logger('database');
  private reopening: Promise<void> | null = null;
  private closing = false;

  private constructor(
    private engine: Engine,
    private server: PGLiteSocketServer,
    private readonly address: SocketAddress,
    private readonly reopen: (() => Promise<Engine>) | null,
  ) {
    this.watch();
  }

  /** `reopen` opens what the engine has stored; null for an engine in memory, with which all is gone. */
  static async serve(
    engine: Engine,
    address: SocketAddress,
    reopen: (() => Promise<Engine>) | null,
  ): Promise<ServedEngine> {
    const server = await listen(engine, address);
    return new ServedEngine(engine, server, boundTo(server, address), reopen);
  }

  /** Where it listens, with the port that the system chose. */
  get boundAddress(): SocketAddress {
    return this.address;
  }

  /** The engine that serves at the moment. */
  get current(): Engine {
    return this.engine;
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.reopening;
    await this.server.stop();
    await this.engine.close();
  }

  private watch(): void {
    this.engine.onEnd = ({ message, cause }) => {
      this.logger.error(`${message} (${String(cause)}); it is opened anew`);
      this.reopening = this.replace().finally(() => (this.reopening = null));
    };
  }

  /** Until then nothing listens, so that clients are refused at once. */
  private async replace(): Promise<void> {
    await this.server.stop();
    await this.engine.abandon();
    while (!this.closing && this.reopen !== null) {
      try {
        this.engine = await this.reopen();
        this.server = await listen(this.engine, this.address);
        this.watch();
        this.logger.warn('the embedded database is open again');
        return;
      } catch (error) {
        this.logger.error(`the embedded database does not open: ${(error as Error).message}`);
        await setTimeout(REOPEN_MS);
      }
    }
  }
}

async function listen(engine: Engine, address: SocketAddress): Promise<PGLiteSocketServer> {
  const server = new PGLiteSocketServer({ db: engine, ...address, maxConnections: MAX_CONNECTIONS });
  await server.start();
  return server;
}

const boundTo = (server: PGLiteSocketServer, address: SocketAddress): SocketAddress =>
  'path' in address
    ? address
    : { host: address.host, port: Number(server.getServerConn().split(':').at(-1)) };
