import { toCoefficientSetDto } from '../coefficient-sets/coefficient-set.mapper.js';
import type { CalibrationAnswerDto, MeasurementResidualDto } from './calibration-answer.dto.js';
import type { RowResidual } from './calibration-job.js';
import type { StoredCalibration } from './calibrations.service.js';
import { reasonOf } from './reason.js';

export const toCalibrationAnswer = ({ set, residuals }: StoredCalibration): CalibrationAnswerDto => ({
  coefficientSet: toCoefficientSetDto(set),
  reasons: { energy: reasonOf(set.energy), latency: reasonOf(set.latency) },
  residuals: residuals.map(toResidualDto),
});

const toResidualDto = (row: RowResidual): MeasurementResidualDto => ({
  pointer: row.pointer,
  network: row.network,
  energyJ: row.energyJ,
  modelledEnergyJ: row.modelledEnergyJ,
  energyResidual: row.energyResidual,
  latencyMs: row.latencyMs,
  modelledLatencyMs: row.modelledLatencyMs,
  latencyResidual: row.latencyResidual,
  isOutlier: row.isOutlier,
});
