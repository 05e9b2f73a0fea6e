import type { ProblemError } from '../problems/problem.js';

export type ToWorker =
  { readonly kind: 'job'; readonly input: unknown } | { readonly kind: 'answer'; readonly answer: unknown };

export type FromWorker =
  | { readonly kind: 'question'; readonly question: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'problem'; readonly problem: ConstructorParameters<typeof ProblemError> }
  | { readonly kind: 'failure'; readonly error: Error };
