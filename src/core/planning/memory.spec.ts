import { listCuts } from '../network/cuts/index.js';
import { buildNetwork } from '../network/network.js';
import { memoryBetween, memoryByCut } from './memory.js';
import type { Tier } from './tier.js';

const relu = { kind: 'activation', function: 'relu' } as const;
/** a → b → c, and c takes a's tensor as well; 400 bytes each, and a connected layer of 100 · 10 weights behind. */
const network = buildNetwork({
  name: 'shortcut',
  inputs: [{ name: 'input', shape: [1, 100], dataType: 'float32' }],
  layers: [
    { name: 'a', operation: relu },
    { name: 'b', operation: relu },
    { name: 'c', operation: { kind: 'element-wise', function: 'add' }, inputs: ['a', 'b'] },
    { name: 'd', operation: { kind: 'connected', features: 10, bias: false } },
  ],
});
const cuts = listCuts(network);
const costs = { standalone: new Float64Array(4), perInference: 0 };
const tier: Tier = {
  costs: { latency: costs, energy: null, fusedInto: new Int32Array(4).fill(-1) },
  idlePower: null,
  elementBytes: 2,
};

describe('memory', () => {
  it('is weights, and activations at their peak, on either side of a cut', () => {
    const { inside, outside } = memoryByCut(cuts, tier);
    // a: 400 in and 400 out; c: a, b and its own; d: 400 in, 40 out; 1 000 weights of 2 bytes
    expect([...inside]).toEqual([0, 800, 800, 1200, 3200]);
    expect([...outside]).toEqual([3200, 3200, 3200, 2440, 0]);
  });

  it('is what is between two cuts, with all that goes further', () => {
    const between = memoryBetween(cuts, tier);
    // b alone: a's tensor stays, for c needs it: 400 in, 400 out
    expect(between(1, 2)).toBe(800);
    // b and c: a, b and c's own
    expect(between(1, 3)).toBe(1200);
    for (const cut of [0, 1, 2, 3]) {
      expect(between(cut, 4)).toBe(memoryByCut(cuts, tier).outside[cut]);
      expect(between(0, cut)).toBe(memoryByCut(cuts, tier).inside[cut]);
    }
  });
});
