import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/**
 * Pages that the engine keeps. All of them are resident from the start, and the 128 MB that it would take are many
 * times what the tables of a service hold.
 */
const SHARED_BUFFERS = '16MB';

/** How the embedded engine is started, beside where its files are. */
export const ENGINE_OPTIONS: PGliteOptions = {
  startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
};

/**
 * Leaves PostgreSQL as V8 compiled it at first. To optimise what it executes often takes a third of a start and keeps
 * over 100 MB, and makes a statement that writes a sixth faster.
 */
export const COMPILER_FLAGS: readonly string[] = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
