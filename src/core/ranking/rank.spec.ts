import { joules } from '../units.js';
import type { CostError } from '../cost/model-error.js';
import { rank, type RankedCandidate } from './rank.js';

const error = (loading: number, residual: number): CostError => ({
  loadings: Float64Array.of(loading),
  residual,
});
const candidate = (energy: number, others: Partial<RankedCandidate> = {}): RankedCandidate => ({
  energy,
  latency: NaN,
  energyError: error(0, 0.1),
  latencyError: null,
  accuracy: NaN,
  ...others,
});
const ENERGY = { energy: 1, latency: 0 };
const order = (candidates: readonly RankedCandidate[], goal = ENERGY, budgets = {}) =>
  rank(candidates, goal, budgets).map((place) => place.candidate);

describe('rank', () => {
  it('orders by the goal, equal ones as given', () => {
    expect(order([candidate(3), candidate(1), candidate(2), candidate(1)])).toEqual([1, 3, 2, 0]);
  });

  it('weighs energy and latency', () => {
    // 2 · 1 + 5 = 7 against 2 · 3 + 0.5 = 6.5
    const candidates = [candidate(1, { latency: 5 }), candidate(3, { latency: 0.5 })];
    expect(order(candidates, { energy: 2, latency: 1 })).toEqual([1, 0]);
  });

  it('puts those beyond a budget behind, and those that are not known last', () => {
    const candidates = [candidate(NaN), candidate(9), candidate(5), candidate(1)];
    const places = rank(candidates, ENERGY, { maxEnergy: joules(4) });
    expect(places.map((place) => place.candidate)).toEqual([3, 2, 1, 0]);
    expect(places.map(({ broken }) => broken)).toEqual([[], ['maxEnergy'], ['maxEnergy'], ['maxEnergy']]);
  });

  it('counts an accuracy that was not given as below what is asked', () => {
    const candidates = [candidate(1), candidate(2, { accuracy: 0.9 })];
    expect(order(candidates, ENERGY, { minAccuracy: 0.8 })).toEqual([1, 0]);
  });

  it('tells apart what differs by more than 1.645 standard deviations of the difference', () => {
    // Independent residuals of 0.1: the difference has √2 · 0.1 = 0.1414, and 95 % is 0.2326 away.
    const places = rank([candidate(1), candidate(1.2), candidate(1.24)], ENERGY, {});
    expect(places.map(({ inseparable }) => inseparable)).toEqual([1, 1, 0]);
    expect(places[0]!.probabilityAhead).toBeCloseTo(0.9214, 4); // Φ(0.2 / 0.1414)
    expect(places[2]!.probabilityAhead).toBeNull();
  });

  it('does not count errors that two networks have in common', () => {
    const shared = { energyError: error(5, 0.001) };
    const [first] = rank([candidate(1, shared), candidate(1.01, shared)], ENERGY, {});
    expect(first!.inseparable).toBe(0);
  });

  it('says nothing of neighbours whose error is not known', () => {
    const entered = { energyError: null };
    const [first] = rank([candidate(1, entered), candidate(2, entered)], ENERGY, {});
    expect(first).toMatchObject({ inseparable: null, probabilityAhead: null });
  });

  it('finds the front of energy and accuracy within the budgets', () => {
    const candidates = [
      candidate(1, { accuracy: 0.5 }),
      candidate(2, { accuracy: 0.7 }),
      candidate(3, { accuracy: 0.6 }),
      candidate(9, { accuracy: 0.99 }),
      candidate(0.5),
    ];
    const places = rank(candidates, ENERGY, { maxEnergy: joules(5) });
    const front = places.flatMap((place) => (place.isOnFront ? [place.candidate] : []));
    expect(front).toEqual([0, 1]);
  });
});
