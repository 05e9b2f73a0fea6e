/** What a slope family needs to know of a layer. */
export interface SlopeWork {
  readonly macs: number;
  readonly kernels: number;
}

/**
 * A way in which a layer's cost grows with its MACs: cost = Σ coefficient · feature, linear in the
 * coefficients, so that one description serves evaluation, fitting, storage and documentation.
 */
export interface SlopeFamily {
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  /** Names of the coefficients, in the order of the features. */
  readonly coefficients: readonly string[];
  features(work: SlopeWork): readonly number[];
}
