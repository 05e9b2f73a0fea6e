import { toCoefficientSetDto } from '../coefficient-sets/coefficient-set.mapper.js';
import type { CalibrationAnswerDto } from './calibration-answer.dto.js';
import type { StoredCalibration } from './calibrations.service.js';
import { reasonOf } from './reason.js';

/** A `CalibrationAnswerDto` as JSON, around the residuals that are JSON already. */
export function toCalibrationAnswer({ set, residualsJson }: StoredCalibration): string {
  const answer: Omit<CalibrationAnswerDto, 'residuals'> = {
    coefficientSet: toCoefficientSetDto(set),
    reasons: { energy: reasonOf(set.energy), latency: reasonOf(set.latency) },
  };
  return `${JSON.stringify(answer).slice(0, -1)},"residuals":${residualsJson}}`;
}
