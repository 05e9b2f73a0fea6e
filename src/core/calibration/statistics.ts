import type {
  ClassCoverage,
  ComparedStructure,
  FitStatistics,
  OutlierRow,
  Range,
} from '../cost/fit-statistics.js';
import type { CostedWork, MacClass } from '../cost/layer-class.js';
import type { FinalFit } from './final-fit.js';
import type { ScoredStructure } from './selection.js';

/** A row whose weight falls below this, some 4 standard deviations off, is reported as an outlier. */
const OUTLIER_WEIGHT = 1 / 3;

/** 1 - Σ(y - ŷ)² / Σ(y - ȳ)² */
export function rSquared(measured: Float64Array, fitted: Float64Array): number {
  const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length;
  const total = measured.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const residual = measured.reduce((sum, value, row) => sum + (value - fitted[row]!) ** 2, 0);
  return total === 0 ? 0 : 1 - residual / total;
}

/** Standard deviation of the relative residuals, outliers by their weight. */
export function residualSpread({ fit: { residuals, weights }, degreesOfFreedom }: FinalFit): number {
  const square = residuals.reduce((sum, residual, k) => sum + weights[k]! * residual ** 2, 0);
  return Math.sqrt(square / Math.max(1, degreesOfFreedom));
}

export function outliersOf(
  { fit, fitted }: FinalFit,
  measured: Float64Array,
  networks: readonly string[],
  measurementIndices: readonly number[],
): OutlierRow[] {
  return measurementIndices.flatMap((measurementIndex, row) =>
    fit.weights[row]! < OUTLIER_WEIGHT
      ? [
          {
            measurementIndex,
            network: networks[row]!,
            relativeResidual: (measured[row]! - fitted[row]!) / fitted[row]!,
          },
        ]
      : [],
  );
}

/** The best structure of each combination of families, the best first. */
export function comparedStructures(scored: readonly ScoredStructure[]): ComparedStructure[] {
  const best = new Map<string, ScoredStructure>();
  for (const next of scored) {
    const key = Object.values(next.structure.families).join();
    if (next.error < (best.get(key)?.error ?? Infinity)) best.set(key, next);
  }
  return [...best.values()]
    .sort((a, b) => a.error - b.error || a.coefficientCount - b.coefficientCount)
    .map(({ structure, coefficientCount, error }) => ({ ...structure, coefficientCount, error }));
}

/** Ranges of kernels and MACs of the layers that were fitted on. */
export function coverageOf(rows: readonly (readonly CostedWork[])[]): FitStatistics['coverage'] {
  const covered: Record<MacClass, ClassCoverage | null> = {
    convolution: null,
    depthwise: null,
    connected: null,
  };
  for (const works of rows) {
    for (const { layerClass, kernels, macs } of works) {
      if (layerClass === 'memory-bound' || macs === 0) continue;
      const known = covered[layerClass];
      covered[layerClass] = { kernels: widen(known?.kernels, kernels), macs: widen(known?.macs, macs) };
    }
  }
  return covered;
}

const widen = (range: Range | undefined, value: number): Range => ({
  min: Math.min(range?.min ?? value, value),
  max: Math.max(range?.max ?? value, value),
});
