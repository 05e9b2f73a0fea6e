import fc from 'fast-check';
import {
  best,
  candidateAt,
  cutHolds,
  evaluateAll,
  evaluateCandidates,
  fusedTogether,
  groupLayers,
  listCuts,
  OBJECTIVES,
  objectiveValue,
  shortlistTiers,
  type CutList,
  type SplitProblem,
} from '../../src/core/index.js';
import { costByDefinition } from '../support/cost-by-definition.js';
import { cutsByBruteForce, randomNetworks } from '../support/random-networks.js';
import { links, problemsOn, tiers } from '../support/random-problems.js';

const RUNS = { seed: 20_221, numRuns: 100 };

const withCloud = (cuts: CutList): fc.Arbitrary<SplitProblem> =>
  fc
    .record({
      problem: problemsOn(cuts),
      tier: tiers(cuts.network),
      link: links,
      directLink: fc.option(links),
    })
    .map(({ problem, tier, link, directLink }) => ({
      ...problem,
      devices: problem.devices.slice(0, 1),
      cloud: { tiers: [tier], link, directLink },
    }));
const threeTiers = randomNetworks(7).chain((network) => withCloud(listCuts(network)));

const layersOf = (cuts: CutList, cut: number): Set<number> =>
  new Set(cuts.network.layers.flatMap((_, layer) => (cutHolds(cuts, cut, layer) ? [layer] : [])));
const isSubset = (inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean =>
  [...inner].every((layer) => outer.has(layer));

describe('evaluateAll with a cloud', () => {
  it('costs every nested pair of cuts as the definition does', () => {
    fc.assert(
      fc.property(threeTiers, (problem) => {
        const evaluation = evaluateAll(problem)!;
        for (let k = 0; k < evaluation.count; k++) {
          const { choice, ledger, ...total } = candidateAt(evaluation, k);
          const inner = layersOf(problem.cuts, evaluation.first[k]!);
          const expected = costByDefinition(
            problem,
            choice,
            inner,
            layersOf(problem.cuts, evaluation.second[k]!),
          );
          for (const figure of ['latency', 'deviceEnergy', 'systemEnergy', 'period'] as const) {
            expect(evaluation[figure][k]).toBeCloseTo(expected[figure], 9);
          }
          expect(total.cloudEnergy).toBe(ledger.reduce((sum, item) => sum + item.cloudEnergy!, 0));
          expect(total.edgeEnergy).toBe(ledger.reduce((sum, item) => sum + item.edgeEnergy!, 0));
        }
      }),
      RUNS,
    );
  });

  it('lists every nested pair for every choice', () => {
    fc.assert(
      fc.property(threeTiers, (problem) => {
        const subsets = cutsByBruteForce(problem.cuts.network);
        const pairs = subsets.flatMap((outer) => subsets.filter((inner) => isSubset(inner, outer)));
        const { edges, encodings, precisions } = problem;
        const choices = edges.length * encodings.length * precisions.length;
        expect(evaluateAll(problem)!.count).toBe(pairs.length * choices);
      }),
      RUNS,
    );
  });
});

describe('shortlistTiers', () => {
  it('holds the best of all pairs, unless it says that it cannot know', () => {
    fc.assert(
      fc.property(threeTiers, (problem) => {
        for (const objective of OBJECTIVES) {
          const shortlist = shortlistTiers(problem, objective);
          if (shortlist === null) continue;
          const evaluation = evaluateAll(problem)!;
          const [found, expected] = [best(shortlist, objective)!, best(evaluation, objective)!];
          expect(objectiveValue(shortlist, objective, found)).toBe(
            objectiveValue(evaluation, objective, expected),
          );
          expect([shortlist.first[found], shortlist.second[found]]).toEqual([
            evaluation.first[expected],
            evaluation.second[expected],
          ]);
        }
      }),
      RUNS,
    );
  });
});

describe('evaluateCandidates', () => {
  it('holds the best of all pairs beyond the limit too, and every way to leave a tier idle', () => {
    fc.assert(
      fc.property(threeTiers, (problem) => {
        const { evaluation, complete } = evaluateCandidates(problem, OBJECTIVES, 0);
        const all = evaluateAll(problem)!;
        expect(complete).toBe(false);
        for (const objective of OBJECTIVES) {
          if (shortlistTiers(problem, objective) === null) continue;
          expect(objectiveValue(evaluation, objective, best(evaluation, objective)!)).toBe(
            objectiveValue(all, objective, best(all, objective)!),
          );
        }
        const full = problem.cuts.count - 1;
        const leavesOneIdle = (first: number, second: number): boolean =>
          first === 0 || first === second || second === full;
        const count = Array.from(all.first).filter((first, k) => leavesOneIdle(first, all.second[k]!));
        const kept = Array.from(evaluation.first).filter((first, k) =>
          leavesOneIdle(first, evaluation.second[k]!),
        );
        expect(kept).toHaveLength(count.length);
      }),
      RUNS,
    );
  });

  it('lists everything where it is within the limit', () => {
    fc.assert(
      fc.property(threeTiers, (problem) => {
        const { evaluation, complete } = evaluateCandidates(problem, ['latency']);
        expect(complete).toBe(true);
        expect(evaluation.count).toBe(evaluateAll(problem)!.count);
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});

describe('fusedTogether', () => {
  it('leaves out no cut that is better', () => {
    fc.assert(
      fc.property(threeTiers, (problem) => {
        const nearer = [...problem.devices, ...problem.edges].map(({ costs }) => costs);
        const together = groupLayers(problem.cuts.network, fusedTogether(nearer));
        const grouped = { ...problem, cuts: listCuts(problem.cuts.network, { together }) };
        for (const objective of OBJECTIVES) {
          const [all, fewer] = [evaluateAll(problem)!, evaluateAll(grouped)!];
          expect(objectiveValue(fewer, objective, best(fewer, objective)!)).toBe(
            objectiveValue(all, objective, best(all, objective)!),
          );
        }
      }),
      RUNS,
    );
  });
});
