import type { CoefficientSetChoice, StoredCoefficientSet } from '../boards/index.js';
import type { NetworkDefinition } from '../core/index.js';
import type { ProblemError } from '../platform/problems/problem.js';

export const RANKING_MEDIA_TYPES = ['application/json', 'application/x-ndjson'] as const;

/** What a worker thread ranks. */
export interface RankingJob {
  /** The body of the request as it came. */
  readonly body: Uint8Array;
  readonly mediaType: (typeof RANKING_MEDIA_TYPES)[number];
}

/** What the thread asks for: boards, stored networks, and to have lines written when the client is ready for them. */
export type RankingQuestion =
  | { readonly kind: 'board'; readonly choice: CoefficientSetChoice; readonly pointer: string }
  | { readonly kind: 'network'; readonly id: string }
  | { readonly kind: 'write'; readonly lines: string };

export type RankingAnswer =
  | { readonly kind: 'board'; readonly set: StoredCoefficientSet }
  /** Null for an identifier that no network has; a definition of null is a network of the zoo. */
  | {
      readonly kind: 'network';
      readonly found: { name: string; definition: NetworkDefinition | null } | null;
    }
  | { readonly kind: 'written' }
  | { readonly kind: 'problem'; readonly problem: ConstructorParameters<typeof ProblemError> };

/** Answers what ranking asks while it works. */
export type Ask = (question: RankingQuestion) => Promise<RankingAnswer>;
