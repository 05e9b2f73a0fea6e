import { cornersOfLeastProduct, type CostPair } from './least-product.js';

describe('cornersOfLeastProduct', () => {
  const among =
    (pairs: readonly CostPair[]) =>
    ({ latency, systemEnergy }: { latency: number; systemEnergy: number }): CostPair =>
      pairs.reduce((best, next) =>
        latency * next.latency + systemEnergy * next.systemEnergy <
        latency * best.latency + systemEnergy * best.systemEnergy
          ? next
          : best,
      );
  const pairsOf = (...pairs: [number, number][]): CostPair[] =>
    pairs.map(([latency, systemEnergy]) => ({ latency, systemEnergy }));

  it('finds a corner that neither end is', () => {
    // products 10, 6, 10
    const pairs = pairsOf([1, 10], [2, 3], [10, 1]);
    expect(cornersOfLeastProduct(among(pairs))).toContainEqual({ latency: 2, systemEnergy: 3 });
  });

  it('finds the least product among corners of corners', () => {
    // products 100, 45, 36, 45, 100
    const pairs = pairsOf([1, 100], [3, 15], [6, 6], [15, 3], [100, 1]);
    expect(cornersOfLeastProduct(among(pairs))).toContainEqual({ latency: 6, systemEnergy: 6 });
  });

  it('asks for no more than the two ends where nothing between them could be better', () => {
    const asked: unknown[] = [];
    const minimise = among(pairsOf([1, 1]));
    cornersOfLeastProduct((weights) => {
      asked.push(weights);
      return minimise(weights);
    });
    expect(asked).toHaveLength(2);
  });

  it('finds nothing where nothing is known', () => {
    expect(cornersOfLeastProduct(() => null)).toEqual([]);
  });
});
