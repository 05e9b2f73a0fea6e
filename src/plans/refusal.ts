import { CoreError } from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';

/** A problem that names one field, what was got there and what would be accepted. */
export const refusal = (pointer: string, got: string, accepted: string): ProblemError =>
  new ProblemError(
    'invalid-request',
    `${pointer.slice(1).replaceAll('/', '.')}: ${got}, expected ${accepted}`,
    [{ pointer, detail: got, accepted }],
  );

/** Runs `work`; what the core objects to becomes a problem of one field. */
export function faultsAt<Result>(pointer: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new ProblemError(error.code, error.message, [{ pointer, detail: error.message }]);
  }
}
