import { normalCdf } from './normal.js';

describe('normalCdf', () => {
  // Abramowitz, Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.8413447461],
    [-1, 0.1586552539],
    [1.644853627, 0.95],
    [3, 0.998650102],
    [Infinity, 1],
    [-Infinity, 0],
  ])('of %f is %f', (z, expected) => {
    expect(Math.abs(normalCdf(z) - expected)).toBeLessThan(1e-7);
  });
});
