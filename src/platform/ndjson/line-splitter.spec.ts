import { LineSplitter, type Line } from './line-splitter.js';

/** The lines of a body that comes in chunks of `size` bytes: number and text, or the code of what is wrong. */
function linesOf(body: Uint8Array, size: number, limitBytes = 100): [number, string][] {
  const splitter = new LineSplitter(limitBytes);
  const lines: [number, string][] = [];
  const add = (found: Iterable<Line>): void => {
    for (const { number, bytes } of found) {
      lines.push([number, Buffer.isBuffer(bytes) ? bytes.toString() : bytes.code]);
    }
  };
  for (let start = 0; start < body.length; start += size) {
    add(splitter.split(body.subarray(start, start + size)));
  }
  add(splitter.rest());
  return lines;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('LineSplitter', () => {
  it.each([1, 2, 3, 7, 1_000])('gives the same lines whatever the chunks (%i bytes)', (size) => {
    expect(linesOf(utf8('a\r\n\n \t\nbö🙂\n\nlast'), size)).toEqual([
      [1, 'a\r'],
      [4, 'bö🙂'],
      [6, 'last'],
    ]);
  });

  it('gives nothing of a body that is empty or all line ends', () => {
    expect(linesOf(utf8(''), 10)).toEqual([]);
    expect(linesOf(utf8('\n\r\n\n'), 1)).toEqual([]);
  });

  it.each([1, 64, 10_000])('passes over a line beyond the limit, and reads on (%i bytes)', (size) => {
    const body = utf8(`${'x'.repeat(100)}\n${'y'.repeat(101)}\n${'z'.repeat(5_000)}\nafter`);
    expect(linesOf(body, size)).toEqual([
      [1, 'x'.repeat(100)],
      [2, 'body-too-large'],
      [3, 'body-too-large'],
      [4, 'after'],
    ]);
  });

  it.each([1, 100])('tells a line that is not UTF-8 (%i bytes)', (size) => {
    const body = new Uint8Array([...utf8('a\n'), 0xff, 0xfe, 0x0a, ...utf8('b\n'), 0xc3]);
    expect(linesOf(body, size)).toEqual([
      [1, 'a'],
      [2, 'malformed-request'],
      [3, 'b'],
      [4, 'malformed-request'],
    ]);
  });
});
