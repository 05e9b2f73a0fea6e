import type { Readable } from 'node:stream';
import { ProblemError } from './problems/problem.js';

/**
 * All of a body, of at most `limitBytes`. Chunks are copied as they come, but for the first: held each by itself, one
 * of a single byte takes hundreds. Throws a `ProblemError` (`body-too-large`) as soon as the limit is exceeded, and what the stream fails with.
 */
export function wholeBody(body: Readable, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let whole: Buffer = Buffer.alloc(0);
    let length = 0;
    const take = (chunk: Buffer): void => {
      const next = length + chunk.length;
      if (next > limitBytes) {
        body.off('data', take); // the rest is read and forgotten by whoever answers
        reject(new ProblemError('body-too-large', `body: got more than ${limitBytes} bytes, the limit`));
        return;
      }
      if (length === 0) whole = chunk;
      else if (next > whole.length) {
        const larger = Buffer.allocUnsafe(Math.min(limitBytes, Math.max(next, 2 * whole.length)));
        whole.copy(larger, 0, 0, length);
        whole = larger;
      }
      if (whole !== chunk) chunk.copy(whole, length);
      length = next;
    };
    body.on('data', take);
    body.once('end', () => {
      resolve(whole.subarray(0, length));
    });
    body.once('error', reject);
  });
}
