import { jest } from '@jest/globals';
import { Follower } from './follower.js';

/** Work that the test itself finishes. */
function controlled() {
  const begun: { input: number; signal: AbortSignal; finish: () => void }[] = [];
  const follower = new Follower<number>(
    (input, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new DOMException('given up', 'AbortError'));
        });
        begun.push({ input, signal, finish: resolve });
      }),
  );
  return { follower, begun, inputs: () => begun.map(({ input }) => input) };
}

describe('Follower', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('does one thing at a time, and then the newest of what came meanwhile', async () => {
    const { follower, begun, inputs } = controlled();
    for (const input of [1, 2, 3]) follower.follow(input);
    expect(inputs()).toEqual([1]);
    begun[0]!.finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(inputs()).toEqual([1, 3]);
  });

  it('gives up outdated work that takes longer than a quarter of a second', async () => {
    const { follower, begun, inputs } = controlled();
    follower.follow(1);
    await jest.advanceTimersByTimeAsync(200);
    follower.follow(2);
    await jest.advanceTimersByTimeAsync(49);
    expect(begun[0]!.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(begun[0]!.signal.aborted).toBe(true);
    expect(inputs()).toEqual([1, 2]);
  });

  it('lets work that nothing has outdated take its time', async () => {
    const { follower, begun } = controlled();
    follower.follow(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(begun[0]!.signal.aborted).toBe(false);
  });

  it('stops what is under way and what waits', async () => {
    const { follower, inputs } = controlled();
    follower.follow(1);
    follower.follow(2);
    follower.stop();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(inputs()).toEqual([1]);
  });
});
