import { evenly } from './evenly.js';
import { thinned } from './thinned.js';
import { DEFAULT_VIEW } from './view.js';

describe('evenly', () => {
  it('keeps all where there is room', () => {
    expect(evenly(4, 4)).toEqual([0, 1, 2, 3]);
    expect(evenly(0, 4)).toEqual([]);
  });

  it('spreads what there is room for from end to end, and keeps what it must', () => {
    expect(evenly(101, 5)).toEqual([0, 25, 50, 75, 100]);
    expect(evenly(101, 5, [26, 50])).toEqual([0, 25, 26, 50, 75, 100]);
  });
});

describe('thinned', () => {
  const view = { ...DEFAULT_VIEW, width: 100, height: 100 };
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => [x, y];

  it('keeps a few however near each other', () => {
    const same = Array.from({ length: 1000 }, () => [1, 1] as const);
    expect(thinned(same, view, place)).toHaveLength(1000);
  });

  it('keeps the first of those that lie within the same two pixels', () => {
    // 50 cells in each direction of a square of 100 pixels; 2000 points on its diagonal, 40 in each cell.
    const diagonal = Array.from({ length: 2001 }, (_, k) => [k / 2000, k / 2000] as const);
    const kept = thinned(diagonal, view, place);
    expect(kept).toHaveLength(51);
    expect(kept[1]).toEqual([0.02, 0.02]);
    expect(thinned(diagonal, view, place)).toEqual(kept);
  });

  it('tells apart what a logarithmic axis tells apart', () => {
    // Three decades: half of the points are below a hundredth of the axis.
    const decades = Array.from({ length: 2001 }, (_, k) => [10 ** ((3 * k) / 2000), 1] as const);
    const kept = thinned(decades, view, place);
    expect(kept).toHaveLength(51);
    expect(kept.filter(([x]) => x < 31.6)).toHaveLength(25);
  });
});
