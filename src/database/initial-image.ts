import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Beside the built program; tests run the sources. */
const PLACES = ['../../', '../../dist/'].map(
  (folder) => new URL(`${folder}initial-database.tar.gz`, import.meta.url),
);

/**
 * The files of a database as the build has left them: with the schema and what comes with the program. Null where it
 * left none: the engine then makes those of an empty database itself, which takes seconds.
 */
export async function readInitialImage(): Promise<Blob | null> {
  const file = PLACES.find((place) => existsSync(place));
  return file === undefined ? null : new Blob([await readFile(file)], { type: 'application/x-gzip' });
}
