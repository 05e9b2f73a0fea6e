import fc from 'fast-check';
import {
  bytes,
  decide,
  evaluateSplits,
  isUnsplit,
  joules,
  objectiveValue,
  OBJECTIVES,
  paretoFront,
  seconds,
  tensorBytes,
  cutHolds,
  type Constraints,
  type CutList,
  type Evaluation,
  type Network,
  type Objective,
} from '../../src/core/index.js';
import { crossingByDefinition, randomNetworks } from '../support/random-networks.js';
import { problems } from '../support/random-problems.js';

const RUNS = { seed: 20_221, numRuns: 120 };
const evaluations = problems(randomNetworks(14)).map(evaluateSplits);

const objectives: fc.Arbitrary<Objective> = fc.oneof(
  fc.constantFrom(...OBJECTIVES),
  fc.record({
    latency: fc.integer({ min: 0, max: 3 }),
    deviceEnergy: fc.integer({ min: 0, max: 3 }),
    systemEnergy: fc.integer({ min: 0, max: 3 }),
  }),
);

const constraints: fc.Arbitrary<Constraints> = fc.record(
  {
    maxLatency: fc.integer({ min: 1, max: 60 }).map(seconds),
    maxDeviceEnergy: fc.integer({ min: 1, max: 60 }).map(joules),
    maxDeviceMemory: fc.integer({ min: 0, max: 6000 }).map(bytes),
    maxEdgeMemory: fc.integer({ min: 0, max: 6000 }).map(bytes),
    inputStaysOnDevice: fc.boolean(),
    minDeviceShare: fc.constantFrom(0, 0.3, 1),
    maxDeviceShare: fc.constantFrom(0, 0.5, 1),
  },
  { requiredKeys: [] },
);

const layersOf = (cuts: CutList, cut: number): Set<number> =>
  new Set(cuts.network.layers.flatMap((_, layer) => (cutHolds(cuts, cut, layer) ? [layer] : [])));

/** Most bytes alive at once when the layers run in order; results leave as they are made. */
function peakByDefinition(
  network: Network,
  own: ReadonlySet<number>,
  before: ReadonlySet<number>,
  fused: Int32Array,
) {
  const done = new Set(before);
  const size = (tensors: readonly number[]) =>
    tensors.reduce((sum, tensor) => sum + tensorBytes(network.tensors[tensor]!), 0);
  const isUseful = (tensor: number): boolean =>
    network.outputs.includes(tensor) || network.layers.some(({ inputs }) => inputs.includes(tensor));
  let peak = 0;
  for (const layer of [...own].sort((a, b) => a - b)) {
    const made = fused[layer]! < 0 ? network.layers[layer]!.outputs.filter(isUseful) : [];
    peak = Math.max(peak, size(crossingByDefinition(network, done)) + size(made));
    done.add(layer);
  }
  return peak;
}

function keepsTo(evaluation: Evaluation, k: number, asked: Constraints): boolean {
  const { cuts } = evaluation.problem;
  const { network } = cuts;
  const inside = layersOf(cuts, evaluation.first[k]!);
  const outside = new Set([...layersOf(cuts, cuts.count - 1)].filter((layer) => !inside.has(layer)));
  const { device, edge } = evaluation.pricings[evaluation.choice[k]!]!.choice;
  const constants = network.layers.flatMap(({ outputs }, layer) =>
    network.constants.includes(outputs[0]!) ? [layer] : [],
  );
  const needs = (layers: ReadonlySet<number>): number[] => {
    const all = new Set(layers);
    for (const constant of constants.toReversed()) {
      const { outputs } = network.layers[constant]!;
      if ([...all].some((layer) => network.layers[layer]!.inputs.some((input) => outputs.includes(input)))) {
        all.add(constant);
      }
    }
    return [...all];
  };
  const weights = (layers: ReadonlySet<number>): number =>
    needs(layers).reduce((sum, layer) => sum + network.layers[layer]!.workload.weightElements, 0);
  const macs = (layers: Iterable<number>): number =>
    [...layers].reduce((sum, layer) => sum + network.layers[layer]!.workload.macs, 0);
  const total = macs(network.layers.keys());
  const share = total === 0 ? 1 : macs(needs(inside)) / total;
  const memory = {
    device:
      weights(inside) * device.elementBytes +
      peakByDefinition(network, inside, new Set(), device.costs.fusedInto),
    edge:
      weights(outside) * edge.elementBytes + peakByDefinition(network, outside, inside, edge.costs.fusedInto),
  };
  const sendsInput = crossingByDefinition(network, inside).some((tensor) => network.inputs.includes(tensor));
  return (
    evaluation.latency[k]! <= (asked.maxLatency ?? Infinity) &&
    evaluation.deviceEnergy[k]! <= (asked.maxDeviceEnergy ?? Infinity) &&
    memory.device <= (asked.maxDeviceMemory ?? Infinity) &&
    memory.edge <= (asked.maxEdgeMemory ?? Infinity) &&
    !(asked.inputStaysOnDevice === true && sendsInput) &&
    share >= (asked.minDeviceShare ?? 0) &&
    share <= (asked.maxDeviceShare ?? 1)
  );
}

const all = ({ count }: Evaluation): number[] => Array.from({ length: count }, (_, k) => k);

describe('decide on random problems', () => {
  it('chooses the first of those that keep to the constraints: objective, latency, bytes, order', () => {
    fc.assert(
      fc.property(evaluations, objectives, constraints, (evaluation, objective, asked) => {
        const rank = (k: number) => [
          objectiveValue(evaluation, objective, k),
          evaluation.latency[k]!,
          evaluation.bytes[k]!,
          k,
        ];
        const inOrder = all(evaluation)
          .filter((k) => keepsTo(evaluation, k, asked))
          .sort((a, b) => rank(a).reduce((found, value, i) => found || value - rank(b)[i]!, 0));
        const decision = decide(evaluation, objective, asked);
        expect(decision.chosen).toBe(inOrder[0] ?? null);
        const { unsplit, split } = decision.splitting;
        expect(unsplit).toBe(inOrder.find((k) => isUnsplit(evaluation, k)) ?? null);
        expect(split).toBe(inOrder.find((k) => !isUnsplit(evaluation, k)) ?? null);
      }),
      RUNS,
    );
  });

  it('says for each constraint how far it alone would have to give', () => {
    fc.assert(
      fc.property(evaluations, constraints, (evaluation, asked) => {
        const decision = decide(evaluation, 'latency', asked);
        if (decision.chosen !== null) return;
        expect(decision.constraints.some(({ isKept }) => !isKept)).toBe(true);
        for (const { name, neededLimit } of decision.constraints) {
          const relaxed = (limit: number) =>
            decide(evaluation, 'latency', {
              ...asked,
              [name]: name === 'inputStaysOnDevice' ? limit < 1 : name === 'minDeviceShare' ? -limit : limit,
            }).chosen;
          if (neededLimit === null) {
            const { [name]: _, ...others } = asked;
            expect(decide(evaluation, 'latency', others).chosen).toBeNull();
          } else {
            expect(relaxed(neededLimit)).not.toBeNull();
            expect(relaxed(neededLimit - 1e-6)).toBeNull();
          }
        }
      }),
      RUNS,
    );
  });

  it('takes the pinned layers where they are', () => {
    fc.assert(
      fc.property(
        evaluations,
        fc.nat(),
        fc.constantFrom('device', 'edge' as const),
        (evaluation, n, tier) => {
          const { cuts } = evaluation.problem;
          const inBlocks = cuts.blocks.layers.flat();
          const layer = inBlocks[n % inBlocks.length]!;
          const { chosen } = decide(evaluation, 'latency', { pinned: [{ layer, tier }] });
          expect(cutHolds(cuts, evaluation.first[chosen!]!, layer)).toBe(tier === 'device');
        },
      ),
      RUNS,
    );
  });
});

describe('paretoFront on random problems', () => {
  it('is what nothing dominates, each once', () => {
    fc.assert(
      fc.property(evaluations, (evaluation) => {
        const figures = (k: number) => [
          evaluation.latency[k]!,
          evaluation.deviceEnergy[k]!,
          evaluation.systemEnergy[k]!,
        ];
        const covers = (a: number, b: number) => figures(a).every((value, i) => value <= figures(b)[i]!);
        const expected = all(evaluation).filter((k) =>
          all(evaluation).every((other) => !covers(other, k) || (covers(k, other) && other >= k)),
        );
        const front = paretoFront(evaluation).map(({ candidate }) => candidate);
        expect(front.toSorted((a, b) => a - b)).toEqual(expected);
      }),
      RUNS,
    );
  });
});
