import { foldsOf, partRows } from './folds.js';

describe('foldsOf', () => {
  it('holds out one network at a time when there are fewer than 30, in the order of their names', () => {
    expect(foldsOf(['b', 'a', 'b'])).toEqual({
      method: 'leave-one-network-out',
      heldOut: [new Set(['a']), new Set(['b'])],
    });
  });

  it('makes ten folds of 30 networks, three in each', () => {
    const { method, heldOut } = foldsOf(Array.from({ length: 30 }, (_, index) => `network-${index}`));
    expect(method).toBe('10-fold');
    expect(heldOut.map((networks) => networks.size)).toEqual(Array.from({ length: 10 }, () => 3));
  });
});

describe('partRows', () => {
  it('tests all rows of a network that is held out, and trains on the others', () => {
    expect(partRows(['b', 'a', 'b', 'c'], [0, 1, 2], new Set(['b']))).toEqual({
      training: [1],
      tested: [0, 2],
    });
  });
});
