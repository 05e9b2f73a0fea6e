import type { CostedWork, MacClass } from '../cost/layer-class.js';
import { onceEach } from '../memo.js';

/** MACs of all layers of a row that are of one class and have one number of kernels: all that slopes see of them. */
export interface MacTotal {
  readonly layerClass: MacClass;
  readonly kernels: number;
  readonly macs: number;
}

/**
 * A network has many layers and few numbers of kernels, and slopes are in proportion to MACs: summed first, a
 * row costs a tenth of the features.
 */
export function macTotals(works: readonly CostedWork[]): MacTotal[] {
  const totals: { layerClass: MacClass; kernels: number; macs: number }[] = [];
  for (const { layerClass, kernels, macs } of works) {
    if (layerClass === 'memory-bound' || macs === 0) continue;
    const known = totals.find((total) => total.layerClass === layerClass && total.kernels === kernels);
    if (known === undefined) totals.push({ layerClass, kernels, macs });
    else known.macs += macs;
  }
  return totals;
}

/** Applies `read` to each item, once for those that are the same object. */
export const mapDistinct = <Item extends object, Result>(
  items: readonly Item[],
  read: (item: Item) => Result,
): Result[] => items.map(onceEach(read));
