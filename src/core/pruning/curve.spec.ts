import type { CostModel } from '../cost/cost-model.js';
import { joules } from '../units.js';
import { buildChain } from '../network/network.js';
import { convolution2d } from '../zoo/operations.js';
import { analyseChannels, type ChannelAnalysis } from './channel-groups.js';
import { curvesOf, straightPieces, type CurvePoint } from './curve.js';
import { PrunedCosts } from './pruned-costs.js';
import { greedySchedule } from './schedule.js';

const line = {
  kernelSize: [1],
  strides: [1],
  dilations: [1],
  padding: { begin: [0], end: [0] },
};

/** 4 → 8 → 2 channels at 10 positions, 1×1: 320 MACs and 160 MACs. */
const network = buildChain('n', { name: 'image', shape: [1, 4, 10], dataType: 'float32' }, [
  { name: 'a', operation: { ...convolution2d({ kernels: 8, size: 1 }), ...line } },
  { name: 'b', operation: { ...convolution2d({ kernels: 2, size: 1 }), ...line } },
]);

const costsOf = (analysis: ChannelAnalysis, model: CostModel) =>
  new PrunedCosts(
    analysis,
    { energy: { model, statistics: null }, latency: null },
    { precision: 'fp32', fusesActivations: true },
  );
const modelOf = (
  family: 'mac-linear' | 'kernel-power' | 'kernel-hyperbolic',
  coefficients: number[],
): CostModel => ({
  slopes: { convolution: { family, coefficients }, depthwise: null, connected: null },
  perActivationByte: 0,
  perWeightByte: 0,
  perLayer: 0,
  perInference: 5,
});
const perMac = (...model: Parameters<typeof modelOf>) => costsOf(analyseChannels(network), modelOf(...model));

describe('the curve over kernels', () => {
  const analysis = analyseChannels(network);
  const firstCurve = (costs: PrunedCosts): CurvePoint[] => curvesOf(analysis, costs)[0]!;

  it('counts the kernels of a convolution and the input channels of the next', () => {
    const curve = firstCurve(perMac('mac-linear', [1]));
    // Each kernel has 4 · 10 MACs in a and 10 · 2 in b.
    expect(curve.map(({ kept, energy }) => [kept, energy])).toEqual(
      [8, 7, 6, 5, 4, 3, 2, 1].map((kept) => [kept, 5 + 60 * kept]),
    );
    expect(curve.every(({ latency }) => Number.isNaN(latency))).toBe(true);
  });

  it('is one straight piece where MACs have one price, or one that is hyperbolic in the kernels', () => {
    for (const costs of [perMac('mac-linear', [1]), perMac('kernel-hyperbolic', [1, 8])]) {
      const [piece, ...others] = straightPieces(firstCurve(costs), 'energy');
      expect(others).toEqual([]);
      expect(piece!.from).toBe(8);
      expect(piece!.to).toBe(1);
    }
  });

  it('has a slope of gamma per MAC alone where the slope is hyperbolic', () => {
    // MAC · (1 + 8 / K) of a is 40 · K + 320, of b with its 2 kernels 20 · K · 5.
    const [piece] = straightPieces(firstCurve(perMac('kernel-hyperbolic', [1, 8])), 'energy');
    expect(piece!.perUnit).toBeCloseTo(140, 12);
  });

  it('bends where the slope is a power of the kernels', () => {
    const curve = firstCurve(perMac('kernel-power', [1, 0.8]));
    // 40 · K^0.2 + 20 · K / 2^0.8
    expect(curve[5]!.energy).toBeCloseTo(5 + 40 * 3 ** 0.2 + (20 * 3) / 2 ** 0.8, 10);
    expect(straightPieces(curve, 'energy').length).toBeGreaterThan(1);
  });

  it('of a chain that is too long is refused before anything is costed for it', () => {
    const chain = buildChain(
      'chain',
      { name: 'image', shape: [1, 64, 1], dataType: 'float32' },
      Array.from({ length: 5000 }, (_, index) => ({
        name: `c${index}`,
        operation: { ...convolution2d({ kernels: 64, size: 1 }), ...line },
      })),
    );
    const analysis = analyseChannels(chain);
    const costs = costsOf(analysis, modelOf('mac-linear', [1]));
    costs.saving = () => {
      throw new Error('a curve was begun');
    };
    expect(() => curvesOf(analysis, costs)).toThrow('got 5000 layers with 4999 groups');
  });

  it('of a cost that was not measured has no pieces', () => {
    expect(straightPieces(firstCurve(perMac('mac-linear', [1])), 'latency')).toEqual([]);
  });
});

describe('greedySchedule', () => {
  const analysis = analyseChannels(network);
  const options = { stepShare: 0.25, keepShare: 0.5 };

  it('takes steps until the budget is kept to', () => {
    const costs = perMac('mac-linear', [1]); // 5 + 60 · 8 = 485
    const schedule = greedySchedule(analysis, costs, { ...options, budget: { maxEnergy: joules(400) } });
    expect(schedule).toEqual({
      reachesBudget: true,
      steps: [{ group: 0, from: 8, to: 6, energy: 365, latency: NaN }],
    });
  });

  it('says when what may go is not enough', () => {
    const schedule = greedySchedule(analysis, perMac('mac-linear', [1]), {
      ...options,
      budget: { maxEnergy: joules(100) },
    });
    expect(schedule.reachesBudget).toBe(false);
    expect(schedule.steps.map(({ to }) => to)).toEqual([6, 4]);
  });

  it('takes nothing where the budget is kept to already', () => {
    const budget = { maxEnergy: joules(1000) };
    expect(greedySchedule(analysis, perMac('mac-linear', [1]), { ...options, budget })).toEqual({
      steps: [],
      reachesBudget: true,
    });
  });
});
