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
  /** Largest JSON body, in bytes. */
  readonly bodyLimitBytes: number;
  /** Largest model file, in bytes. */
  readonly modelLimitBytes: number;
  /** Largest body of measurements, in bytes. */
  readonly calibrationLimitBytes: number;
  /** What an administrator shows to write; null when none is given. */
  readonly adminKey: string | null;
}

/** Shorter secrets can be guessed. */
export const MIN_ADMIN_KEY_LENGTH = 32;

/** Under which the configuration is injected. */
export const CONFIGURATION = Symbol('configuration');

export const IN_MEMORY = 'memory://';

/** Reads the configuration; throws an error that names the variable and what it accepts. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const dataFolder = environment.DATABASE_FOLDER ?? '.cutpoint';
  return {
    host: environment.HOST ?? '127.0.0.1',
    port: integer(environment, 'PORT', { fallback: 3000, minimum: 0, maximum: 65_535 }),
    databaseUrl: databaseUrl(environment.DATABASE_URL),
    dataFolder: dataFolder === IN_MEMORY ? dataFolder : resolve(dataFolder),
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
