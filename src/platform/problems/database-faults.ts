import type { ProblemCode } from './problem.js';

/** Classes and codes of SQLSTATE (PostgreSQL manual, appendix A) that say nothing of what was asked. */
const BY_SQL_STATE: readonly (readonly [RegExp, ProblemCode])[] = [
  [/^53100$/, 'storage-full'], // disk full
  [/^(08|53|57P)/, 'database-unavailable'], // connection, resources, shutdown
  [/^(57014|55P03|25P03|25006|40001|40P01)$/, 'database-unavailable'], // took too long, is read-only, collided
];

/** Codes of the operating system. */
const BY_SYSTEM_CODE: ReadonlyMap<string, ProblemCode> = new Map([
  ['ECONNREFUSED', 'database-unavailable'],
  ['ECONNRESET', 'database-unavailable'],
  ['EHOSTUNREACH', 'database-unavailable'],
  ['ENOENT', 'database-unavailable'],
  ['ENOTFOUND', 'database-unavailable'],
  ['ENOSPC', 'storage-full'],
  ['EPIPE', 'database-unavailable'],
  ['ETIMEDOUT', 'database-unavailable'],
]);

/** What the driver says where there is no code. */
const MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after calling end)/;

/** The problem of a database that does not answer, or null for an error of any other kind. */
export function codeOfDatabaseFault(error: unknown): ProblemCode | null {
  if (!(error instanceof Error)) return null;
  const { driverError, code } = error as Error & { driverError?: unknown; code?: unknown };
  if (driverError instanceof Error && driverError !== error) return codeOfDatabaseFault(driverError);
  if (error instanceof AggregateError) return codeOfDatabaseFault(error.errors[0]);
  if (typeof code === 'string') {
    const state = BY_SQL_STATE.find(([states]) => states.test(code));
    const known = state?.[1] ?? BY_SYSTEM_CODE.get(code);
    if (known !== undefined) return known;
  }
  return MESSAGES.test(error.message) ? 'database-unavailable' : null;
}
