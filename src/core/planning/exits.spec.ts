import { NO_RADIO } from '../cost/link.js';
import { listCuts } from '../network/cuts/index.js';
import { buildChain } from '../network/network.js';
import { bitsPerSecond, joules, seconds } from '../units.js';
import { evaluateSplits } from './evaluate.js';
import { expectedAccuracy, type EarlyExit } from './exits.js';
import type { SplitProblem } from './problem.js';
import { NO_COST, type ExtraCost, type Tier } from './tier.js';
import { RAW_INPUT, STORED_PRECISION } from './transfer.js';

const relu = { kind: 'activation', function: 'relu' } as const;
/** Three layers on tensors of 1 000 bytes: 1 ms each on a link of 8 Mbit/s. */
const network = buildChain('three', { name: 'input', shape: [250], dataType: 'float32' }, [
  { name: 'a', operation: relu },
  { name: 'b', operation: relu },
  { name: 'c', operation: relu },
]);

const tier = (cost: number): Tier => {
  const costs = { standalone: new Float64Array(3).fill(cost), perInference: 0 };
  return {
    costs: { latency: costs, energy: costs, fusedInto: Int32Array.of(-1, -1, -1) },
    idlePower: null,
    elementBytes: 4,
  };
};

const channel = { rate: bitsPerSecond(8e6), radio: NO_RADIO };
const problem: SplitProblem = {
  cuts: listCuts(network),
  devices: [tier(0.01)],
  edges: [tier(0.002)],
  cloud: null,
  link: { uplink: channel, downlink: channel, roundTrip: seconds(0) },
  encodings: [RAW_INPUT],
  precisions: [STORED_PRECISION],
  returnsResults: true,
  edgeSlowdown: 1,
  exits: [],
};

const HEAD: ExtraCost = { latency: seconds(0.004), energy: joules(0.004) };
const exitAt = (layer: number, probability: number): EarlyExit => ({ layer, probability, accuracy: 0.8 });

/** The problem with exits whose heads take every tier the same. */
const leavingAt = (exits: readonly EarlyExit[], head: ExtraCost = HEAD): SplitProblem => {
  const heads = exits.map(() => head);
  const withHeads = (tiers: readonly Tier[]) => tiers.map((own) => ({ ...own, heads }));
  return { ...problem, exits, devices: withHeads(problem.devices), edges: withHeads(problem.edges) };
};

describe('early exits', () => {
  it('change nothing when nobody leaves and heads are free', () => {
    const plain = evaluateSplits(problem);
    const { latency, systemEnergy } = evaluateSplits(leavingAt([exitAt(1, 0)], NO_COST));
    expect(latency).toEqual(plain.latency);
    expect(systemEnergy).toEqual(plain.systemEnergy);
  });

  it('leave what is before them when everybody leaves', () => {
    const { latency } = evaluateSplits(leavingAt([exitAt(1, 1)], NO_COST));
    // the device runs a and b; behind them nothing is sent, and nothing runs
    expect(latency[2]).toBeCloseTo(0.02, 12);
    expect(latency[3]).toBeCloseTo(0.02, 12);
  });

  it('weight all behind them with the probability of getting there', () => {
    const { latency } = evaluateSplits(leavingAt([exitAt(0, 0.75)]));
    // cut behind b: 10 + 4 (head) + 0.25 · (10 + 1 up + 2 + 1 down) ms
    expect(latency[2]).toBeCloseTo(0.014 + 0.25 * 0.014, 12);
    // edge alone: 1 up + 2 + 4 (head) + 0.25 · (2 + 2) + 1 down
    expect(latency[0]).toBeCloseTo(0.009, 12);
  });

  it('have an accuracy that is the mean over those that leave and those that stay', () => {
    // 0.5 · 0.8 + 0.5 · 0.5 · 0.8 + 0.25 · 0.9
    expect(expectedAccuracy([exitAt(0, 0.5), exitAt(1, 0.5)], 0.9)).toBeCloseTo(0.825, 12);
    expect(expectedAccuracy([exitAt(0, 0.5)], null)).toBeNull();
  });

  it('are refused with a probability beyond 1', () => {
    expect(() => evaluateSplits(leavingAt([exitAt(0, 1.5)]))).toThrow(
      expect.objectContaining({ code: 'invalid-exit' }),
    );
  });
});
