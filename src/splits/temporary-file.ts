import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file without a name: it is gone when it is closed, or when the process ends however that comes about, because
 * its name is removed as soon as it is open.
 */
export async function openTemporaryFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `cutpoint-model-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}
