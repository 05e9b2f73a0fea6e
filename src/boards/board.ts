import type { Bytes, CoefficientSet, Watts } from '../core/index.js';

/** A figure and where it was published. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: string;
}

/** The hardware of a tier. */
export interface Board {
  readonly id: string;
  readonly name: string;
  /** Null when unknown. */
  readonly memory: Sourced<Bytes> | null;
  /** Power of the board while it waits; null when unknown. */
  readonly idlePower: Sourced<Watts> | null;
  readonly powerModes: Sourced<readonly string[]>;
}

/** A coefficient set in the database; the version counts the sets of a board from 1 and never changes. */
export interface StoredCoefficientSet extends CoefficientSet {
  readonly version: number;
}

export interface BoardWithSets {
  readonly board: Board;
  readonly coefficientSets: readonly StoredCoefficientSet[];
}

export interface BoardWithSet {
  readonly board: Board;
  readonly coefficientSet: StoredCoefficientSet;
}
