import { ProblemError } from '../platform/problems/problem.js';
import { isTooDeep } from '../platform/validation/request.pipe.js';

/** What a field in JSON says. Throws a `ProblemError` (`invalid-request`) that names the field. */
export function readJson(text: string, field: string, accepted: string): unknown {
  const refused = (detail: string): ProblemError =>
    new ProblemError('invalid-request', `${field}: ${detail}`, [{ pointer: `/${field}`, detail, accepted }]);
  const value = parsed(text, refused);
  if (typeof value === 'object' && value !== null && isTooDeep(value)) {
    throw refused('got text that is nested too deeply');
  }
  return value;
}

function parsed(text: string, refused: (detail: string) => ProblemError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`got text that is not JSON: ${(error as Error).message}`);
  }
}
