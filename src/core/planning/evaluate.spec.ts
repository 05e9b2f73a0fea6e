import { boardCosts } from '../cost/board-costs.js';
import type { CostModel } from '../cost/cost-model.js';
import type { Link } from '../cost/link.js';
import { listCuts } from '../network/cuts/index.js';
import { buildChain, type Network } from '../network/network.js';
import { bitsPerSecond, bytes, joulesPerBit, seconds, watts } from '../units.js';
import { candidateAt, evaluatePlaces, evaluateSplits, type Candidate } from './evaluate.js';
import { best } from './objectives.js';
import { priceChoices } from './pricing.js';
import type { SplitProblem } from './problem.js';
import { NO_COST, type Tier } from './tier.js';
import { RAW_INPUT, STORED_PRECISION } from './transfer.js';

/** Connected layers only: cost = MACs · slope + perLayer, and perInference once. */
const connectedModel = (slope: number, perLayer: number, perInference: number): CostModel => ({
  slopes: {
    convolution: null,
    depthwise: null,
    connected: { family: 'mac-linear', coefficients: [slope] },
  },
  perActivationByte: 0,
  perWeightByte: 0,
  perLayer,
  perInference,
});

/** 100 inputs → fc1: 1000 → relu → fc2: 10; 100 000 and 10 000 MACs. */
const network = buildChain('two-layers', { name: 'input', shape: [1, 100], dataType: 'float32' }, [
  { name: 'fc1', operation: { kind: 'connected', features: 1000, bias: false } },
  { name: 'relu', operation: { kind: 'activation', function: 'relu' } },
  { name: 'fc2', operation: { kind: 'connected', features: 10, bias: false } },
]);

const tier = (of: Network, energy: CostModel, latency: CostModel, idlePower: number | null): Tier => ({
  costs: boardCosts(of, { energy, latency }, { precision: 'fp32', fusesActivations: true }),
  idlePower: idlePower === null ? null : watts(idlePower),
  elementBytes: 4,
});

const link: Link = {
  uplink: { rate: bitsPerSecond(8e6), radio: { base: watts(1), slope: joulesPerBit(0) } },
  downlink: { rate: bitsPerSecond(16e6), radio: { base: watts(0.5), slope: joulesPerBit(0) } },
  roundTrip: seconds(0.002),
};

const problem: SplitProblem = {
  cuts: listCuts(network),
  devices: [tier(network, connectedModel(1e-7, 0, 1e-3), connectedModel(1e-7, 1e-3, 2e-3), 2)],
  edges: [tier(network, connectedModel(2e-8, 0, 5e-3), connectedModel(1e-8, 1e-4, 1e-3), null)],
  cloud: null,
  link,
  encodings: [RAW_INPUT],
  precisions: [STORED_PRECISION],
  returnsResults: true,
  edgeSlowdown: 1,
  exits: [],
};

function candidatesOf(of: SplitProblem): Candidate[] {
  const evaluation = evaluateSplits(of);
  return Array.from({ length: evaluation.count }, (_, index) => candidateAt(evaluation, index));
}

const candidates = candidatesOf(problem);

describe('evaluateSplits', () => {
  it('gives n + 1 candidates for a chain of n layers', () => {
    expect(candidates.map(({ split }) => split.layerCount)).toEqual([0, 1, 2, 3]);
  });

  it('runs everything on the device without using the link', () => {
    const deviceOnly = candidates[3]!;
    // 110 000 MACs · 1e-7 + 2 layers · 1 ms + 2 ms; the fused activation costs nothing
    expect(deviceOnly.latency).toBeCloseTo(0.011 + 0.002 + 0.002, 12);
    // 110 000 · 1e-7 J + 1 mJ
    expect(deviceOnly.deviceEnergy).toBeCloseTo(0.012, 12);
    expect(deviceOnly.edgeEnergy).toBe(0);
    expect(deviceOnly.split).toMatchObject({ bytesUp: 0, bytesDown: 0, crossingTensors: [] });
  });

  it('sends the input and returns the result when everything runs on the edge', () => {
    const edgeOnly = candidates[0]!;
    expect(edgeOnly.split).toMatchObject({ bytesUp: 400, bytesDown: 40 });
    // up: 1 ms + 3200 bit / 8 Mbit/s = 1.4 ms; edge: 1.1 ms + 0.2 ms + 1 ms = 2.3 ms;
    // down: 1 ms + 320 bit / 16 Mbit/s = 1.02 ms
    expect(edgeOnly.latency).toBeCloseTo(0.0014 + 0.0023 + 0.00102, 12);
    // radio: 1 W · 0.4 ms + 0.5 W · 0.02 ms = 0.41 mJ; waiting: 2 W · 4.72 ms = 9.44 mJ
    expect(edgeOnly.deviceEnergy).toBeCloseTo(0.41e-3 + 9.44e-3, 12);
    // 110 000 · 2e-8 J + 5 mJ
    expect(edgeOnly.edgeEnergy).toBeCloseTo(7.2e-3, 12);
    expect(edgeOnly.systemEnergy).toBeCloseTo(0.41e-3 + 9.44e-3 + 7.2e-3, 12);
  });

  it('makes the edge run an activation by itself when the cut parts it from its layer', () => {
    const [, afterFc1, afterRelu] = candidates;
    // behind fc1 the edge computes relu (0.1 ms) and fc2; behind relu only fc2: 10 000 · 1e-8 + 0.1 ms
    expect(ledgerOf(afterRelu!, 'edge-layers').latency).toBeCloseTo(0.2e-3, 12);
    expect(ledgerOf(afterFc1!, 'edge-layers').latency).toBeCloseTo(0.3e-3, 12);
    // the device does the same work either way
    expect(ledgerOf(afterFc1!, 'device-layers')).toEqual(ledgerOf(afterRelu!, 'device-layers'));
  });

  it('counts an encoded input in the place of its tensor, and only where the input is sent', () => {
    const encoded = candidatesOf({
      ...problem,
      encodings: [{ name: 'jpeg', inputBytes: [bytes(50)], encode: NO_COST }],
    });
    expect(encoded.map(({ split }) => split.bytesUp)).toEqual([50, 4000, 4000, 0]);
  });

  it('brings nothing back when results stay on the edge', () => {
    const staying = candidatesOf({ ...problem, returnsResults: false });
    expect(staying.map(({ split }) => split.bytesDown)).toEqual([0, 0, 0, 0]);
    expect(ledgerOf(staying[0]!, 'downlink').latency).toBe(0);
  });

  it('has totals that are the sums of the ledger to the last bit', () => {
    for (const { ledger, ...total } of candidates) {
      for (const column of ['latency', 'deviceEnergy', 'edgeEnergy'] as const) {
        expect(total[column]).toBe(ledger.reduce((sum, item) => sum + item[column]!, 0));
      }
      expect(total.systemEnergy).toBe(total.deviceEnergy! + total.edgeEnergy!);
    }
  });
});

describe('best', () => {
  it('finds the minimum of each objective', () => {
    const evaluation = evaluateSplits(problem);
    for (const objective of ['latency', 'deviceEnergy', 'systemEnergy'] as const) {
      const minimum = Math.min(...candidates.map((candidate) => candidate[objective]!));
      expect(evaluation[objective][best(evaluation, objective)!]).toBe(minimum);
    }
  });

  it('breaks ties by latency, then by bytes, then by the fewest layers on the device', () => {
    const free = connectedModel(0, 0, 0);
    const costless = tier(network, free, free, 0);
    // Without radio and idle power every energy is 0: device-only has the lowest latency, 0.
    const silent = { ...link, uplink: { ...link.uplink, radio: { base: watts(0), slope: joulesPerBit(0) } } };
    const tied: SplitProblem = {
      ...problem,
      devices: [costless],
      edges: [costless],
      link: silent,
      returnsResults: false,
    };
    expect(best(evaluateSplits(tied), 'deviceEnergy')).toBe(3);
    // Behind fc1 and behind relu the same bytes are sent; fewer layers on the device go first.
    const { latency, bytes: sent } = evaluateSplits(tied);
    expect([latency[1], sent[1]]).toEqual([latency[2], sent[2]]);
    const cut = { choice: Uint32Array.of(0, 0), first: Uint32Array.of(1, 2), second: Uint32Array.of(3, 3) };
    expect(best(evaluatePlaces(tied, priceChoices(tied), cut), 'deviceEnergy')).toBe(0);
  });
});

function ledgerOf(candidate: Candidate, item: string) {
  return candidate.ledger.find((entry) => entry.item === item)!;
}
