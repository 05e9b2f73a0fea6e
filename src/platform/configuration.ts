import { isIP } from 'node:net';
import { resolve } from 'node:path';

import { readInteger, readLimits, type Limits } from './limits/limits.js';
import { LOG_LEVELS, type LogLevel } from './logging/levels.js';

/** Everything that the environment decides; what the limits mean says their table. */
export interface Configuration extends Limits {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A PostgreSQL server; null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded database, or `memory://` for one that is forgotten. */
  readonly dataFolder: string;
  /** Whether this start goes back to the last checkpoint of the embedded database. */
  readonly restoreCheckpoint: boolean;
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
    port: readInteger(environment, 'PORT', { fallback: 3000, minimum: 0, maximum: 65_535 }),
    databaseUrl: databaseUrl(environment.DATABASE_URL),
    dataFolder: dataFolder === IN_MEMORY ? dataFolder : resolve(dataFolder),
    restoreCheckpoint:
      choice(environment, 'RESTORE_CHECKPOINT', { fallback: 'false', choices: ['true', 'false'] }) === 'true',
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
    ...readLimits(environment),
  };
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
