import type { Precision } from './precision.js';
import type { FittedCost } from './fit-statistics.js';

/**
 * Where energy was measured: at the plug, at the module's supply rail, as the sum of the chip's rails, or
 * of the accelerator alone. Figures of two boundaries are never fitted together.
 */
export const BOUNDARIES = ['wall', 'module', 'soc-rails', 'accelerator'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** Where coefficients come from. */
export const PROVENANCES = ['measured', 'paper', 'datasheet', 'user'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** `low`: few networks, parts that no other network supports, or a large out-of-sample error. */
export const QUALITIES = ['normal', 'low'] as const;
export type Quality = (typeof QUALITIES)[number];

/** What one set of coefficients holds for. */
export interface CoefficientSetIdentity {
  readonly boardId: string;
  readonly powerMode: string;
  readonly runtime: string;
  readonly precision: Precision;
  /** Inputs per inference. */
  readonly batch: number;
  readonly boundary: Boundary;
  /** Whether the runtime computes an activation inside the convolution or connected layer before it. */
  readonly fusesActivations: boolean;
}

/** Where a set's figures come from, in words that let a reader find them. */
export interface CoefficientSetOrigin {
  readonly provenance: Provenance;
  /** Which rows of which published table, and what is known to be missing from them. */
  readonly source: string;
  /** Day of the fit or of the entry, ISO 8601 (`2026-11-23`). */
  readonly date: string;
}

/** Energy and latency coefficients of one board in one power mode, runtime and precision. */
export interface CoefficientSet extends CoefficientSetIdentity, CoefficientSetOrigin {
  /** Null when only latency was measured. */
  readonly energy: FittedCost | null;
  /** Null when only energy was measured. */
  readonly latency: FittedCost | null;
  readonly quality: Quality;
}
