import type { Network } from '../network/network.js';
import type { FitStatistics, FittedCost, Range } from './fit-statistics.js';
import { costedWorks, type CostedWork, type MacClass } from './layer-class.js';
import type { Precision } from './precision.js';

/** Layers whose cost is read off a model outside the range it was fitted on. */
export interface Extrapolation {
  readonly layerClass: MacClass;
  /** Outside in what: the class was not measured at all, or not with so many or few kernels or MACs. */
  readonly outside: 'class' | 'kernels' | 'macs';
  /** What was measured; null for a class that was not. */
  readonly measured: Range | null;
  readonly layers: readonly string[];
}

/** Where a network leaves the range that a model was fitted on; nothing for a model that was not fitted. */
export function extrapolations(
  network: Network,
  { statistics }: FittedCost,
  precision: Precision,
): Extrapolation[] {
  if (statistics === null) return [];
  const found = new Map<string, Extrapolation & { layers: string[] }>();
  costedWorks(network, precision).forEach((work, index) => {
    if (work === null || work.layerClass === 'memory-bound') return;
    const { layerClass } = work;
    const outside = outsideOf(work, statistics);
    if (outside === null) return;
    const measured = outside === 'class' ? null : statistics.coverage[layerClass]![outside];
    const key = `${layerClass} ${outside}`;
    const entry = found.get(key) ?? { layerClass, outside, measured, layers: [] };
    entry.layers.push(network.layers[index]!.name);
    found.set(key, entry);
  });
  return [...found.values()];
}

/** In what a layer leaves the range that a model was fitted on; null where it is within. */
export function outsideOf(
  { layerClass, kernels, macs }: CostedWork,
  { coverage }: FitStatistics,
): Extrapolation['outside'] | null {
  if (layerClass === 'memory-bound') return null;
  const measured = coverage[layerClass];
  if (measured === null) return 'class';
  if (layerClass !== 'connected' && isOutside(kernels, measured.kernels)) return 'kernels';
  return isOutside(macs, measured.macs) ? 'macs' : null;
}

const isOutside = (value: number, { min, max }: Range): boolean => value < min || value > max;
