import { once } from 'node:events';
import { PassThrough } from 'node:stream';

/** A client that takes nothing for so long has gone, whatever its connection says. */
const PATIENCE_MS = 30_000;

/** Lines on their way to a client, no more of them at a time than it takes. */
export class ClientStream {
  readonly readable = new PassThrough();

  constructor() {
    // A failure before anybody reads is told in another way, and must not end the process.
    this.readable.on('error', () => undefined);
  }

  /** Resolves when there is room for more. Rejects when the client has gone or takes nothing. */
  async write(lines: string): Promise<void> {
    if (this.readable.destroyed) throw new Error('the client has gone');
    if (this.readable.write(lines)) return;
    const waiting = new AbortController();
    const signal = AbortSignal.any([waiting.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      await Promise.race([
        once(this.readable, 'drain', { signal }),
        once(this.readable, 'close', { signal }).then(() => {
          throw new Error('the client has gone');
        }),
      ]);
    } catch (error) {
      this.readable.destroy();
      throw error;
    } finally {
      waiting.abort(); // or listeners for what did not happen would gather until the patience ends
    }
  }

  end(): void {
    this.readable.end();
  }

  /** The answer breaks off, so that the client sees that it is not complete. */
  fail(error: Error): void {
    this.readable.destroy(error);
  }
}
