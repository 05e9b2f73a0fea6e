import { CoreError } from '../../errors.js';
import { buildNetwork } from '../network.js';
import { cutHolds, findCut, includeCuts, listCuts } from './index.js';

const relu = { kind: 'activation', function: 'relu' } as const;

/** Two layers that both take the input, and one that takes them: the cuts are {}, a, b, ab and abc. */
const DIAMOND = buildNetwork({
  name: 'diamond',
  inputs: [{ name: 'x', shape: [1, 4], dataType: 'float32' }],
  layers: [
    { name: 'a', operation: relu, inputs: ['x'] },
    { name: 'b', operation: relu, inputs: ['x'] },
    { name: 'c', operation: { kind: 'element-wise', function: 'add' }, inputs: ['a', 'b'] },
  ],
});

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as CoreError).code;
  }
};

describe('findCut', () => {
  it('finds every cut of a whole list', () => {
    const cuts = listCuts(DIAMOND);
    expect(cuts.count).toBe(5);
    for (const layers of [[], [0], [1], [0, 1], [0, 1, 2]]) {
      const cut = findCut(cuts, layers);
      expect([0, 1, 2].filter((layer) => cutHolds(cuts, cut, layer))).toEqual(layers);
    }
  });

  it('refuses layers of which one needs another that is not among them', () => {
    expect(codeOf(() => findCut(listCuts(DIAMOND), [0, 2]))).toBe('invalid-cut');
  });

  it('does not find a cut beyond the limit of the list (unlisted-cut) until it is included', () => {
    const partial = listCuts(DIAMOND, { limit: 0 }); // those along the topological order, a cut with b alone is none
    expect(partial.complete).toBe(false);
    expect(codeOf(() => findCut(partial, [1]))).toBe('unlisted-cut');
    const extended = includeCuts(partial, [new Set([1])]);
    expect(cutHolds(extended, findCut(extended, [1]), 1)).toBe(true);
  });
});
