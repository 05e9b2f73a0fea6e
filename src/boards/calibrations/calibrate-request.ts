import { calibrate, CoreError, joules, seconds, type Measurement } from '../../core/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { toIdentity } from '../coefficient-sets/coefficient-set.mapper.js';
import type {
  CalibrationAnswer,
  CalibrationJob,
  CalibrationQuestion,
  CalibrationResult,
} from './calibration-job.js';
import { readRequest, relocating } from './calibration-request.js';
import type { CalibrationDto } from './calibration.dto.js';
import { faultOf } from './calibration-faults.js';
import { MeasuredSubjects } from './measured-works.js';
import { residualsOf } from './residuals.js';
import { checkKernels } from './total-works.js';

/**
 * Reads the measurements of a request and fits them: the whole of a calibration but for storing it. Throws a
 * `ProblemError` whose faults point at rows and fields as the client wrote them.
 */
export async function calibrateRequest(
  job: CalibrationJob,
  ask: (question: CalibrationQuestion) => Promise<CalibrationAnswer>,
): Promise<CalibrationResult> {
  const { dto, locate } = await readRequest(job);
  return relocating(locate, async () => {
    const identity = toIdentity(job.board.id, dto);
    const measurements = await toMeasurements(
      dto,
      new MeasuredSubjects({ execution: identity, ...identity, ask }),
    );
    const origin = { provenance: 'measured', source: dto.source, date: job.date } as const;
    const set = fitting(dto, () => calibrate({ identity, origin, measurements }));
    const pointers = measurements.map(
      (_, index) => locate({ pointer: `/measurements/${index}`, detail: '' }).pointer,
    );
    return { set, residualsJson: JSON.stringify(residualsOf(set, measurements, pointers)) };
  });
}

async function toMeasurements(dto: CalibrationDto, subjects: MeasuredSubjects): Promise<Measurement[]> {
  checkKernels(dto.measurements);
  const measurements: Measurement[] = [];
  for (const [index, row] of dto.measurements.entries()) {
    const { name, works } = await subjects.of(row, index, `/measurements/${index}`);
    const { energyJ = null, latencyMs = null } = row;
    measurements.push({
      network: name,
      boundary: row.boundary ?? dto.boundary,
      works,
      energy: energyJ === null ? null : joules(energyJ),
      latency: latencyMs === null ? null : seconds(latencyMs / 1e3),
    });
  }
  return measurements;
}

/** What the core objects to becomes a problem that points at the measurement. */
function fitting<Result>(dto: CalibrationDto, fit: () => Result): Result {
  try {
    return fit();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new ProblemError(error.code, error.message, [faultOf(error, dto)]);
  }
}
