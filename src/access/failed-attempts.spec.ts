import { FailedAttempts } from './failed-attempts.js';

const SECOND = 1_000;

describe('FailedAttempts', () => {
  it('lets an address try until it failed as often as the limit, then makes it wait for the oldest to be a minute old', () => {
    const attempts = new FailedAttempts(3);
    for (const time of [0, 10 * SECOND, 20 * SECOND]) {
      expect(attempts.secondsToWait('a', time)).toBeNull();
      attempts.add('a', time);
    }
    expect(attempts.secondsToWait('a', 20 * SECOND)).toBe(40);
    expect(attempts.secondsToWait('a', 60 * SECOND)).toBeNull();
    attempts.add('a', 60 * SECOND);
    expect(attempts.secondsToWait('a', 60 * SECOND)).toBe(10);
  });

  it('counts every address for itself', () => {
    const attempts = new FailedAttempts(1);
    attempts.add('a', 0);
    expect(attempts.secondsToWait('a', 1)).toBe(60);
    expect(attempts.secondsToWait('b', 1)).toBeNull();
  });
});
