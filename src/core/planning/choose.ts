import type { Candidate } from './evaluate.js';

/** What a plan can be best in; the lower the better. */
export const OBJECTIVES = ['latency', 'deviceEnergy', 'systemEnergy'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** The order in which candidates are preferred: objective, latency, bytes, and fewest layers on the device. */
export function compareBy(objective: Objective): (a: Candidate, b: Candidate) => number {
  return (a, b) =>
    a[objective] - b[objective] ||
    a.latency - b.latency ||
    a.split.bytesUp + a.split.bytesDown - (b.split.bytesUp + b.split.bytesDown) ||
    a.split.deviceLayerCount - b.split.deviceLayerCount;
}

/** The best of at least one candidate. */
export function best(candidates: readonly Candidate[], objective: Objective): Candidate {
  const compare = compareBy(objective);
  return candidates.reduce((winner, candidate) => (compare(candidate, winner) < 0 ? candidate : winner));
}
