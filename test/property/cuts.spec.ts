import fc from 'fast-check';
import {
  cutContains,
  cutHolds,
  crossingTensors,
  findCut,
  layersOfCut,
  listCuts,
  type CutList,
} from '../../src/core/index.js';
import { crossingByDefinition, cutsByBruteForce, randomNetworks } from '../support/random-networks.js';

const RUNS = { seed: 20_221, numRuns: 150 };
const networks = randomNetworks(14);

const layersOf = (cuts: CutList, cut: number): number[] =>
  cuts.network.layers.flatMap((_, layer) => (cutHolds(cuts, cut, layer) ? [layer] : []));
const isSubset = (inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean =>
  [...inner].every((layer) => outer.has(layer));
const key = (layers: Iterable<number>): string => [...layers].join(' ');
const all = (cuts: CutList): number[] => Array.from({ length: cuts.count }, (_, cut) => cut);

describe('listCuts on random graphs', () => {
  it('lists the subsets that hold all they need, each once', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const cuts = listCuts(network);
        const listed = all(cuts).map((cut) => key(layersOf(cuts, cut)));
        const expected = cutsByBruteForce(network).map(key);
        expect(cuts.complete).toBe(true);
        expect(listed.toSorted()).toEqual(expected.toSorted());
      }),
      RUNS,
    );
  });

  it('names the tensors that cross, each once however many layers take it', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const cuts = listCuts(network);
        for (const cut of all(cuts)) {
          const expected = crossingByDefinition(network, new Set(layersOf(cuts, cut)));
          expect(crossingTensors(cuts, cut)).toEqual(expected);
        }
      }),
      RUNS,
    );
  });

  it('orders cuts behind all that they contain, from the empty to the full', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const cuts = listCuts(network);
        expect(layersOf(cuts, 0)).toEqual([]);
        const sets = all(cuts).map((cut) => new Set(layersOf(cuts, cut)));
        sets.forEach((inner, a) => {
          sets.forEach((outer, b) => {
            const contains = isSubset(inner, outer);
            expect(cutContains(cuts, a, b)).toBe(contains);
            if (contains) expect(a).toBeLessThanOrEqual(b);
          });
        });
      }),
      { ...RUNS, numRuns: 40 },
    );
  });

  it('finds each cut by its layers, and its neighbours', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const cuts = listCuts(network);
        for (const cut of all(cuts)) {
          const layers = layersOf(cuts, cut);
          expect(findCut(cuts, layers)).toBe(cut);
          const bits = layersOfCut(cuts, cut);
          expect(network.layers.flatMap((_, l) => ((bits[l >> 5]! >> (l & 31)) & 1 ? [l] : []))).toEqual(
            layers,
          );
          if (cuts.withNext[cut]! < 0) continue;
          const next = cuts.blocks.layers[cuts.nextBlock[cut]!]!;
          const expected = [...layers, ...next].toSorted((a, b) => a - b);
          expect(layersOf(cuts, cuts.withNext[cut]!)).toEqual(expected);
        }
      }),
      RUNS,
    );
  });

  it('lists beyond the limit what follows the topological order, and says that it is not all', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const whole = listCuts(network);
        const partial = listCuts(network, { limit: 3 });
        const known = new Set(all(whole).map((cut) => key(layersOf(whole, cut))));
        const listed = all(partial).map((cut) => key(layersOf(partial, cut)));
        expect(new Set(listed).size).toBe(listed.length);
        expect(listed.every((layers) => known.has(layers))).toBe(true);
        expect(partial.complete).toBe(listed.length === known.size);
        expect(listed.at(-1)).toBe(key(layersOf(whole, whole.count - 1)));
      }),
      RUNS,
    );
  });

  it('keeps together what is told to stay together', () => {
    fc.assert(
      fc.property(networks, fc.nat({ max: 5 }), (network, every) => {
        const free = listCuts(network);
        // Layers between two cuts that contain each other can always run as one block.
        const inside = new Set(layersOf(free, free.count > every ? every : free.count - 1));
        const together = network.layers.map((_, layer) => (inside.has(layer) ? -1 : layer));
        const cuts = listCuts(network, { together });
        const expected = cutsByBruteForce(network).filter(
          (layers) => isSubset(inside, layers) || [...layers].every((layer) => !inside.has(layer)),
        );
        expect(
          all(cuts)
            .map((cut) => key(layersOf(cuts, cut)))
            .toSorted(),
        ).toEqual(expected.map(key).toSorted());
      }),
      RUNS,
    );
  });
});
