import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all its room but `bytes`. */
  leave(bytes: number): Promise<void>;
  /** Gives back what `leave` took. */
  free(): Promise<void>;
  remove(): void;
}

/** Held in memory (tmpfs), of which it takes what is written. */
export function mountSmallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'cutpoint-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async leave(rest) {
      const file = await open(ballast, 'a');
      const { bavail, bsize } = statfsSync(folder);
      for (let pages = bavail - Math.ceil(rest / bsize); pages > 0; pages -= 256) {
        await file.appendFile(Buffer.alloc(Math.min(pages, 256) * bsize));
      }
      await file.close();
    },
    free: () => rm(ballast),
    remove() {
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    },
  };
}

/** Why no such disk can be had here, which only the superuser of the machine may ask for; null where it can. */
export const noSmallDisk = ((): string | null => {
  try {
    mountSmallDisk(2 ** 20).remove();
    return null;
  } catch (error) {
    return `no small file system can be mounted here: ${(error as Error).message}`;
  }
})();
