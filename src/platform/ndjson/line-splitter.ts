import { isUtf8 } from 'node:buffer';
import { ProblemError } from '../problems/problem.js';

const LINE_END = 0x0a;

/** A line of a body. */
export interface Line {
  /** From 1; blank lines count. */
  readonly number: number;
  /** Without its end, until the next line is asked for; in its place the `ProblemError` of one that is too long or is not UTF-8. */
  readonly bytes: Buffer | ProblemError;
}

/** Cuts bytes into lines as they come, and holds no more of them than twice the longest line that is accepted. */
export class LineSplitter {
  private lines = 0;
  /** Where the line stands whose end has not come yet; one place, because chunks may be single bytes. */
  private begun = Buffer.alloc(0);
  private begunBytes = 0;

  constructor(private readonly limitBytes: number) {}

  /** The lines that end in a chunk, without blank ones. */
  *split(chunk: Uint8Array): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
      yield* this.lineEnding(chunk.subarray(start, end));
      start = end + 1;
    }
    this.hold(chunk.subarray(start));
  }

  /** The last line, where no line end follows it. */
  rest(): Generator<Line> {
    return this.lineEnding(new Uint8Array());
  }

  private *lineEnding(end: Uint8Array): Generator<Line> {
    this.lines++;
    const bytes = this.bytesWith(end);
    this.begunBytes = 0;
    if (bytes instanceof ProblemError || !isBlank(bytes)) yield { number: this.lines, bytes };
  }

  private bytesWith(end: Uint8Array): Line['bytes'] {
    if (this.begunBytes === 0 && end.length <= this.limitBytes) return utf8(end);
    this.hold(end);
    if (this.begunBytes <= this.limitBytes) return utf8(this.begun.subarray(0, this.begunBytes));
    const detail = `line: got more than ${this.limitBytes} bytes, expected at most ${this.limitBytes}`;
    return new ProblemError('body-too-large', detail);
  }

  private hold(piece: Uint8Array): void {
    const held = this.begunBytes;
    this.begunBytes += piece.length;
    if (this.begunBytes > this.limitBytes) return;
    if (this.begunBytes > this.begun.length) {
      const grown = Buffer.alloc(2 * this.begunBytes);
      this.begun.copy(grown, 0, 0, held);
      this.begun = grown;
    }
    this.begun.set(piece, held);
  }
}

const OPENING_BRACE = 0x7b;

/** Most lines are seen not to be at their first byte. */
const isBlank = (line: Buffer): boolean => line[0] !== OPENING_BRACE && line.toString().trim() === '';

function utf8(line: Uint8Array): Line['bytes'] {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
  if (isUtf8(bytes)) return bytes;
  return new ProblemError('malformed-request', 'line: got bytes that are not UTF-8, expected UTF-8');
}
