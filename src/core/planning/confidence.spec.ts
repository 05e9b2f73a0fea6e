import { boardCosts, type Execution } from '../cost/board-costs.js';
import type { CostModel } from '../cost/cost-model.js';
import type { FitStatistics } from '../cost/fit-statistics.js';
import { NO_RADIO } from '../cost/link.js';
import { listCuts } from '../network/cuts/index.js';
import { buildChain } from '../network/network.js';
import { bitsPerSecond, seconds } from '../units.js';
import { confidenceOf } from './confidence.js';
import { decide } from './decide.js';
import { evaluateSplits } from './evaluate.js';
import type { SplitProblem } from './problem.js';
import type { Tier } from './tier.js';
import { RAW_INPUT, STORED_PRECISION } from './transfer.js';
import type { FittedTier } from './uncertainty.js';

const network = buildChain('two', { name: 'input', shape: [1, 100], dataType: 'float32' }, [
  { name: 'fc1', operation: { kind: 'connected', features: 1000, bias: false } },
  { name: 'fc2', operation: { kind: 'connected', features: 10, bias: false } },
]);
const execution: Execution = { precision: 'fp32', fusesActivations: false };

/** A board that takes `eta` a MAC: 110 000 of them. */
const model = (eta: number): CostModel => ({
  slopes: { convolution: null, depthwise: null, connected: { family: 'mac-linear', coefficients: [eta] } },
  perActivationByte: 0,
  perWeightByte: 0,
  perLayer: 0,
  perInference: 0,
});

function fitted(eta: number, deviation: number, residualSpread: number): FittedTier {
  const cost = {
    model: model(eta),
    statistics: {
      residualSpread,
      covariance: { coefficients: ['connected.gamma'], values: [[deviation ** 2]] },
    } as unknown as FitStatistics,
  };
  const costs = boardCosts(network, { energy: cost.model, latency: cost.model }, execution);
  const tier: Tier = { costs, idlePower: null, elementBytes: 4 };
  return { tier, execution, latency: cost, energy: cost };
}

const channel = { rate: bitsPerSecond(8e5), radio: NO_RADIO };

function setting(device: FittedTier, edge: FittedTier, roundTrip = 0) {
  const problem: SplitProblem = {
    cuts: listCuts(network),
    devices: [device.tier],
    edges: [edge.tier],
    cloud: null,
    link: { uplink: channel, downlink: channel, roundTrip: seconds(roundTrip) },
    encodings: [RAW_INPUT],
    precisions: [STORED_PRECISION],
    returnsResults: true,
    edgeSlowdown: 1,
    exits: [],
  };
  return { evaluation: evaluateSplits(problem), tiers: [device, edge] };
}

describe('confidenceOf', () => {
  it('has intervals of no width where all is known', () => {
    const { evaluation, tiers } = setting(fitted(1e-7, 0, 0), fitted(1e-8, 0, 0));
    const confidence = confidenceOf(evaluation, {
      objective: 'latency',
      uncertainty: { tiers, uplinkRate: null },
    })!;
    expect(confidence.contenders[0]).toMatchObject({
      candidate: decide(evaluation, 'latency').chosen,
      probabilityBest: 1,
      expectedRegret: 0,
    });
    for (const { candidate, latency } of confidence.contenders) {
      expect([latency.p5, latency.p95]).toEqual([
        evaluation.latency[candidate],
        evaluation.latency[candidate],
      ]);
    }
  });

  it('carries the spread of a coefficient through: 90 % of a normal lie within 1.645 deviations', () => {
    const { evaluation, tiers } = setting(fitted(1e-7, 1e-8, 0), fitted(1e-8, 0, 0));
    const { contenders } = confidenceOf(evaluation, {
      objective: 'latency',
      uncertainty: { tiers, uplinkRate: null },
      draws: 20_000,
    })!;
    const deviceOnly = contenders.find(({ candidate }) => candidate === evaluation.count - 1)!;
    // 110 000 MACs · (1e-7 ± 1.645 · 1e-8) s
    expect(deviceOnly.latency.p50).toBeCloseTo(0.011, 4);
    expect(deviceOnly.latency.p95).toBeCloseTo(0.011 * 1.1645, 4);
    expect(deviceOnly.latency.p5).toBeCloseTo(0.011 * 0.8355, 4);
  });

  it('carries what a model misses of a network through', () => {
    const { evaluation, tiers } = setting(fitted(1e-7, 0, 0.2), fitted(1e-8, 0, 0));
    const { contenders } = confidenceOf(evaluation, {
      objective: 'latency',
      uncertainty: { tiers, uplinkRate: null },
      draws: 20_000,
    })!;
    const deviceOnly = contenders.find(({ candidate }) => candidate === evaluation.count - 1)!;
    expect(deviceOnly.deviceEnergy!.p95).toBeCloseTo(0.011 * (1 + 1.645 * 0.2), 3);
  });

  it('gives two plans that are as good an even chance, and the certain one the better p95', () => {
    // Edge alone takes 0.011 s like the device: 4 ms up, 0.4 ms down, 6.6 ms for 110 000 MACs at 6e-8 s.
    const { evaluation, tiers } = setting(fitted(1e-7, 0, 0.3), fitted(6e-8, 0, 0));
    const { contenders, robust } = confidenceOf(evaluation, {
      objective: 'latency',
      uncertainty: { tiers, uplinkRate: null },
      draws: 20_000,
    })!;
    const [edgeOnly, deviceOnly] = [0, 2].map((k) => contenders.find(({ candidate }) => candidate === k)!);
    expect(deviceOnly!.probabilityBest).toBeCloseTo(0.5, 1);
    expect(edgeOnly!.probabilityBest).toBeCloseTo(0.5, 1);
    expect(robust).toBe(0);
    // E[max(0, x)] of a normal with deviation 0.3 · 0.011: 0.3989 deviations, for either of them
    expect(edgeOnly!.expectedRegret).toBeCloseTo(0.3989 * 0.0033, 4);
  });

  it('takes rates between their quantiles', () => {
    const { evaluation, tiers } = setting(fitted(1e-6, 0, 0), fitted(1e-9, 0, 0));
    const spread = { p10: 4e5, p50: 8e5, p90: 1.6e6 };
    const { contenders } = confidenceOf(evaluation, {
      objective: 'latency',
      uncertainty: { tiers, uplinkRate: spread },
      draws: 20_000,
    })!;
    const edgeOnly = contenders.find(({ candidate }) => candidate === 0)!;
    // 3 200 bit: 4 ms at the median; log2 of the rate has its p5 at 1.645 / 1.2816 = 1.2835 below
    const rest = 110_000 * 1e-9 + 0.0004;
    expect(edgeOnly.latency.p50).toBeCloseTo(0.004 + rest, 4);
    expect(edgeOnly.latency.p95).toBeCloseTo(0.004 * 2 ** 1.2835 + rest, 3);
  });

  it('answers the same with the same seed', () => {
    const { evaluation, tiers } = setting(fitted(1e-7, 1e-8, 0.1), fitted(1e-8, 1e-9, 0.1));
    const ask = (seed: number) =>
      confidenceOf(evaluation, { objective: 'systemEnergy', uncertainty: { tiers, uplinkRate: null }, seed });
    expect(ask(7)).toEqual(ask(7));
    expect(ask(7)).not.toEqual(ask(8));
  });
});
