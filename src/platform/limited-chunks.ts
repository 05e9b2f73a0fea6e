import type { Readable } from 'node:stream';
import { ProblemError } from './problems/problem.js';

/**
 * The chunks of a body that comes piece by piece, at most `limitBytes` of them. A reader that gives up half-way leaves the
 * connection open, so that the client can finish sending and read the answer.
 */
export async function* limitedChunks(
  upload: Readable,
  limitBytes: number,
  what = 'model file',
): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of upload.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      received += chunk.length;
      if (received > limitBytes) {
        throw new ProblemError('body-too-large', `${what}: got more than ${limitBytes} bytes, the limit`);
      }
      yield chunk;
    }
  } finally {
    upload.resume(); // whatever is still to come is read and forgotten
  }
}
