import { ProblemError } from '../problems/problem.js';

/** What a text says; throws a `ProblemError` (`malformed-request`) that calls it `what` where it is not JSON. */
export function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.slice(0, 200);
    throw new ProblemError('malformed-request', `${what}: got text that is not JSON (${reason})`);
  }
}
