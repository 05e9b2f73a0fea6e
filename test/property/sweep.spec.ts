import fc from 'fast-check';
import {
  bitsPerSecond,
  choose,
  evaluateAll,
  evaluateCandidates,
  listCuts,
  OBJECTIVES,
  seconds,
  sweepOf,
  type Constraints,
  type Evaluation,
  type Objective,
  type SplitProblem,
  type SweepPoint,
  type SweptPlan,
} from '../../src/core/index.js';
import { randomNetworks } from '../support/random-networks.js';
import { links, problems, problemsOn, tiers } from '../support/random-problems.js';

const RUNS = { seed: 20_221, numRuns: 60 };

const threeTiers: fc.Arbitrary<SplitProblem> = randomNetworks(7).chain((network) => {
  const cuts = listCuts(network);
  return fc
    .record({
      problem: problemsOn(cuts),
      tier: tiers(network),
      link: links,
      directLink: fc.option(links),
    })
    .map(({ problem, tier, link, directLink }) => ({
      ...problem,
      cloud: { tiers: [tier], link, directLink },
    }));
});

/** Rates, round trips and loads whose sums are not exact numbers. */
const points: fc.Arbitrary<SweepPoint[]> = fc.array(
  fc
    .record({
      link: links,
      rate: fc.double({ min: 100, max: 1e5, noNaN: true }),
      roundTrip: fc.double({ min: 0, max: 1, noNaN: true }),
      edgeSlowdown: fc.constantFrom(1, 1.3, 7),
    })
    .map(({ link, rate, roundTrip, edgeSlowdown }) => ({
      link: {
        ...link,
        uplink: { ...link.uplink, rate: bitsPerSecond(rate) },
        roundTrip: seconds(roundTrip),
      },
      edgeSlowdown,
    })),
  { minLength: 2, maxLength: 5 },
);

const asked = fc.record({
  objective: fc.constantFrom<Objective>(...OBJECTIVES, { latency: 0.3, deviceEnergy: 0.7, systemEnergy: 0 }),
  constraints: fc.constantFrom<Constraints>(
    {},
    { maxLatency: seconds(20) },
    { inputStaysOnDevice: true, maxLatency: seconds(40) },
  ),
});

function chosenOf(evaluation: Evaluation, objective: Objective, constraints: Constraints): SweptPlan | null {
  const k = choose(evaluation, objective, constraints);
  if (k === null) return null;
  const figures = { choice: evaluation.choice[k], first: evaluation.first[k], second: evaluation.second[k] };
  const [latency, deviceEnergy] = [evaluation.latency[k], evaluation.deviceEnergy[k]];
  return { ...figures, latency, deviceEnergy, systemEnergy: evaluation.systemEnergy[k] } as SweptPlan;
}

describe('sweepOf', () => {
  it.each([
    ['two tiers', problems(randomNetworks(10))],
    ['three tiers', threeTiers],
  ])('finds at each point what evaluating it by itself finds, to the last bit: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, points, asked, (problem, at, { objective, constraints }) => {
        const sweep = sweepOf(problem, { objective, constraints });
        for (const point of at) {
          const evaluation = evaluateAll({ ...problem, ...point })!;
          expect(sweep.planAt(point)).toEqual(chosenOf(evaluation, objective, constraints));
          expect(sweep.count).toBe(evaluation.count);
        }
      }),
      RUNS,
    );
  });

  it('finds the best of each point where there are too many pairs of cuts to list', () => {
    fc.assert(
      fc.property(threeTiers, points, (problem, at) => {
        const sweep = sweepOf(problem, { objective: 'latency' }, 0);
        for (const point of at) {
          const { evaluation } = evaluateCandidates({ ...problem, ...point }, ['latency'], 0);
          expect(sweep.planAt(point)).toEqual(chosenOf(evaluation, 'latency', {}));
        }
      }),
      { ...RUNS, numRuns: 30 },
    );
  });

  it('says what runs where, whatever the point', () => {
    fc.assert(
      fc.property(threeTiers, points, (problem, at) => {
        const sweep = sweepOf(problem, { objective: 'latency' });
        for (const point of at) {
          const plan = sweep.planAt(point)!;
          const { split, cloudSplit } = sweep.divisionOf(plan);
          expect([split.cut, cloudSplit!.cut]).toEqual([plan.first, plan.second]);
        }
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});
