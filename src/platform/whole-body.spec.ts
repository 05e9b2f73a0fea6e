import { PassThrough, Readable } from 'node:stream';
import { wholeBody } from './whole-body.js';

const bytes = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, index) => index % 251));

/** Of all that lives, once nothing else does. */
const heldBytes = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

describe('wholeBody', () => {
  it.each([1, 7, 16_384, 100_000])('puts chunks of %d bytes together', async (size) => {
    const content = bytes(100_000);
    const chunks = Array.from({ length: Math.ceil(content.length / size) }, (_, index) =>
      content.subarray(index * size, (index + 1) * size),
    );
    expect((await wholeBody(Readable.from(chunks), 100_000)).equals(content)).toBe(true);
  });

  it('holds of a million chunks of a byte little more than the bytes', async () => {
    const body = new PassThrough();
    const whole = wholeBody(body, 1_000_000);
    const before = heldBytes();
    for (let index = 0; index < 1_000_000; index++) body.emit('data', Buffer.from([index & 127]));
    const held = heldBytes() - before; // with what is yet to be collected, which is little at a time
    body.emit('end');
    expect((await whole).length).toBe(1_000_000);
    expect(held).toBeLessThan(100_000_000); // an array of those chunks takes some 250 MB
  });

  it('takes as many bytes as it may, and refuses one more before the rest has come', async () => {
    expect((await wholeBody(Readable.from([bytes(10)]), 10)).length).toBe(10);
    const body = new PassThrough();
    body.write(bytes(11)); // and no end
    await expect(wholeBody(body, 10)).rejects.toMatchObject({ code: 'body-too-large' });
  });

  it('fails as the stream fails', async () => {
    const body = new PassThrough();
    body.destroy(new Error('gone'));
    await expect(wholeBody(body, 10)).rejects.toThrow('gone');
  });
});
