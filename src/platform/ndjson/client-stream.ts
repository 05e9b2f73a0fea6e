import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const NDJSON = 'application/x-ndjson';

/** A client that takes nothing for so long has gone, whatever its connection says. */
const PATIENCE_MS = 30_000;

/** Hands lines over; resolves when there is room for more, and rejects when the client has gone or takes nothing. */
export type WriteLines = (lines: string) => Promise<void>;

/** An answer in lines, of which the first are there. */
export interface LineAnswer {
  sendTo(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

const LINES = `${NDJSON}; charset=utf-8`;

/** Lines on their way to a client, no more of them at a time than it takes. */
export class ClientStream implements LineAnswer {
  private readonly readable = new PassThrough();

  private constructor() {
    // A failure before anybody reads is told in another way, and must not end the process.
    this.readable.on('error', () => undefined);
  }

  /**
   * Resolves with the answer as soon as `work` writes the first lines of it, or else with the last lines, which it gives
   * back; rejects with the error of `work` where it writes none. Where it fails later, the answer breaks off, so that the
   * client sees that it is not complete, and `brokeOff` is told.
   */
  static answering(
    work: (write: WriteLines) => Promise<string>,
    brokeOff: (error: Error) => void,
  ): Promise<LineAnswer> {
    return new Promise((resolve, reject) => {
      let stream = null as ClientStream | null;
      const write: WriteLines = (lines) => {
        stream ??= new ClientStream();
        resolve(stream);
        return stream.write(lines);
      };
      work(write).then(
        (lastLines) => {
          if (stream === null) resolve(wholeAnswer(lastLines));
          else stream.readable.end(lastLines);
        },
        (thrown: unknown) => {
          const error = thrown instanceof Error ? thrown : new Error(String(thrown));
          brokeOff(error);
          stream?.readable.destroy(error);
          reject(error);
        },
      );
    });
  }

  async sendTo(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.raw.socket.destroyed) this.readable.destroy(new Error('the client has gone'));
    else await reply.type(LINES).send(this.readable);
  }

  private async write(lines: string): Promise<void> {
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
}

/** All lines at once: a stream takes longer than a few of them. */
const wholeAnswer = (lines: string): LineAnswer => ({
  async sendTo(_request, reply) {
    await reply.type(LINES).send(lines);
  },
});
