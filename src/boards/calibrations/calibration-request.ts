import type { FieldFault } from '../../platform/problems/problem.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { readBody } from '../../platform/validation/request.pipe.js';
import { checkPowerMode } from '../coefficient-sets/power-mode.js';
import { CalibrationDto } from './calibration.dto.js';
import type { CalibrationJob } from './calibration-job.js';
import { readCsvMeasurements, toCsvFault } from './csv-measurements.js';

/** A request that was read, and where its parts stand. */
export interface ReadRequest {
  readonly dto: CalibrationDto;
  /** The place of a fault of the JSON form in the form that the client used. */
  readonly locate: (fault: FieldFault) => FieldFault;
}

/** Throws a `ProblemError`: `malformed-request`, `invalid-request`, `unknown-power-mode`. */
export async function readRequest(job: CalibrationJob): Promise<ReadRequest> {
  if (job.mediaType === 'application/json') return read(parseJson(job.body), job, (fault) => fault);
  const { measurements, lines } = readCsvMeasurements(job.body);
  return read({ ...withoutAbsent(job.query), measurements }, job, (fault) => toCsvFault(fault, lines));
}

async function read(
  body: unknown,
  { board }: CalibrationJob,
  locate: ReadRequest['locate'],
): Promise<ReadRequest> {
  return relocating(locate, async () => {
    const dto = await readBody(body, CalibrationDto);
    checkPowerMode(board, dto.powerMode, '/powerMode');
    return { dto, locate };
  });
}

/** Runs `work`; the faults of its problem are told where the client wrote them. */
export async function relocating<Result>(
  locate: ReadRequest['locate'],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.errors === undefined) throw error;
    throw new ProblemError(error.code, error.problem.detail, error.problem.errors.map(locate));
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    const reason = (error as Error).message.slice(0, 200);
    throw new ProblemError('malformed-request', `body: got text that is not JSON (${reason})`);
  }
}

const withoutAbsent = (query: object): object =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
