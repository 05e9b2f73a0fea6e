import fc from 'fast-check';
import {
  best,
  evaluateSplits,
  listCuts,
  objectiveValue,
  withOptima,
  type Objective,
  type SplitProblem,
} from '../../src/core/index.js';
import { randomNetworks } from '../support/random-networks.js';
import { problems } from '../support/random-problems.js';

const OBJECTIVES: readonly Objective[] = [
  'latency',
  'deviceEnergy',
  'systemEnergy',
  { latency: 2, deviceEnergy: 1, systemEnergy: 3 },
  'energyDelayProduct',
];

describe('withOptima', () => {
  it('finds in a partial list what the whole one has, for every sum and the product of two', () => {
    fc.assert(
      fc.property(problems(randomNetworks(14)), (problem) => {
        const partial: SplitProblem = { ...problem, cuts: listCuts(problem.cuts.network, { limit: 1 }) };
        const [some, all] = [evaluateSplits(withOptima(partial, OBJECTIVES)), evaluateSplits(problem)];
        for (const objective of OBJECTIVES) {
          const [found, expected] = [some, all].map((of) =>
            objectiveValue(of, objective, best(of, objective)!),
          );
          expect(found).toBeCloseTo(expected!, 9);
        }
      }),
      { seed: 20_221, numRuns: 150 },
    );
  });
});
