import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { madeBeside } from './beside.js';

/** Beside the built program; tests run the sources. */
const PLACES = ['../../', '../../dist/'].map((folder) =>
  fileURLToPath(new URL(`${folder}initial-database.tar.gz`, import.meta.url)),
);

/**
 * The packed files of a database as the build has left them: with the schema and what comes with the program. Null
 * where it left none: the engine then makes those of an empty database itself, which takes seconds.
 */
const findInitialImage = (): string | null => PLACES.find((place) => existsSync(place)) ?? null;

/** Names in the image begin with one; as a level, it is empty. */
const LEADING_SLASH = 1;

/** The image, for an engine that keeps its files in memory. */
export async function readInitialImage(): Promise<Blob | null> {
  const file = findInitialImage();
  return file === null ? null : new Blob([await readFile(file)], { type: 'application/x-gzip' });
}

/**
 * Makes a folder of the image, if there is one. Piece by piece: the engine would hold all of it in memory, of which the
 * process keeps 70 MB. Written beside its place and then moved there, so that there is a whole folder or none.
 */
export async function unpackInitialImage(folder: string): Promise<void> {
  const file = findInitialImage();
  if (file === null) return;
  const { extract } = await import('tar'); // most starts find a folder
  const unpacked = await madeBeside(folder, async (unfinished) => {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await extract({ file, cwd: unfinished, strict: true, strip: LEADING_SLASH });
  });
  await rename(unpacked, folder);
}
