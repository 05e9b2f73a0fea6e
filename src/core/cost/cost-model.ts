import { SLOPE_FAMILIES, type SlopeFamilyName } from './families/index.js';
import type { CostedWork, MacClass } from './layer-class.js';

/** How the cost of a class of layers grows with their MACs. */
export interface Slope {
  readonly family: SlopeFamilyName;
  /** In the order of the family's coefficients; cost (J or s) per unit of the family's features. */
  readonly coefficients: readonly number[];
}

/**
 * The fitted cost of an inference on one board: energy in J or latency in s.
 *
 *     layer   = slope(MAC, kernels) + perActivationByte · bytes + perWeightByte · bytes + perLayer
 *     network = Σ layers + perInference
 *
 * Source: Lahmer et al., WiOpt 2022 (arXiv 2210.01625), extended by traffic and overhead terms where
 * cross-validation finds that they predict better.
 */
export interface CostModel {
  /** By class; null where the measurements say nothing of the class. */
  readonly slopes: Readonly<Record<MacClass, Slope | null>>;
  readonly perActivationByte: number;
  readonly perWeightByte: number;
  readonly perLayer: number;
  readonly perInference: number;
}

/**
 * Cost of one layer that runs on its own. A class without coefficients borrows the slope of the
 * convolutions, the nearest thing that was measured; callers report it as an extrapolation.
 */
export function layerCost(model: CostModel, work: CostedWork): number {
  return (
    slopeCost(model, work) +
    model.perActivationByte * work.activationBytes +
    model.perWeightByte * work.weightBytes +
    model.perLayer
  );
}

function slopeCost(model: CostModel, work: CostedWork): number {
  if (work.layerClass === 'memory-bound') return 0;
  const slope = model.slopes[work.layerClass] ?? model.slopes.convolution;
  if (slope === null) return 0;
  const features = SLOPE_FAMILIES[slope.family].features(work);
  return features.reduce((sum, feature, index) => sum + feature * slope.coefficients[index]!, 0);
}
