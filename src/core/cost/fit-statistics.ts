import type { CostModel } from './cost-model.js';
import type { SlopeFamilyName } from './families/index.js';
import type { MacClass } from './layer-class.js';
import type { CostTermName } from './layer-terms.js';

/** A cost model and how well it is known. */
export interface FittedCost {
  readonly model: CostModel;
  /** Null for coefficients that were entered rather than fitted here. */
  readonly statistics: FitStatistics | null;
}

/** How a fit was made, how well it predicts and within what range. Errors are relative: 0.05 is 5 %. */
export interface FitStatistics {
  readonly rowCount: number;
  readonly networkCount: number;
  readonly validation: Validation;
  /** In-sample coefficient of determination of the costs themselves. */
  readonly rSquared: number;
  /** Standard deviation of the relative residuals. */
  readonly residualSpread: number;
  /** Rows minus fitted coefficients: degrees of freedom of the covariance. */
  readonly degreesOfFreedom: number;
  readonly covariance: Covariance;
  /** The best structure of each combination of families, the best combination first. */
  readonly compared: readonly ComparedStructure[];
  readonly outliers: readonly OutlierRow[];
  /** By class: the layers that were fitted on; null when the class was not measured. */
  readonly coverage: Readonly<Record<MacClass, ClassCoverage | null>>;
}

/** Out-of-sample error of the calibration. */
export interface Validation {
  readonly method: 'leave-one-network-out' | '10-fold';
  /**
   * `nested`: families and terms were chosen anew without the rows that were predicted;
   * `chosen-structure`: the structure chosen on all rows was fitted anew without them.
   */
  readonly procedure: 'nested' | 'chosen-structure';
  /** Over the predicted rows; null when no row could be predicted. */
  readonly meanError: number | null;
  readonly medianError: number | null;
  /** Networks that the other networks say too little of to predict; they are in neither error. */
  readonly unpredictedNetworks: readonly string[];
}

/** Covariance of the fitted coefficients; those fitted as zero are at their bound and have no place in it. */
export interface Covariance {
  /** `convolution.gamma`, `perLayer`, ...: rows and columns, in order. */
  readonly coefficients: readonly string[];
  readonly values: readonly (readonly number[])[];
}

/** Families and terms of a cost model. */
export interface CostStructure {
  /** By class; null where the class shares the slope of the convolutions or was not measured. */
  readonly families: Readonly<Record<MacClass, SlopeFamilyName | null>>;
  readonly terms: readonly CostTermName[];
}

export interface ComparedStructure extends CostStructure {
  readonly coefficientCount: number;
  /** Mean over networks of the cross-validated relative error, each capped at 1; 0.5 for one that cannot be predicted. */
  readonly error: number;
}

export interface OutlierRow {
  /** Index of the measurement in the order given to the calibration. */
  readonly measurementIndex: number;
  readonly network: string;
  /** (measured - modelled) / modelled */
  readonly relativeResidual: number;
}

/** Range of a class of layers. */
export interface ClassCoverage {
  readonly kernels: Range;
  readonly macs: Range;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}
