import { slowdownOf } from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { EdgeLoadDto } from './edge-load.dto.js';

/** How many times slower the edge is. Throws a `ProblemError` unless the load is said in exactly one way. */
export function toEdgeSlowdown({ slowdown, utilisation }: EdgeLoadDto = { slowdown: 1 }): number {
  if (slowdown !== undefined && utilisation === undefined) {
    return slowdownOf({ kind: 'factor', factor: slowdown });
  }
  if (utilisation !== undefined && slowdown === undefined) return slowdownOf({ kind: 'queue', utilisation });
  throw new ProblemError('invalid-request', 'edgeLoad: expected either slowdown or utilisation', [
    {
      pointer: '/edgeLoad',
      detail: slowdown === undefined ? 'got neither of the two' : 'got both slowdown and utilisation',
      accepted: 'slowdown, or utilisation in its place',
    },
  ]);
}
