import { IN_MEMORY } from '../platform/configuration.js';
import { Engine } from './engine.js';
import { serveLocally } from './local-server.js';
import { prepareDatabase } from './prepare.js';

/** The packed files of a database that is up to date; the engine makes them from nothing where there is no image yet. */
export async function makeInitialImage(): Promise<Buffer> {
  const engine = await Engine.open(IN_MEMORY);
  await dropTemplates(engine);
  const server = await serveLocally(engine, null);
  try {
    await prepareDatabase(server.options);
    await engine.exec('CHECKPOINT');
    const image = await engine.dumpDataDir('gzip');
    return Buffer.from(await image.arrayBuffer());
  } finally {
    await server.close();
  }
}

/** They are for making databases, of which there is one; and they take two thirds of the files. */
async function dropTemplates(engine: Engine): Promise<void> {
  await engine.exec('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await engine.exec(`DROP DATABASE ${name}`);
}
