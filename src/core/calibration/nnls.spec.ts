import { randomFrom } from '../../../test/fixtures/synthetic-measurements.js';
import { isFullRank, nonNegativeLeastSquares } from './nnls.js';
import { normalEquations } from './normal-equations.js';

const equationsOf = (rows: readonly (readonly number[])[], target: readonly number[]) =>
  normalEquations({
    columns: rows[0]!.map((_, column) => Float64Array.from(rows, (row) => row[column]!)),
    target: Float64Array.from(target),
    rows: target.map((_, row) => row),
    scales: new Float64Array(target.length).fill(1),
  });

const solve = (rows: readonly (readonly number[])[], target: readonly number[]) =>
  Array.from(nonNegativeLeastSquares(equationsOf(rows, target)));

describe('nonNegativeLeastSquares', () => {
  it('solves a system of two networks exactly', () => {
    // 2a + 3b = 13, 4a + b = 11: a = 2, b = 3
    const [a, b] = solve(
      [
        [2, 3],
        [4, 1],
      ],
      [13, 11],
    );
    expect(a).toBeCloseTo(2, 12);
    expect(b).toBeCloseTo(3, 12);
  });

  it('leaves at zero what would be negative, and fits the rest anew', () => {
    // Unconstrained: a = 2, b = -1. With b = 0: a = (1·1 + 1·2 + 0·-1) / 2 = 1.5.
    const [a, b] = solve(
      [
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      [1, 2, -1],
    );
    expect(a).toBeCloseTo(1.5, 12);
    expect(b).toBe(0);
  });

  it('gives zeros when no column can lower the error', () => {
    expect(solve([[1], [2]], [-1, -2])).toEqual([0]);
    expect(solve([[0], [0]], [1, 2])).toEqual([0]);
  });

  it('leaves one of two equal columns at zero', () => {
    const x = solve(
      [
        [1, 1],
        [2, 2],
      ],
      [3, 6],
    );
    expect(x.filter((value) => value === 0)).toHaveLength(1);
    expect(x[0]! + x[1]!).toBeCloseTo(3, 12);
  });

  it('satisfies the conditions of Karush, Kuhn and Tucker on 1000 collinear problems', () => {
    const random = randomFrom(1);
    for (let problem = 0; problem < 1000; problem++) {
      const rows = Array.from({ length: 9 }, () => {
        const common = random();
        return Array.from({ length: 7 }, () => common + 0.05 * random());
      });
      const target = rows.map((row) => row.reduce((sum, value) => sum + value * random(), 0));
      const { gram, moment, size, scale } = equationsOf(rows, target);
      const x = Array.from(nonNegativeLeastSquares(equationsOf(rows, target)));
      const steepest = Math.max(...moment);
      for (let i = 0; i < size; i++) {
        const gradient =
          x.reduce((sum, value, j) => sum + (gram[i * size + j]! * value) / scale[j]!, -moment[i]!) /
          steepest;
        expect(x[i]).toBeGreaterThanOrEqual(0);
        if (x[i]! > 0) expect(Math.abs(gradient)).toBeLessThan(1e-9);
        else expect(gradient).toBeGreaterThan(-1e-9);
      }
    }
  });

  it.each([1e-9, 1e-3, 1e3, 1e9])('scales with its columns by %p', (factor) => {
    const rows = [
      [1, 2, 1],
      [2, 1, 1],
      [3, 5, 1],
      [1, 7, 1],
    ];
    const plain = solve(rows, [4, 5, 9, 10]);
    const scaled = solve(
      rows.map(([a, b, c]) => [a! * factor, b!, c! / factor]),
      [4, 5, 9, 10],
    );
    expect(scaled[0]! * factor).toBeCloseTo(plain[0]!, 9);
    expect(scaled[1]).toBeCloseTo(plain[1]!, 9);
    expect(scaled[2]! / factor).toBeCloseTo(plain[2]!, 9);
  });
});

describe('isFullRank', () => {
  it('finds columns that depend on others', () => {
    expect(
      isFullRank(
        equationsOf(
          [
            [1, 2],
            [2, 3],
          ],
          [1, 1],
        ),
      ),
    ).toBe(true);
    expect(
      isFullRank(
        equationsOf(
          [
            [1, 2],
            [2, 4],
          ],
          [1, 1],
        ),
      ),
    ).toBe(false);
    expect(isFullRank(equationsOf([[1, 2]], [1]))).toBe(false);
  });
});
