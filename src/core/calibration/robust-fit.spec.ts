import { quantile, robustFit } from './robust-fit.js';

const problem = (columns: readonly (readonly number[])[], target: readonly number[]) => ({
  columns: columns.map((column) => Float64Array.from(column)),
  target: Float64Array.from(target),
  rows: target.map((_, row) => row),
});

describe('robustFit', () => {
  it('recovers the coefficients of clean data', () => {
    // cost = 2 · MAC + 5
    const { coefficients } = robustFit(
      problem(
        [
          [1, 10, 100, 1000],
          [1, 1, 1, 1],
        ],
        [7, 25, 205, 2005],
      ),
    );
    expect(coefficients[0]).toBeCloseTo(2, 9);
    expect(coefficients[1]).toBeCloseTo(5, 9);
  });

  it('is not moved by one measurement in ten that is wrong by a factor of 4', () => {
    const macs = Array.from({ length: 20 }, (_, index) => index + 1);
    const target = macs.map((mac, index) => (index % 10 === 3 ? 12 : index % 2 === 0 ? 3.03 : 2.97) * mac);
    const { coefficients, weights } = robustFit(problem([macs], target));
    expect(coefficients[0]).toBeGreaterThan(2.97);
    expect(coefficients[0]).toBeLessThan(3.03);
    expect(weights[3]).toBeLessThan(0.1);
  });

  it('has no bias from errors that are relative to the measurement: the mean of 0.9 and 1.1 is 1', () => {
    const { coefficients } = robustFit(problem([[1, 1]], [0.9, 1.1]));
    expect(coefficients[0]).toBeCloseTo(1, 9);
  });
});

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    expect(quantile([1, 2, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantile([5], 0.9)).toBe(5);
  });
});
