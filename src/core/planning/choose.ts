import type { Evaluation } from './evaluate.js';

/** What a plan can be best in; the lower the better. */
export const OBJECTIVES = ['latency', 'deviceEnergy', 'systemEnergy'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** Index of the best candidate: lowest objective, then latency, then bytes, then first in the order of the cuts. */
export function best(evaluation: Evaluation, objective: Objective): number {
  const { latency, bytes, count, [objective]: figure } = evaluation;
  let winner = 0;
  for (let k = 1; k < count; k++) {
    const difference =
      figure[k]! - figure[winner]! || latency[k]! - latency[winner]! || bytes[k]! - bytes[winner]!;
    if (difference < 0) winner = k;
  }
  return winner;
}
