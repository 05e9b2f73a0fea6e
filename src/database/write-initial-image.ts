/** Leaves the files of an empty database beside the built program, once for each version of the engine. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

const IMAGE = new URL('../../initial-database.tar.gz', import.meta.url);
const VERSION = new URL('../../initial-database.version', import.meta.url);
const ENGINE = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));

const { version } = JSON.parse(await readFile(ENGINE, 'utf8')) as { version: string };
const isThere = existsSync(IMAGE) && existsSync(VERSION) && (await readFile(VERSION, 'utf8')) === version;
if (!isThere) {
  const { PGlite } = await import('@electric-sql/pglite');
  const engine = await PGlite.create();
  const image = await engine.dumpDataDir('gzip');
  await engine.close();
  await writeFile(IMAGE, Buffer.from(await image.arrayBuffer()));
  await writeFile(VERSION, version); // last: an image that was cut short is made anew
}
