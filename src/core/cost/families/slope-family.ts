import type { MacClass } from '../layer-class.js';

/** What a slope family needs to know of a layer. */
export interface SlopeWork {
  readonly macs: number;
  readonly kernels: number;
}

/** The one coefficient of a family in which its cost is not linear. */
export interface ShapeParameter {
  readonly name: string;
  /** Values that a fit tries, ascending; it refines the best of them between its neighbours. */
  readonly grid: readonly number[];
}

/**
 * A way in which a layer's cost grows with its MACs: cost = Σ coefficient · feature. One description
 * serves evaluation, fitting, storage and documentation; a fit needs nothing else of a family.
 */
export interface SlopeFamily {
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  /** Classes of layers whose slope it can describe. */
  readonly classes: readonly MacClass[];
  /** Names of the coefficients: one for each feature, in their order, then the shape parameter if there is one. */
  readonly coefficients: readonly string[];
  /** Null when the cost is linear in every coefficient. */
  readonly shape: ShapeParameter | null;
  /**
   * What the linear coefficients multiply, in proportion to the MACs; `shape` is the value of the shape
   * parameter, if there is one.
   */
  features(work: SlopeWork, shape: number): readonly number[];
}
