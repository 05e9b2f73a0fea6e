import { rm } from 'node:fs/promises';

/**
 * Makes a folder beside its place, to be moved there when it is whole, and gives its path. What an earlier try left is
 * removed first, and so is what a failed one leaves: what it took of the disk is needed.
 */
export async function madeBeside(
  folder: string,
  make: (unfinished: string) => Promise<void>,
): Promise<string> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  try {
    await make(unfinished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 }); // some files may still be written
    throw error;
  }
  return unfinished;
}
