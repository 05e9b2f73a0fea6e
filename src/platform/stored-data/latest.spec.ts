import { Latest } from './latest.js';

describe('Latest', () => {
  it('gives whoever asks the outcome of a run that began after it asked, and shares it', async () => {
    let runs = 0;
    const finish: (() => void)[] = [];
    const latest = new Latest(() => {
      runs++;
      return new Promise((resolve) => finish.push(resolve));
    });
    const first = latest.next();
    const [second, third] = [latest.next(), latest.next()];
    expect(runs).toBe(1);
    expect(second).toBe(third);
    finish[0]!();
    await first;
    await new Promise(setImmediate);
    expect(runs).toBe(2);
    const fourth = latest.next();
    expect(fourth).not.toBe(second);
    finish[1]!();
    await second;
    await new Promise(setImmediate);
    expect(runs).toBe(3);
    finish[2]!();
    await fourth;
  });

  it('runs again after a failure', async () => {
    let isBroken = true;
    const latest = new Latest(() => (isBroken ? Promise.reject(new Error('away')) : Promise.resolve()));
    await expect(latest.next()).rejects.toThrow('away');
    isBroken = false;
    await expect(latest.next()).resolves.toBeUndefined();
  });
});
