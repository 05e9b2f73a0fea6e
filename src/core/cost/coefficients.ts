import { slopeOwner, type CostModel } from './cost-model.js';
import { slopeFamily } from './families/index.js';
import type { CostedWork, MacClass } from './layer-class.js';
import { LAYER_TERMS, type CostTermName } from './layer-terms.js';

/** The coefficient of a model that a covariance names: `convolution.gamma`, `perLayer`, ... */
export function coefficientOf(model: CostModel, name: string): number {
  const { owner, coefficient } = partsOf(name);
  if (coefficient === undefined) return model[owner as CostTermName] ?? 0;
  const { family, coefficients } = model.slopes[owner as MacClass]!;
  return coefficients[slopeFamily(family).coefficients.indexOf(coefficient)]!;
}

/** The model with another value of one coefficient. */
export function withCoefficient(model: CostModel, name: string, value: number): CostModel {
  const { owner, coefficient } = partsOf(name);
  if (coefficient === undefined) return { ...model, [owner]: value };
  const slope = model.slopes[owner as MacClass]!;
  const index = slopeFamily(slope.family).coefficients.indexOf(coefficient);
  const coefficients = slope.coefficients.with(index, value);
  return { ...model, slopes: { ...model.slopes, [owner]: { ...slope, coefficients } } };
}

/** Step of a shape parameter for the derivative of the cost, as in the fit. */
const SHAPE_STEP = 1e-4;

/**
 * ∂ cost / ∂ coefficient of one layer. Costs are linear in every coefficient but the shape parameter of a
 * family, whose derivative is a central difference. Not of `perInference`, which no layer has a share of.
 */
export function layerDerivative(model: CostModel, name: string): (work: CostedWork) => number {
  const { owner, coefficient } = partsOf(name);
  if (coefficient === undefined) return LAYER_TERMS[owner as Exclude<CostTermName, 'perInference'>].feature;
  const slope = model.slopes[owner as MacClass]!;
  const family = slopeFamily(slope.family);
  const index = family.coefficients.indexOf(coefficient);
  const shapeIndex = family.shape === null ? -1 : family.coefficients.length - 1;
  const shape = family.shape === null ? 0 : slope.coefficients[shapeIndex]!;
  const phi = (work: CostedWork, at: number): number =>
    family.features(work, at).reduce((sum, feature, k) => sum + feature * slope.coefficients[k]!, 0);
  const derivative =
    index === shapeIndex
      ? (work: CostedWork) =>
          (phi(work, shape + SHAPE_STEP) - phi(work, shape - SHAPE_STEP)) / (2 * SHAPE_STEP)
      : (work: CostedWork) => family.features(work, shape)[index]!;
  return (work) => (slopeOwner(model, work.layerClass) === owner ? derivative(work) : 0);
}

function partsOf(name: string): { readonly owner: string; readonly coefficient: string | undefined } {
  const [owner, coefficient] = name.split('.');
  return { owner: owner!, coefficient };
}
