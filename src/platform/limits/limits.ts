import { CANDIDATE_LIMIT, CUT_LIMIT } from '../../core/index.js';

/** One thing that the service bounds, and the variable that says how much of it there may be. */
interface LimitRow {
  readonly variable: string;
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Left out: a count. */
  readonly unit?: 'bytes' | 'ms';
  readonly meaning: string;
}

const MIB = 2 ** 20;

/**
 * Every limit that can be configured. Where the usual value is the highest, more was never tried. The README has a row for each, which a test compares.
 */
export const LIMITS = {
  bodyLimitBytes: {
    variable: 'BODY_LIMIT_BYTES',
    fallback: MIB,
    minimum: 1024,
    maximum: 1024 * MIB,
    unit: 'bytes',
    meaning: 'largest JSON body',
  },
  modelLimitBytes: {
    variable: 'MODEL_LIMIT_BYTES',
    fallback: 4096 * MIB,
    minimum: 1024,
    maximum: 2 ** 40,
    unit: 'bytes',
    meaning: 'largest model file',
  },
  modelMemoryLimitBytes: {
    variable: 'MODEL_MEMORY_LIMIT_BYTES',
    fallback: 160 * MIB,
    minimum: 1024,
    maximum: 4096 * MIB,
    unit: 'bytes',
    meaning: 'memory for the structure of a model file, weights excluded',
  },
  calibrationLimitBytes: {
    variable: 'CALIBRATION_LIMIT_BYTES',
    fallback: 16 * MIB,
    minimum: 1024,
    maximum: 256 * MIB,
    unit: 'bytes',
    meaning: 'largest body of measurements or candidates',
  },
  batchLineLimit: {
    variable: 'BATCH_LINE_LIMIT',
    fallback: 100_000,
    minimum: 1,
    maximum: 10_000_000,
    meaning: 'plans of one batch; a line of it is at most `BODY_LIMIT_BYTES` long',
  },
  networkLayerLimit: {
    variable: 'NETWORK_LAYER_LIMIT',
    fallback: 10_000,
    minimum: 1,
    maximum: 10_000,
    meaning: 'layers of a description of a network',
  },
  cutLimit: {
    variable: 'CUT_LIMIT',
    fallback: CUT_LIMIT,
    minimum: 0,
    maximum: 200_000,
    meaning: 'cuts of a network that are listed one by one; one with more is planned by minimum cut',
  },
  candidateLimit: {
    variable: 'CANDIDATE_LIMIT',
    fallback: CANDIDATE_LIMIT,
    minimum: 1,
    maximum: 2_000_000,
    meaning: 'candidates of one plan',
  },
  listedCandidateLimit: {
    variable: 'LISTED_CANDIDATE_LIMIT',
    fallback: 60_000,
    minimum: 1,
    maximum: 200_000,
    meaning: 'candidates in an answer (`candidates=all`)',
  },
  sweepPointLimit: {
    variable: 'SWEEP_POINT_LIMIT',
    fallback: 10_000,
    minimum: 2,
    maximum: 100_000,
    meaning: 'points of a sweep',
  },
  measurementLimit: {
    variable: 'MEASUREMENT_LIMIT',
    fallback: 20_000,
    minimum: 3,
    maximum: 20_000,
    meaning: 'measurements of one calibration',
  },
  rankingCandidateLimit: {
    variable: 'RANKING_CANDIDATE_LIMIT',
    fallback: 20_000,
    minimum: 1,
    maximum: 20_000,
    meaning: 'networks of one ranking',
  },
  concurrencyLimit: {
    variable: 'CONCURRENCY_LIMIT',
    fallback: 32,
    minimum: 1,
    maximum: 10_000,
    meaning: 'requests worked on at a time',
  },
  queueLimit: {
    variable: 'QUEUE_LIMIT',
    fallback: 128,
    minimum: 0,
    maximum: 100_000,
    meaning: 'requests that wait for their turn; more are a 503 with `Retry-After`',
  },
  queueTimeoutMs: {
    variable: 'QUEUE_TIMEOUT_MS',
    fallback: 5_000,
    minimum: 1,
    maximum: 600_000,
    unit: 'ms',
    meaning: 'how long a request waits for its turn',
  },
  jobQueueLimit: {
    variable: 'JOB_QUEUE_LIMIT',
    fallback: 16,
    minimum: 1,
    maximum: 10_000,
    meaning:
      'calibrations, rankings, imports and advice on pruning, of each, that wait for a thread; more are a 503',
  },
  clientRequestLimit: {
    variable: 'CLIENT_REQUEST_LIMIT',
    fallback: 64,
    minimum: 1,
    maximum: 100_000,
    meaning: 'requests of one client (address and key) at a time; more are a 429 with `Retry-After`',
  },
  requestTimeLimitMs: {
    variable: 'REQUEST_TIME_LIMIT_MS',
    fallback: 600_000,
    minimum: 10,
    maximum: 3_600_000,
    unit: 'ms',
    meaning: 'how long an answer may take; longer is a 503',
  },
  failedAttemptLimit: {
    variable: 'FAILED_ATTEMPT_LIMIT',
    fallback: 10,
    minimum: 1,
    maximum: 1_000_000,
    meaning: 'keys that do not hold which an address may show in a minute',
  },
} as const satisfies Record<string, LimitRow>;

export type LimitName = keyof typeof LIMITS;

export type Limits = Readonly<Record<LimitName, number>>;

/** Throws an `Error` that names the variable and what it accepts. */
export const readLimits = (environment: NodeJS.ProcessEnv): Limits =>
  Object.fromEntries(
    Object.entries(LIMITS).map(([name, row]) => [name, readInteger(environment, row.variable, row)]),
  ) as Record<LimitName, number>;

export function readInteger(
  environment: NodeJS.ProcessEnv,
  variable: string,
  { fallback, minimum, maximum }: Pick<LimitRow, 'fallback' | 'minimum' | 'maximum'>,
): number {
  const text = environment[variable];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new Error(`${variable}: got '${text}', expected an integer from ${minimum} to ${maximum}`);
  }
  return value;
}

/**
 * The limits of this process and its threads, for what is made as modules load: schemas of requests, and with them
 * the API's description, state them. What is not understood is refused when the configuration is read.
 */
export const LIMITS_IN_FORCE: Limits = ((): Limits => {
  try {
    return readLimits(process.env);
  } catch {
    return readLimits({});
  }
})();
