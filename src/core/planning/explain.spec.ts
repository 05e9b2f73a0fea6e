import { NO_RADIO } from '../cost/link.js';
import { listCuts } from '../network/cuts/index.js';
import { buildChain } from '../network/network.js';
import { bitsPerSecond, seconds } from '../units.js';
import { decide } from './decide.js';
import { slowdownOf } from './edge-load.js';
import { evaluateSplits } from './evaluate.js';
import { explain } from './explain.js';
import { evaluateDivision, misplacedLayers, violationsOf } from './judge.js';
import { paretoFront } from './pareto.js';
import type { SplitProblem } from './problem.js';
import type { Tier } from './tier.js';
import { RAW_INPUT, STORED_PRECISION } from './transfer.js';

/** 40 kB → pool: 10 kB → relu; 10 ms a layer on the device, 4 ms on the edge, 1 MB/s. */
const network = buildChain('two', { name: 'input', shape: [1, 100, 10, 10], dataType: 'float32' }, [
  {
    name: 'pool',
    operation: {
      kind: 'pooling',
      mode: 'max',
      kernelSize: [2, 2],
      strides: [2, 2],
      padding: { begin: [0, 0], end: [0, 0] },
      ceilMode: false,
    },
  },
  { name: 'relu', operation: { kind: 'activation', function: 'relu' } },
]);
const tier = (latency: number, hasEnergy = true): Tier => {
  const costs = { standalone: Float64Array.of(latency, 5 * latency), perInference: 0 };
  return {
    costs: { latency: costs, energy: hasEnergy ? costs : null, fusedInto: Int32Array.of(-1, -1) },
    idlePower: null,
    elementBytes: 4,
  };
};
const channel = { rate: bitsPerSecond(8e6), radio: NO_RADIO };
const problem: SplitProblem = {
  cuts: listCuts(network),
  devices: [tier(0.01)],
  edges: [tier(0.004)],
  cloud: null,
  link: { uplink: channel, downlink: channel, roundTrip: seconds(0) },
  encodings: [RAW_INPUT],
  precisions: [STORED_PRECISION],
  returnsResults: false,
  edgeSlowdown: 1,
  exits: [],
};
const evaluation = evaluateSplits(problem);

describe('explain', () => {
  it('gives the numbers that decided', () => {
    // pool on the device 10 + 10 up + 20 relu on the edge; device 60; edge 40 + 24
    expect(explain(evaluation, decide(evaluation, 'latency'))).toEqual([
      "Running 1 layer on the device, sending 'pool' (10 kB) and the rest on the edge has the lowest latency of 3 candidates: 40 ms.",
      'The best without dividing takes 60 ms (everything on the device), so dividing saves 33.3 %.',
      'Of its 40 ms, it spends 10 ms on the device, 10 ms on links, 20 ms on the edge.',
    ]);
  });

  it('says what cannot be kept, and what would do', () => {
    expect(explain(evaluation, decide(evaluation, 'latency', { maxLatency: seconds(0.03) }))[1]).toBe(
      'In SI units, maxLatency is 0.04 for a limit of 0.03 (0.04 would do).',
    );
  });
});

describe('energies that were not measured', () => {
  const half = evaluateSplits({ ...problem, edges: [tier(0.004, false)] });

  it('stay unknown wherever the board has a part in them', () => {
    expect([...half.systemEnergy].map(Number.isNaN)).toEqual([true, true, false]);
    expect([...half.deviceEnergy].map(Number.isNaN)).toEqual([false, false, false]);
    expect(decide(half, 'systemEnergy').chosen).toBe(2);
  });

  it('are unknown to the front as well', () => {
    expect(paretoFront(half).map(({ candidate }) => candidate)).toEqual([2]);
  });
});

describe('a cut that is given', () => {
  it('has the figures of the candidate that planning evaluates', () => {
    const { count, latency, systemEnergy } = evaluateDivision(problem, { first: [0], second: null });
    expect([count, latency[0], systemEnergy[0]]).toEqual([
      1,
      evaluation.latency[1],
      evaluation.systemEnergy[1],
    ]);
  });

  it('is told every layer that is misplaced, and every constraint that it breaks', () => {
    expect(misplacedLayers(problem.cuts, [1])).toEqual([{ layer: 1, needs: 0 }]);
    expect(
      violationsOf(evaluation, 0, { maxLatency: seconds(0.05), inputStaysOnDevice: true, maxDeviceShare: 1 }),
    ).toEqual([
      { name: 'maxLatency', limit: 0.05, value: evaluation.latency[0] },
      { name: 'inputStaysOnDevice', limit: 0, value: 1 },
    ]);
  });
});

describe('slowdownOf', () => {
  it('is the factor, or the time in a queue over the time of service', () => {
    expect(slowdownOf({ kind: 'factor', factor: 3 })).toBe(3);
    expect(slowdownOf({ kind: 'queue', utilisation: 0.75 })).toBe(4);
    expect(() => slowdownOf({ kind: 'queue', utilisation: 1 })).toThrow(
      expect.objectContaining({ code: 'invalid-edge-load' }),
    );
  });
});
