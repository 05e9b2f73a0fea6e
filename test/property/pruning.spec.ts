import fc from 'fast-check';
import {
  allUnits,
  analyseChannels,
  buildNetwork,
  estimateNetwork,
  findZooNetwork,
  greedySchedule,
  joules,
  PrunedCosts,
  prunedDefinition,
  seconds,
  type ChannelAnalysis,
  type CostModel,
  type FittedCosts,
} from '../../src/core/index.js';
import { SEEDED_COEFFICIENT_SETS } from '../../src/database/seeds/coefficient-sets.generated.js';

const EXECUTION = { precision: 'fp32', fusesActivations: true } as const;

/** Every family and every term. */
const model: CostModel = {
  slopes: {
    convolution: { family: 'kernel-power', coefficients: [3e-11, 0.3] },
    depthwise: { family: 'kernel-hyperbolic', coefficients: [1e-10, 2e-9] },
    connected: { family: 'mac-linear', coefficients: [1e-9] },
  },
  perActivationByte: 4e-10,
  perWeightByte: 1e-10,
  perLayer: 1e-4,
  perInference: 1e-2,
  perPatchByte: 2e-11,
  perPooledByte: 5e-11,
};
const costs: FittedCosts = {
  energy: { model, statistics: null },
  latency: SEEDED_COEFFICIENT_SETS.find(({ boardId }) => boardId === 'raspberry-pi-5')!.latency,
};

const analyses = new Map<string, ChannelAnalysis>();
function analysisOf(id: string, resolution = 64): ChannelAnalysis {
  const key = `${id} ${resolution}`;
  const known = analyses.get(key) ?? analyseChannels(findZooNetwork(id).build({ resolution }));
  analyses.set(key, known);
  return known;
}

/** Energy and latency of the pruned network, built anew from its description. */
function reestimated(analysis: ChannelAnalysis, kept: ArrayLike<number>) {
  const { energy, latency } = estimateNetwork(
    buildNetwork(prunedDefinition(analysis, kept)),
    costs,
    EXECUTION,
  );
  return { energy: energy!.total, latency: latency!.total };
}

function expectAlike(a: { energy: number; latency: number }, b: { energy: number; latency: number }): void {
  expect(Math.abs(a.energy / b.energy - 1)).toBeLessThan(1e-12);
  expect(Math.abs(a.latency / b.latency - 1)).toBeLessThan(1e-12);
}

describe('a schedule of pruning', () => {
  it.each(['vgg-16', 'resnet-50', 'densenet-121', 'mobilenet-v2', 'inception-v3'])(
    'of %s costs after every step what the rebuilt network costs',
    (id) => {
      const analysis = analysisOf(id, id === 'inception-v3' ? 139 : 64);
      const pruned = new PrunedCosts(analysis, costs, EXECUTION);
      const { energy, latency } = pruned.total();
      const budget = { maxEnergy: joules(energy * 0.6), maxLatency: seconds(latency * 0.3) };
      const { steps } = greedySchedule(analysis, pruned, { budget, stepShare: 0.2, keepShare: 0.2 });
      expect(steps.length).toBeGreaterThan(20);
      const kept = allUnits(analysis);
      for (const step of steps) {
        kept[step.group] = step.to;
        expectAlike(step, reestimated(analysis, kept));
      }
    },
  );

  it('leaves a network that costs less with every step', () => {
    const analysis = analysisOf('resnet-50');
    const pruned = new PrunedCosts(analysis, costs, EXECUTION);
    const budget = { maxEnergy: joules(pruned.total().energy * 0.6) };
    const { steps } = greedySchedule(analysis, pruned, { budget, stepShare: 0.1, keepShare: 0.2 });
    const energies = steps.map(({ energy }) => energy);
    expect(energies).toEqual(energies.toSorted((a, b) => b - a));
  });
});

describe('a network with any number of units of each group', () => {
  it.each([
    'squeezenet-1.0',
    'googlenet',
    'mobilenet-v3-small',
    'shufflenet-v2-x1.0',
    'resnext-50-32x4d',
    'u-net',
    'yolov3-tiny',
    'nas-bench-201',
  ])('can be built, and costs what the parts that changed say (%s)', (id) => {
    const analysis =
      id === 'nas-bench-201'
        ? analyseChannels(findZooNetwork(id).build())
        : analysisOf(id, id === 'u-net' ? 188 : 64);
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: analysis.groups.length,
      maxLength: analysis.groups.length,
    });
    fc.assert(
      fc.property(shares, (taken) => {
        const pruned = new PrunedCosts(analysis, costs, EXECUTION);
        analysis.groups.forEach(({ units }, group) => {
          pruned.take(group, Math.floor(taken[group]! * (units - 1)));
        });
        expectAlike(pruned.total(), reestimated(analysis, pruned.kept));
      }),
      { numRuns: 5, seed: 20 },
    );
  });
});
