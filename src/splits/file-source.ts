import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../onnx/index.js';

/** Bytes of an open file. */
export const fileSource = (handle: FileHandle): ByteSource => ({
  async read(offset, length) {
    const buffer = Buffer.allocUnsafe(length);
    for (let filled = 0; filled < length;) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0)
        throw new Error(`file: got its end at byte ${offset + filled}, which was there before`);
      filled += bytesRead;
    }
    return buffer;
  },
});

/** The whole file from its beginning, without closing it. */
export const chunksOfFile = (handle: FileHandle): AsyncIterable<Uint8Array> =>
  handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 2 ** 20 });
