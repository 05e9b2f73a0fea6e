import { count, digits, energy, latency, latencyUnit, macs, percent, rate, size, times } from './figures.js';

/** As a reader sees it, with common spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('a number', () => {
  it.each([
    [6.2834, '6.28'],
    [0.000123456, '0.000123'],
    [1234.5, '1230'],
    [36864, '36 900'],
    [2, '2'],
    [0.1, '0.1'],
    [0, '0'],
    [-3.25, '−3.25'],
    [Infinity, '∞'],
    [NaN, 'not known'],
  ])('%p is written as %p: three significant digits, no exponent', (value, text) => {
    expect(plain(digits(value))).toBe(text);
  });

  it('is written in full where it counts things', () => {
    expect([count(35684), count(1000), count(714188480)].map(plain)).toEqual([
      '35 684',
      '1000',
      '714 188 480',
    ]);
  });
});

describe('a figure', () => {
  it.each([
    [latency(6.2834), '6.28 ms'],
    [latency(0.0967), '96.7 µs'],
    [latency(1.8e-9), '1.8 ps'],
    [latency(1500), '1.5 s'],
    [latency(0), '0 ms'],
    [latency(null), 'not known'],
    [latency(999.9), '1 s'],
    [energy(0.129), '129 mJ'],
    [energy(4.2e-11), '42 pJ'],
    [energy(1.28), '1.28 J'],
    [size(36864), '36.9 kB'],
    [size(12), '12 B'],
    [rate(200), '200 Mbit/s'],
    [rate(1000), '1 Gbit/s'],
    [rate(0.05), '50 kbit/s'],
    [macs(714188480), '714 MMACs'],
    [percent(0.276), '27.6 %'],
    [times(2), '×2'],
  ])('is written with a unit of a fitting size: %s', (written, text) => {
    expect(plain(written)).toBe(text);
  });

  it('has the unit of the largest one on an axis', () => {
    const { unit, scaled } = latencyUnit(2500);
    expect(unit).toBe('s');
    expect([2500, 100].map(scaled)).toEqual([2.5, 0.1]);
  });
});
