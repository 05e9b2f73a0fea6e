import { uniformFrom } from '../planning/random.js';
import { kendallTau } from './kendall.js';

/** Every pair looked at, by the definition of tau-b. */
function byDefinition(x: readonly number[], y: readonly number[]): number {
  let [concordant, discordant, tiedX, tiedY] = [0, 0, 0, 0];
  for (let a = 0; a < x.length; a++) {
    for (let b = 0; b < a; b++) {
      const product = Math.sign(x[a]! - x[b]!) * Math.sign(y[a]! - y[b]!);
      if (product > 0) concordant++;
      if (product < 0) discordant++;
      if (x[a] === x[b]) tiedX++;
      if (y[a] === y[b]) tiedY++;
    }
  }
  const pairs = (x.length * (x.length - 1)) / 2;
  return (concordant - discordant) / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
}

describe('kendallTau', () => {
  it('is 1 for the same order and -1 for the reverse', () => {
    expect(kendallTau([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1);
    expect(kendallTau([1, 2, 3, 4], [40, 30, 20, 10])).toBe(-1);
  });

  it('counts pairs: one exchange among four is 5 concordant, 1 discordant of 6', () => {
    expect(kendallTau([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(4 / 6, 15);
  });

  it('leaves ties out of the number of pairs', () => {
    // Pairs (1,2), (1,3), (2,3): x ties the first two, y none: 2 concordant / √((3 - 1) · 3)
    expect(kendallTau([1, 1, 2], [1, 2, 3])).toBeCloseTo(2 / Math.sqrt(6), 15);
  });

  it.each([
    [[], []] as const,
    [[1], [2]] as const,
    [
      [1, 1, 1],
      [1, 2, 3],
    ] as const,
  ])('is not defined where a list has no two different values (%j, %j)', (x, y) => {
    expect(kendallTau(x, y)).toBeNull();
  });

  it('equals the definition on random lists with many ties', () => {
    const uniform = uniformFrom(7);
    for (let length = 6; length < 60; length++) {
      const [x, y] = [0, 1].map(() => Array.from({ length }, () => Math.floor(uniform() * 12)));
      expect(kendallTau(x!, y!) ?? NaN).toBeCloseTo(byDefinition(x!, y!), 12);
    }
  });
});
