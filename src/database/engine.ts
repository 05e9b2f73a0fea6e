import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { COMPILER_FLAGS, ENGINE_OPTIONS } from './engine-options.js';
import { IN_MEMORY } from '../platform/configuration.js';
import { readInitialImage } from './initial-image.js';

/** What the module throws to leave a statement that failed, and goes on behind (POSTGRES_MAIN_LONGJMP of PGlite). */
const FAILED_STATEMENT = 100;

/** As much of the compiled PostgreSQL as is watched. */
export interface EngineModule {
  _PostgresMainLoopOnce: () => void;
  stackRestore: (pointer: number) => void;
}

/** Names that no version of the library promises. */
const WATCHED_FUNCTIONS = [
  '_PostgresMainLoopOnce',
  'stackRestore',
] as const satisfies readonly (keyof EngineModule)[];

/**
 * PostgreSQL inside this process, which notices its own end. The server gives up (PANIC) when it cannot write its log,
 * as on a full disk; the library would go on calling the module that has ended, in a loop without an end.
 */
export class Engine extends PGlite {
  /** Called once, when the engine has ended by itself. */
  onEnd: ((reason: Error) => void) | null = null;
  private reason: Error | null = null;
  private watched: unknown;

  /** Opens a folder, or `memory://`; what is kept in memory begins with the files that the build has prepared. */
  static async open(place: string): Promise<Engine> {
    COMPILER_FLAGS.forEach(setFlagsFromString);
    const image = place === IN_MEMORY ? await readInitialImage() : null;
    const engine = new Engine(place, { ...ENGINE_OPTIONS, ...(image !== null && { loadDataDir: image }) });
    try {
      await engine.waitReady;
      return engine;
    } catch (error) {
      await engine.abandon();
      throw error;
    }
  }

  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    this.watch();
    if (this.reason !== null) throw this.reason;
    return super.execProtocolRawSync(message);
  }

  /** The socket server would roll back a transaction that ended with the engine. */
  override isInTransaction(): boolean {
    return this.reason === null && super.isInTransaction();
  }

  /** Lets go of the files of an engine that has ended, which it cannot close itself. */
  async abandon(): Promise<void> {
    try {
      await this.fs?.closeFs();
    } catch {
      // there is nothing more to be had from it
    }
  }

  /** Every statement passes through these two functions of the module; without them the end would go unnoticed. */
  private watch(): void {
    const module = this.mod as unknown as EngineModule;
    if (this.watched === module) return;
    for (const name of WATCHED_FUNCTIONS) {
      if (typeof module[name] !== 'function') throw new Error(`PGlite: got no ${name}, expected a function`);
    }
    this.watched = module;
    const { _PostgresMainLoopOnce: execute, stackRestore } = module;
    module._PostgresMainLoopOnce = () => {
      try {
        execute();
      } catch (thrown) {
        if ((thrown as { status?: unknown } | null)?.status !== FAILED_STATEMENT) this.end(thrown);
        throw thrown;
      }
    };
    // Called behind every statement that threw, and the one way out of the loop over them.
    module.stackRestore = (pointer) => {
      if (this.reason !== null) throw this.reason;
      stackRestore(pointer);
    };
  }

  private end(cause: unknown): void {
    if (this.reason !== null) return;
    this.reason = new Error('the embedded database has ended', { cause });
    const { reason } = this;
    setImmediate(() => this.onEnd?.(reason)); // when the client has what the server said last
  }
}
