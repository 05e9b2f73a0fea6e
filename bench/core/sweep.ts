import { performance } from 'node:perf_hooks';
import { sweepOf, type SplitProblem } from '../../src/core/index.js';
import type { Row, Settings } from '../harness/suite.js';
import { linkAt, problemOn, zoo } from './problems.js';

/** Rates from 1 Mbit/s, a point each: the best plan of each and what it takes, as the service finds them. */
export function sweepRates(problem: SplitProblem, points: number): void {
  const sweep = sweepOf(problem, { objective: 'latency' });
  for (let point = 0; point < points; point++) {
    sweep.planAt({ link: linkAt(1 + point / 10), edgeSlowdown: 1 });
  }
}

/** (cut × point) pairs that are priced and compared in a second. */
export function sweepRows({ rounds, isQuick }: Settings): Row[] {
  const points = isQuick ? 10 : 10_000;
  return ['resnet-50', 'mobilenet-v2'].map((id) => {
    const problem = problemOn(zoo(id), { isGrouped: true, hasCloud: false });
    sweepRates(problem, points);
    const values = Array.from({ length: rounds }, () => {
      const start = performance.now();
      sweepRates(problem, points);
      return (problem.cuts.count * points) / (performance.now() - start) / 1e3;
    });
    const what = `${id}: sweep of ${points} points over ${problem.cuts.count} cuts`;
    return { what, unit: '10^6 pairs/s', values, target: '≥ 20' };
  });
}
