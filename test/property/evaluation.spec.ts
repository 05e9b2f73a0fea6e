import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  best,
  candidateAt,
  cutHolds,
  evaluateSplits,
  keptCandidate,
  OBJECTIVES,
  objectiveValue,
  type CutList,
  type ObjectiveName,
} from '../../src/core/index.js';
import { costByDefinition } from '../support/cost-by-definition.js';
import { cutsByBruteForce, randomNetworks } from '../support/random-networks.js';
import { links, problems } from '../support/random-problems.js';

const RUNS = { seed: 20_221, numRuns: 120 };
const twoTiers = problems(randomNetworks(14));

const layersOf = (cuts: CutList, cut: number): Set<number> =>
  new Set(cuts.network.layers.flatMap((_, layer) => (cutHolds(cuts, cut, layer) ? [layer] : [])));

function byDefinition(objective: ObjectiveName, cost: ReturnType<typeof costByDefinition>): number {
  if (objective === 'throughput') return cost.period;
  return objective === 'energyDelayProduct' ? cost.latency * cost.systemEnergy : cost[objective];
}

describe('evaluateSplits on random graphs', () => {
  it('costs every candidate as the definition does', () => {
    fc.assert(
      fc.property(twoTiers, (problem) => {
        const evaluation = evaluateSplits(problem);
        const whole = layersOf(problem.cuts, problem.cuts.count - 1);
        for (let k = 0; k < evaluation.count; k++) {
          const { choice, split } = candidateAt(evaluation, k);
          const expected = costByDefinition(problem, choice, layersOf(problem.cuts, split.cut), whole);
          for (const figure of ['latency', 'deviceEnergy', 'systemEnergy', 'period'] as const) {
            expect(evaluation[figure][k]).toBeCloseTo(expected[figure], 9);
          }
        }
      }),
      RUNS,
    );
  });

  it('has ledgers whose items add up to the totals to the last bit', () => {
    fc.assert(
      fc.property(twoTiers, (problem) => {
        const evaluation = evaluateSplits(problem);
        for (let k = 0; k < evaluation.count; k++) {
          const { ledger, ...total } = candidateAt(evaluation, k);
          for (const column of ['latency', 'deviceEnergy', 'edgeEnergy'] as const) {
            expect(total[column]).toBe(ledger.reduce((sum, item) => sum + item[column]!, 0));
          }
          expect(total.systemEnergy).toBe(total.deviceEnergy! + total.edgeEnergy! + total.cloudEnergy!);
          expect([total.latency, total.deviceEnergy, total.systemEnergy]).toEqual([
            evaluation.latency[k],
            evaluation.deviceEnergy[k],
            evaluation.systemEnergy[k],
          ]);
        }
      }),
      RUNS,
    );
  });

  it('keeps of candidates what they are, at any link and load', () => {
    fc.assert(
      fc.property(
        twoTiers,
        links,
        fc.double({ min: 1, max: 9, noNaN: true }),
        (problem, link, edgeSlowdown) => {
          // What is asked for the first time is not kept.
          for (const asked of [problem, problem, { ...problem, link, edgeSlowdown }]) {
            const evaluation = evaluateSplits(asked);
            for (let k = 0; k < evaluation.count; k++) {
              const { choice, ...kept } = keptCandidate(evaluation, k);
              const { choice: own, ...made } = candidateAt(evaluation, k);
              expect(choice).toBe(own);
              expect(isDeepStrictEqual(kept, made)).toBe(true);
            }
          }
        },
      ),
      RUNS,
    );
  });

  it('leaves out no choice that could be the best of any subset and any combination', () => {
    fc.assert(
      fc.property(twoTiers, (problem) => {
        const evaluation = evaluateSplits(problem);
        const subsets = cutsByBruteForce(problem.cuts.network);
        const whole = layersOf(problem.cuts, problem.cuts.count - 1);
        const { devices, edges, encodings, precisions } = problem;
        const costs = devices.flatMap((device) =>
          edges.flatMap((edge) =>
            encodings.flatMap((encoding) =>
              precisions.flatMap((precision) =>
                subsets.map((inside) =>
                  costByDefinition(
                    problem,
                    { device, edge, cloud: null, encoding, precision },
                    inside,
                    whole,
                  ),
                ),
              ),
            ),
          ),
        );
        for (const objective of OBJECTIVES) {
          const minimum = Math.min(...costs.map((cost) => byDefinition(objective, cost)));
          const found = best(evaluation, objective)!;
          expect(objectiveValue(evaluation, objective, found)).toBeCloseTo(minimum, 7);
        }
      }),
      RUNS,
    );
  });
});
