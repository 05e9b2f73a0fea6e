/**
 * Leaves the files of a database beside the built program, with the schema and what comes with the program, so that a
 * first start finds most of its work done. Made anew when anything of the program has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';

const BUILT = new URL('../../', import.meta.url);
const IMAGE = new URL('initial-database.tar.gz', BUILT);
const PROGRAM = new URL('initial-database.program', BUILT);
const PACKAGES = new URL('../package-lock.json', BUILT);

const program = await hashOfProgram();
if (!existsSync(PROGRAM) || (await readFile(PROGRAM, 'utf8')) !== program) {
  await rm(PROGRAM, { force: true });
  await rm(IMAGE, { force: true }); // or the engine would begin with it
  const { makeInitialImage } = await import('./make-initial-image.js');
  await writeFile(IMAGE, await makeInitialImage());
  await writeFile(PROGRAM, program); // last: an image that was cut short is made anew
}

/** Of its modules as they were compiled, and of the packages that it uses. */
async function hashOfProgram(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(PACKAGES));
  for (const folder of ['src/', 'migrations/'].map((name) => new URL(name, BUILT))) {
    const names = await readdir(folder, { recursive: true });
    const modules = names.filter((name) => name.endsWith('.js') && !name.startsWith('program')).sort();
    for (const name of modules) hash.update(name).update(await readFile(new URL(name, folder)));
  }
  return hash.digest('hex');
}
