import type { ProblemDto } from '../../../platform/problems/problem.dto.js';

/** A request that the service refused, or that did not reach it. */
export class RefusedError extends Error {
  constructor(readonly problem: Pick<ProblemDto, 'title' | 'detail' | 'errors' | 'status'>) {
    super(problem.detail);
  }

  get asksForKey(): boolean {
    return this.problem.status === 401 || this.problem.status === 403;
  }
}

/** Why an answer is none: its problem document, or what can be said without one. */
export async function refusalOf(response: Response): Promise<RefusedError> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) return new RefusedError((await response.json()) as ProblemDto);
  const title = 'The service did not answer as expected';
  return new RefusedError({ title, detail: `HTTP status ${response.status}`, status: response.status });
}

export const unreachable = (): RefusedError =>
  new RefusedError({
    title: 'The service cannot be reached',
    detail: 'It may have stopped. The page tries again with your next change.',
    status: 0,
  });
