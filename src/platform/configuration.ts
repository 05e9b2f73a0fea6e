import { isIP } from 'node:net';
import { resolve } from 'node:path';

import { LOG_LEVELS, type LogLevel } from './logging/levels.js';

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
  /** Most plans of a batch. */
  readonly batchLineLimit: number;
  /** A key with the role admin that is in no table, to make the first one with; null when none is given. */
  readonly adminKey: string | null;
  /** Whether reading and planning are open to everyone, or need a key. */
  readonly planningAccess: (typeof PLANNING_ACCESS)[number];
  readonly logLevel: LogLevel;
  /** Other sites whose pages may call the service; none by default. */
  readonly corsOrigins: readonly string[];
  /** Addresses of proxies whose X-Forwarded-For is believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** A collector of OpenTelemetry traces over HTTP; null for none. */
  readonly otlpEndpoint: string | null;
  /** Requests that are worked on at a time. */
  readonly concurrencyLimit: number;
  /** Requests that wait for their turn. */
  readonly queueLimit: number;
  /** How long a request waits for its turn at most. */
  readonly queueTimeoutMs: number;
  /** Requests of one client, worked on and waiting. */
  readonly clientRequestLimit: number;
  /** How long an answer may take, from the first byte of the request. */
  readonly requestTimeLimitMs: number;
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
    batchLineLimit: integer(environment, 'BATCH_LINE_LIMIT', {
      fallback: 100_000,
      minimum: 1,
      maximum: 10_000_000,
    }),
    adminKey: adminKey(environment.ADMIN_KEY),
    planningAccess: choice(environment, 'PLANNING_ACCESS', {
      fallback: embedded && LOOPBACK.test(host) ? 'open' : 'keys',
      choices: PLANNING_ACCESS,
    }),
    logLevel: choice(environment, 'LOG_LEVEL', { fallback: 'warn', choices: LOG_LEVELS }),
    corsOrigins: list(environment, 'CORS_ORIGINS', 'origins such as https://plant.example', isOrigin),
    trustedProxies: list(
      environment,
      'TRUSTED_PROXIES',
      'addresses or networks such as 10.0.0.0/8',
      isNetwork,
    ),
    otlpEndpoint: url(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    concurrencyLimit: integer(environment, 'CONCURRENCY_LIMIT', {
      fallback: 32,
      minimum: 1,
      maximum: 10_000,
    }),
    queueLimit: integer(environment, 'QUEUE_LIMIT', { fallback: 128, minimum: 0, maximum: 100_000 }),
    queueTimeoutMs: integer(environment, 'QUEUE_TIMEOUT_MS', {
      fallback: 5_000,
      minimum: 1,
      maximum: 600_000,
    }),
    clientRequestLimit: integer(environment, 'CLIENT_REQUEST_LIMIT', {
      fallback: 64,
      minimum: 1,
      maximum: 100_000,
    }),
    requestTimeLimitMs: integer(environment, 'REQUEST_TIME_LIMIT_MS', {
      fallback: 600_000,
      minimum: 10,
      maximum: 3_600_000,
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

function list(
  environment: NodeJS.ProcessEnv,
  name: string,
  accepted: string,
  isAccepted: (item: string) => boolean,
): readonly string[] {
  const items = (environment[name] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const wrong = items.find((item) => !isAccepted(item));
  if (wrong !== undefined)
    throw new Error(`${name}: got '${wrong}', expected ${accepted}, with commas between`);
  return items;
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

function isNetwork(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const family = isIP(address!);
  return (
    family !== 0 && rest.length === 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128))
  );
}

function url(environment: NodeJS.ProcessEnv, name: string): string | null {
  const text = environment[name];
  if (text === undefined || text === '') return null;
  if (!/^https?:/.test(text) || !URL.canParse(text)) {
    throw new Error(`${name}: got '${text}', expected an address such as http://127.0.0.1:4318`);
  }
  return text;
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
