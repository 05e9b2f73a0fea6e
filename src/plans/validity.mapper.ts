import {
  arrayOf,
  switchOvers,
  validityOf,
  type Constraints,
  type Evaluation,
  type Objective,
  type ValidityParameter,
  type ValidityRange,
} from '../core/index.js';
import { deviceSideOf } from './division.mapper.js';
import type { SwitchOversDto, ValidityDto, ValidityRangeDto } from './validity.dto.js';

interface Asked {
  readonly objective: Objective;
  readonly constraints: Constraints;
}

/** The switch-over tables of a plan, in the units of the request. */
export function toValidity(evaluation: Evaluation, asked: Asked): ValidityDto {
  const table = (parameter: ValidityParameter, factor: number): SwitchOversDto | null => {
    const ranges = switchOvers(evaluation, parameter, asked);
    if (ranges === null) return null;
    return {
      current: toRange(evaluation, validityOf(evaluation, parameter, ranges), factor),
      ranges: arrayOf(ranges, (range) => toRange(evaluation, range, factor)),
    };
  };
  return {
    uplinkRateMbps: table('uplinkRate', 1e-6),
    roundTripMs: table('roundTrip', 1e3),
    edgeSlowdown: table('edgeSlowdown', 1),
  };
}

/** JSON has no word for infinity. */
const toRange = (
  evaluation: Evaluation,
  { from, to, candidate }: ValidityRange,
  factor: number,
): ValidityRangeDto => ({
  from: from * factor,
  to: Number.isFinite(to) ? to * factor : null,
  candidate,
  ...(candidate === null ? { deviceLayers: null, cutAfter: null } : deviceSideOf(evaluation, candidate)),
});
