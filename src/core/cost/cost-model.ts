import { remember } from '../memo.js';
import { slopeFamily, type SlopeFamilyName } from './families/index.js';
import type { CostedWork, LayerClass, MacClass } from './layer-class.js';
import {
  LAYER_TERM_NAMES,
  LAYER_TERMS,
  type CommonTermName,
  type LayerTermName,
  type SpecialTermName,
} from './layer-terms.js';

/** How the cost of a class of layers grows with their MACs. */
export interface Slope {
  readonly family: SlopeFamilyName;
  /** In the order of the family's `coefficients`; cost (J or s) per unit of the family's features. */
  readonly coefficients: readonly number[];
}

/**
 * The fitted cost of an inference on one board: energy in J or latency in s.
 *
 *     layer   = slope(MAC, kernels) + perActivationByte · bytes + perWeightByte · bytes + perLayer
 *               + perPatchByte · bytes + perPooledByte · bytes
 *     network = Σ layers + perInference
 *
 * Source: Lahmer et al., WiOpt 2022 (arXiv 2210.01625), extended by traffic and overhead terms where
 * cross-validation finds that they predict better.
 */
export interface CostModel
  extends Readonly<Record<CommonTermName, number>>, Readonly<Partial<Record<SpecialTermName, number>>> {
  /** By class; null where the class shares the slope of the convolutions. */
  readonly slopes: Readonly<Record<MacClass, Slope | null>>;
}

/**
 * Cost of one layer that runs on its own. A class without a slope of its own shares that of the
 * convolutions: either calibration found that this predicts better, or the class was not measured and
 * they are the nearest thing that was; then its coverage says so and callers report an extrapolation.
 */
export function layerCost(model: CostModel, work: CostedWork): number {
  let cost = slopeCost(model, work);
  for (const { coefficient, term } of termsOf(model)) cost += coefficient * term.feature(work);
  return cost;
}

/** The terms that a model has: most lack some, and what these would say of layers is not asked. */
const termsOf = remember((model: CostModel) =>
  LAYER_TERM_NAMES.map((name) => ({ coefficient: model[name] ?? 0, term: LAYER_TERMS[name] })).filter(
    ({ coefficient }) => coefficient !== 0,
  ),
);

/** Parts of a layer's cost: its slope, and the terms beside it. */
export const LAYER_PARTS = ['slope', ...LAYER_TERM_NAMES] as const;
export type LayerPart = (typeof LAYER_PARTS)[number];

/** The cost of one layer by part, in the order of `LAYER_PARTS`; added up in this order they are `layerCost`. */
export const layerParts = (model: CostModel, work: CostedWork): number[] =>
  LAYER_PARTS.map((part) => (part === 'slope' ? slopeCost(model, work) : termCost(model, part, work)));

const termCost = (model: CostModel, term: LayerTermName, work: CostedWork): number =>
  (model[term] ?? 0) * LAYER_TERMS[term].feature(work);

/** The class whose slope the layers of a class have; null for those without MACs. */
export function slopeOwner(model: CostModel, layerClass: LayerClass): MacClass | null {
  if (layerClass === 'memory-bound') return null;
  return model.slopes[layerClass] === null ? 'convolution' : layerClass;
}

function slopeCost(model: CostModel, work: CostedWork): number {
  const owner = slopeOwner(model, work.layerClass);
  const slope = owner === null ? null : model.slopes[owner];
  if (slope === null) return 0;
  const family = slopeFamily(slope.family);
  const shapeValue = family.shape === null ? 0 : slope.coefficients[family.coefficients.length - 1]!;
  const features = family.features(work, shapeValue);
  let cost = 0;
  for (let index = 0; index < features.length; index++) cost += features[index]! * slope.coefficients[index]!;
  return cost;
}
