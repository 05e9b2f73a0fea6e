import { resolve } from 'node:path';

/** Everything that the environment decides. */
export interface Configuration {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A PostgreSQL server; null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded database, or `memory://` for one that is forgotten. */
  readonly dataFolder: string;
  /** Whether this start goes back to the last checkpoint of the embedded database. */
  readonly restoreCheckpoint: boolean;
  /** Largest JSON body, in bytes. */
  readonly bodyLimitBytes: number;
  /** Largest model file, in bytes. */
  readonly modelLimitBytes: number;
  /** Largest body of measurements, in bytes. */
  readonly calibrationLimitBytes: number;
  /** A key with the role admin that is in no table, to make the first one with; null when none is given. */
  readonly adminKey: string | null;
  /** Whether reading and planning are open to everyone, or need a key. */
  readonly planningAccess: (typeof PLANNING_ACCESS)[number];
  /** Keys that do not hold which an address may show in a minute. */
  readonly failedAttemptLimit: number;
}

export const PLANNING_ACCESS = ['open', 'keys'] as const;

/** Shorter secrets can be guessed. */
export const MIN_ADMIN_KEY_LENGTH = 32;

/** Under which the configuration is injected. */
export const CONFIGURATION = Symbol('configuration');

export const IN_MEMORY = 'memory://';

/** Reads the configuration; throws an error that names the variable and what it accepts. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const dataFolder = environment.DATABASE_FOLDER ?? '.cutpoint';
  const host = environment.HOST ?? '127.0.0.1';
  const embedded = databaseUrl(environment.DATABASE_URL) === null;
  return {
    host,
    port: integer(environment, 'PORT', { fallback: 3000, minimum: 0, maximum: 65_535 }),
    databaseUrl: databaseUrl(environment.DATABASE_URL),
    dataFolder: dataFolder === IN_MEMORY ? dataFolder : resolve(dataFolder),
    restoreCheckpoint:
      choice(environment, 'RESTORE_CHECKPOINT', { fallback: 'false', choices: ['true', 'false'] }) === 'true',
    bodyLimitBytes: integer(environment, 'BODY_LIMIT_BYTES', {
      fallback: 2 ** 20,
      minimum: 1024,
      maximum: 2 ** 30,
    }),
    modelLimitBytes: integer(environment, 'MODEL_LIMIT_BYTES', {
      fallback: 4 * 2 ** 30,
      minimum: 1024,
      maximum: 2 ** 40,
    }),
    calibrationLimitBytes: integer(environment, 'CALIBRATION_LIMIT_BYTES', {
      fallback: 16 * 2 ** 20,
      minimum: 1024,
      maximum: 2 ** 28,
    }),
    adminKey: adminKey(environment.ADMIN_KEY),
    planningAccess: choice(environment, 'PLANNING_ACCESS', {
      fallback: embedded && LOOPBACK.test(host) ? 'open' : 'keys',
      choices: PLANNING_ACCESS,
    }),
    failedAttemptLimit: integer(environment, 'FAILED_ATTEMPT_LIMIT', {
      fallback: 10,
      minimum: 1,
      maximum: 1_000_000,
    }),
  };
}

function integer(
  environment: NodeJS.ProcessEnv,
  name: string,
  { fallback, minimum, maximum }: { fallback: number; minimum: number; maximum: number },
): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new Error(`${name}: got '${text}', expected an integer from ${minimum} to ${maximum}`);
  }
  return value;
}

/** Reached from the same machine only. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

function choice<Choice extends string>(
  environment: NodeJS.ProcessEnv,
  name: string,
  { fallback, choices }: { fallback: Choice; choices: readonly Choice[] },
): Choice {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const known = choices.find((candidate) => candidate === text);
  if (known === undefined) throw new Error(`${name}: got '${text}', expected ${choices.join(' or ')}`);
  return known;
}

function adminKey(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (text.length < MIN_ADMIN_KEY_LENGTH || /[^\x21-\x7e]/.test(text)) {
    throw new Error(
      `ADMIN_KEY: expected at least ${MIN_ADMIN_KEY_LENGTH} visible ASCII characters (its value is not shown here)`,
    );
  }
  return text;
}

function databaseUrl(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new Error(
      'DATABASE_URL: expected postgres://user:password@host:port/database (its value is not shown here)',
    );
  }
  return text;
}
