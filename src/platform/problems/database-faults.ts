import { QueryFailedError } from 'typeorm';
import type { ProblemCode } from './problem.js';

/** Classes and codes of SQLSTATE (PostgreSQL manual, appendix A) that say nothing of what was asked. */
const BY_SQL_STATE: readonly (readonly [RegExp, ProblemCode])[] = [
  [/^53100$/, 'storage-full'], // disk full
  [/^(08|53|57P)/, 'database-unavailable'], // connection, resources, shutdown
  [/^(57014|55P03|25P03|25006|40001|40P01)$/, 'database-unavailable'], // took too long, is read-only, collided
];

/** Codes of the operating system for a connection that was lost under a statement. */
const LOST_CONNECTION = /^(ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT)$/;

/** What the driver says of a statement where there is no code. */
const MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** There is no connection to the database, for the reason in `cause`. */
export class DatabaseUnreachableError extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'DatabaseUnreachableError';
  }
}

/**
 * The problem of a database that gave no connection or did not do a statement, for reasons that say nothing of
 * what was asked; null for an error of any other kind, and of anything that is not the database.
 */
export function codeOfDatabaseFault(error: unknown): ProblemCode | null {
  if (error instanceof DatabaseUnreachableError) return 'database-unavailable';
  return error instanceof QueryFailedError ? codeOfStatement(error.driverError as Error) : null;
}

function codeOfStatement({ code, message }: Error & { code?: unknown }): ProblemCode | null {
  if (typeof code === 'string') {
    const state = BY_SQL_STATE.find(([states]) => states.test(code));
    if (state !== undefined) return state[1];
    if (LOST_CONNECTION.test(code)) return 'database-unavailable';
  }
  return MESSAGES.test(message) ? 'database-unavailable' : null;
}
