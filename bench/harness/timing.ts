import { performance } from 'node:perf_hooks';
import type { Row, Settings } from './suite.js';
import { median } from './statistics.js';

/** What a processor needs to reach its pace, and a compiler to see what is hot. */
const WARM_UP_CALLS = 20;

/** How long a server is loaded before it is measured, at least [s]: it takes as long until V8 has compiled what plans new networks. */
export const WARM_UP_SECONDS = 10;

/** Milliseconds that a call takes: in each round the median of as many calls as fit into it, at least three. */
export function timed(
  what: string,
  work: () => unknown,
  { rounds, secondsPerRound, isQuick }: Settings,
  target?: string,
): Row {
  const begin = performance.now();
  for (let warm = 0; warm < WARM_UP_CALLS && performance.now() - begin < secondsPerRound * 1e3; warm++)
    work();
  const values = Array.from({ length: rounds }, () => {
    const times: number[] = [];
    const end = performance.now() + (secondsPerRound * 1e3) / rounds;
    while (times.length < (isQuick ? 1 : 3) || performance.now() < end) times.push(elapsed(work));
    return median(times);
  });
  return { what, unit: 'ms', values, ...(target !== undefined && { target }) };
}

/** Milliseconds that one call takes. */
export function elapsed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
