import type { Bytes, BytesPerSecond, CoefficientSet, Precision, Watts } from '../core/index.js';

/** A figure and where it was published. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: string;
}

/** Operations per second at best; a MAC is two operations. Dense, not with sparse weights. */
export interface PeakRate extends Sourced<number> {
  readonly precision: Precision;
}

/** The hardware of a tier. */
export interface Board {
  readonly id: string;
  readonly name: string;
  /** Null when unknown. */
  readonly memory: Sourced<Bytes> | null;
  /** Of its memory; null when unknown. */
  readonly memoryBandwidth: Sourced<BytesPerSecond> | null;
  /** Those that are known. */
  readonly peakRates: readonly PeakRate[];
  /** Power of the board while it waits; null when unknown. */
  readonly idlePower: Sourced<Watts> | null;
  readonly powerModes: Sourced<readonly string[]>;
}

/** What was said of a board, which never changes; versions count from 1. */
export interface BoardVersion extends Board {
  readonly version: number;
  readonly createdAt: Date;
}

/** The version of a board that holds. */
export interface StoredBoard extends BoardVersion {
  /** Counts the changes of the board and of which sets of it are active. */
  readonly state: number;
}

/** `draft`: never was active; `active`: plans use it; `retired`: another one took its place. */
export const SET_STATUSES = ['draft', 'active', 'retired'] as const;
export type SetStatus = (typeof SET_STATUSES)[number];

/** A coefficient set in the database; the version counts the sets of a board from 1 and never changes. */
export interface StoredCoefficientSet extends CoefficientSet {
  readonly version: number;
  readonly status: SetStatus;
}

export interface BoardWithSets {
  readonly board: StoredBoard;
  readonly coefficientSets: readonly StoredCoefficientSet[];
}

export interface BoardWithSet {
  readonly board: StoredBoard;
  readonly coefficientSet: StoredCoefficientSet;
}
