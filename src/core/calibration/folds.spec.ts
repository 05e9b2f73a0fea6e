import { foldsOf, trainingRows } from './folds.js';

describe('foldsOf', () => {
  it('holds out one network at a time when there are fewer than 30, with all its rows', () => {
    const networks = ['b', 'a', 'b'];
    expect(foldsOf(networks, [0, 1, 2])).toEqual({ method: 'leave-one-network-out', heldOut: [[1], [0, 2]] });
  });

  it('makes ten folds of 30 networks, three in each', () => {
    const networks = Array.from({ length: 30 }, (_, index) => `network-${index}`);
    const { method, heldOut } = foldsOf(
      networks,
      networks.map((_, row) => row),
    );
    expect(method).toBe('10-fold');
    expect(heldOut.map((rows) => rows.length)).toEqual(Array.from({ length: 10 }, () => 3));
  });
});

describe('trainingRows', () => {
  it('are the rows that are not held out', () => {
    expect(trainingRows([0, 1, 2, 3], [1, 3])).toEqual([0, 2]);
  });
});
