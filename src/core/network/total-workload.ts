import type { Network } from './network.js';
import { safeSum } from './tensor.js';

/** What a whole network computes and weighs. */
export interface TotalWorkload {
  readonly macs: number;
  readonly weightElements: number;
}

/** Throws `size-overflow` when a total is beyond exact integers. */
export function totalWorkload({ layers }: Network): TotalWorkload {
  return {
    macs: safeSum(layers.map(({ workload }) => workload.macs)),
    weightElements: safeSum(layers.map(({ workload }) => workload.weightElements)),
  };
}
