import type { CoefficientSet, NetworkDefinition } from '../../core/index.js';
import type { Board } from '../board.js';
import type { CalibrationQueryDto } from './calibration.dto.js';

/** What a worker thread calibrates. */
export interface CalibrationJob {
  readonly board: Pick<Board, 'id' | 'powerModes'>;
  /** The body of the request as it came. */
  readonly body: Uint8Array;
  readonly mediaType: 'application/json' | 'text/csv';
  /** What CSV has no place for. */
  readonly query: CalibrationQueryDto;
  /** Day of the fit, ISO 8601. */
  readonly date: string;
}

/** The thread asks for the stored network of an identifier. */
export type CalibrationQuestion = string;

/** Null for an identifier that no network has. */
export type CalibrationAnswer = {
  readonly name: string;
  /** Null for a network of the zoo. */
  readonly definition: NetworkDefinition | null;
} | null;

export interface CalibrationResult {
  readonly set: CoefficientSet;
  /** A list of `MeasurementResidualDto` as JSON: writing thousands of them would hold up requests outside the thread. */
  readonly residualsJson: string;
}
