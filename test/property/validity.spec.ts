import fc from 'fast-check';
import {
  bitsPerSecond,
  decide,
  evaluateSplits,
  objectiveValue,
  seconds,
  switchOvers,
  VALIDITY_PARAMETERS,
  validityOf,
  type Constraints,
  type SplitProblem,
  type ValidityParameter,
} from '../../src/core/index.js';
import { randomNetworks } from '../support/random-networks.js';
import { problems } from '../support/random-problems.js';

const RUNS = { seed: 20_221, numRuns: 100 };

const changed = (problem: SplitProblem, parameter: ValidityParameter, value: number): SplitProblem => {
  const { link } = problem;
  if (parameter === 'edgeSlowdown') return { ...problem, edgeSlowdown: value };
  if (parameter === 'roundTrip') return { ...problem, link: { ...link, roundTrip: seconds(value) } };
  return { ...problem, link: { ...link, uplink: { ...link.uplink, rate: bitsPerSecond(value) } } };
};

const constraints: fc.Arbitrary<Constraints> = fc.record(
  { maxLatency: fc.integer({ min: 5, max: 200 }).map(seconds), inputStaysOnDevice: fc.boolean() },
  { requiredKeys: [] },
);

describe('switchOvers', () => {
  it('says what planning anew finds, on a grid over the whole range', () => {
    fc.assert(
      fc.property(
        problems(randomNetworks(14)),
        fc.constantFrom(...VALIDITY_PARAMETERS),
        fc.constantFrom('latency', 'deviceEnergy', 'systemEnergy' as const),
        constraints,
        (problem, parameter, objective, asked) => {
          const evaluation = evaluateSplits(problem);
          const table = switchOvers(evaluation, parameter, { objective, constraints: asked })!;
          for (let step = -40; step <= 40; step++) {
            // Not a round number, to stay clear of the very point where two plans change places.
            const value = 1.3777 ** step * (parameter === 'uplinkRate' ? 1013 : 1.0013);
            if (parameter === 'edgeSlowdown' && value < 1) continue;
            const anew = evaluateSplits(changed(problem, parameter, value));
            const { chosen } = decide(anew, objective, asked);
            const range = table.find(({ from, to }) => from <= value && value <= to)!;
            expect(range.candidate === null).toBe(chosen === null);
            if (chosen === null) continue;
            const [found, expected] = [range.candidate!, chosen].map((k) =>
              objectiveValue(anew, objective, k),
            );
            expect(Math.abs(found! - expected!)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected!));
          }
        },
      ),
      RUNS,
    );
  });

  it('covers everything without gaps, and has the chosen plan where the problem is', () => {
    fc.assert(
      fc.property(
        problems(randomNetworks(14)),
        fc.constantFrom(...VALIDITY_PARAMETERS),
        (problem, parameter) => {
          const evaluation = evaluateSplits(problem);
          const table = switchOvers(evaluation, parameter, { objective: 'latency' })!;
          expect(table[0]!.from).toBe(parameter === 'edgeSlowdown' ? 1 : 0);
          expect(table.at(-1)!.to).toBe(Infinity);
          expect(table.slice(1).map(({ from }) => from)).toEqual(table.slice(0, -1).map(({ to }) => to));
          const range = validityOf(evaluation, parameter, table);
          const { chosen } = decide(evaluation, 'latency');
          expect(evaluation.latency[range.candidate!]).toBeCloseTo(evaluation.latency[chosen!]!, 9);
        },
      ),
      RUNS,
    );
  });
});
