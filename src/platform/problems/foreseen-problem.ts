import { CoreError } from '../../core/index.js';
import { codeOfDatabaseFault } from './database-faults.js';
import { problem, ProblemError, titleOf, type Problem } from './problem.js';

/** The problem document of a failure that says itself what it is; null for one that nobody foresaw. */
export function foreseenProblem(error: unknown): Problem | null {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CoreError) return problem(error.code, error.message);
  const code = codeOfDatabaseFault(error);
  return code === null ? null : problem(code, titleOf(code));
}
