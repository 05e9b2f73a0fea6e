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
