import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { madeBeside } from './beside.js';

/** Where the embedded database keeps its files, inside the data folder. */
export const engineFolder = (dataFolder: string): string => join(dataFolder, 'postgres');

const checkpointFolder = (dataFolder: string): string => join(dataFolder, 'checkpoint');

/**
 * Copies the files of an embedded database that were just seen to be sound; nobody may write meanwhile. Written
 * beside its place and then moved there, so that there is a whole copy at any time.
 */
export async function takeCheckpoint(dataFolder: string): Promise<void> {
  const checkpoint = checkpointFolder(dataFolder);
  const copy = await madeBeside(checkpoint, (unfinished) => copyFolder(engineFolder(dataFolder), unfinished));
  await rm(`${checkpoint}.old`, { recursive: true, force: true });
  if (existsSync(checkpoint)) await rename(checkpoint, `${checkpoint}.old`);
  await rename(copy, checkpoint);
  await rm(`${checkpoint}.old`, { recursive: true, force: true });
}

/** Puts the last checkpoint in the place of the files; those are kept beside it. Throws an `Error` without one. */
export async function restoreCheckpoint(dataFolder: string, now: Date): Promise<void> {
  const checkpoint = await findCheckpoint(dataFolder);
  if (checkpoint === null) throw new Error(`data folder ${dataFolder}: has no checkpoint to go back to`);
  const engine = engineFolder(dataFolder);
  const damaged = `${engine}.damaged-${now.toISOString().replaceAll(':', '-')}`;
  if (existsSync(engine)) await rename(engine, damaged);
  await copyFolder(checkpoint.folder, engine);
}

/** What to say of a database that does not open. */
export async function describeDamage(dataFolder: string, cause: unknown): Promise<Error> {
  const checkpoint = await findCheckpoint(dataFolder);
  const wayOut =
    checkpoint === null
      ? 'there is no checkpoint to go back to; restore a copy of the folder'
      : `start once with RESTORE_CHECKPOINT=true to go back to the checkpoint of ${checkpoint.takenAt.toISOString()}`;
  return new Error(
    `data folder ${dataFolder}: the database does not open (${(cause as Error).message}); it was left as it is. ` +
      `To go on, ${wayOut}`,
    { cause },
  );
}

/** The last whole copy: a move that was cut short leaves the one before. */
async function findCheckpoint(dataFolder: string): Promise<{ folder: string; takenAt: Date } | null> {
  const folder = [checkpointFolder(dataFolder), `${checkpointFolder(dataFolder)}.old`].find(existsSync);
  return folder === undefined ? null : { folder, takenAt: (await stat(folder)).ctime };
}

/** Of files and folders alone, as those of a database are, which takes a quarter of the time of `cp`. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  const copies = entries.map((entry) => {
    const copy = entry.isDirectory() ? copyFolder : copyFile;
    return copy(join(from, entry.name), join(to, entry.name));
  });
  await Promise.all(copies);
}
