import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PartFiles } from './manifest.js';

/** Archives of the same parts are the same bytes: this is the earliest time that the format has. */
const MTIME = new Date(1980, 0, 1);

/** Weights hardly compress, so what is sent is read and written once. */
const AS_THEY_ARE = { compress: false, mtime: MTIME, forceDosTimestamp: true, mode: 0o100644 } as const;

/**
 * A zip of the parts, with manifest.json behind them, because that has their sums. Reads the model while it is read
 * itself; `done` is called once, when nothing more is read of the model.
 */
export function archiveOf(parts: PartFiles, done: () => void): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const open: Readable[] = [];
  const add = (name: string, options: object, content: () => AsyncIterable<Uint8Array>): void => {
    zip.addReadStreamLazy(name, { ...AS_THEY_ARE, ...options }, (give) => {
      const stream = Readable.from(content(), { objectMode: false });
      open.push(stream);
      give(null, stream);
    });
  };
  for (const { name, bytes, content } of parts.files) add(name, { size: bytes }, content);
  add('manifest.json', {}, () => manifestOf(parts));
  zip.end();
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => {
    for (const stream of open) stream.destroy();
    done();
  });
  return output;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one chunk
async function* manifestOf(parts: PartFiles): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(parts.manifest(), null, 2)}\n`);
}
