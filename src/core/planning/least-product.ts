import type { WeightedSum } from './objectives.js';

/** Two costs of something. */
export interface CostPair {
  readonly latency: number;
  readonly systemEnergy: number;
}

/** Relative difference up to which a sum is no lower than another: rounding. */
const EQUAL = 1e-12;

/**
 * Everything that a search for the least latency · energy looks at, the least among it: the product of two
 * positive sums is least at a corner of the convex hull of all pairs, and corners are what minimises weighted
 * sums. Between two corners the next one minimises the sum that is equal for both; where even the best of
 * both would not do, nothing between them is looked at.
 * Source: Konno & Kuno, Linear multiplicative programming, Mathematical Programming 56, 1992.
 *
 * @param minimise what has the lowest weighted sum; null where it is not known
 */
export function cornersOfLeastProduct<Item extends CostPair>(
  minimise: (weights: WeightedSum) => Item | null,
): Item[] {
  const fastest = minimise({ latency: 1, deviceEnergy: 0, systemEnergy: 0 });
  const thriftiest = minimise({ latency: 0, deviceEnergy: 0, systemEnergy: 1 });
  if (fastest === null || thriftiest === null) return [];
  const found = [fastest, thriftiest];
  const between: [Item, Item][] = [[fastest, thriftiest]];
  let least = Math.min(productOf(fastest), productOf(thriftiest));
  for (let pair = between.pop(); pair !== undefined; pair = between.pop()) {
    const [a, b] = pair;
    if (a.latency * b.systemEnergy >= least) continue;
    const weights = {
      latency: a.systemEnergy - b.systemEnergy,
      deviceEnergy: 0,
      systemEnergy: b.latency - a.latency,
    };
    if (weights.latency <= 0 || weights.systemEnergy <= 0) continue;
    const corner = minimise(weights);
    const sum = ({ latency, systemEnergy }: CostPair): number =>
      weights.latency * latency + weights.systemEnergy * systemEnergy;
    if (corner === null || sum(corner) >= sum(a) * (1 - EQUAL)) continue;
    found.push(corner);
    least = Math.min(least, productOf(corner));
    between.push([a, corner], [corner, b]);
  }
  return found;
}

const productOf = ({ latency, systemEnergy }: CostPair): number => latency * systemEnergy;
