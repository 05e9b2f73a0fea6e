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

/** One measurement and what the fitted set makes of it; null where it was not measured. */
export interface RowResidual {
  /** Where the request says it: a JSON pointer, or a line of a CSV. */
  readonly pointer: string;
  readonly network: string;
  readonly energyJ: number | null;
  readonly modelledEnergyJ: number | null;
  readonly energyResidual: number | null;
  readonly latencyMs: number | null;
  readonly modelledLatencyMs: number | null;
  readonly latencyResidual: number | null;
  readonly isOutlier: boolean;
}

export interface CalibrationResult {
  readonly set: CoefficientSet;
  readonly residuals: readonly RowResidual[];
}
