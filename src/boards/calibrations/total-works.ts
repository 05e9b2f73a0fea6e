import { MAC_CLASSES, type CostedWork, type MacClass } from '../../core/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import type { ClassTotalsDto, MeasurementDto, TotalsDto } from './measurement.dto.js';

/**
 * Layers that together do what the totals say: of each class as many as there are, all alike. Traffic has one
 * price wherever it is, so all of it goes to the first.
 */
export function totalWorks(totals: TotalsDto, elementBytes: number): CostedWork[] {
  const works = [
    ...MAC_CLASSES.flatMap((layerClass) => classWorks(layerClass, totals[layerClass])),
    ...worksOf('memory-bound', { layers: totals.otherLayers ?? 0, macs: 0, kernels: 1 }),
  ];
  const [first, ...others] = works;
  if (first === undefined) return [];
  const { activations, weights } = totals;
  return [
    { ...first, activationBytes: activations * elementBytes, weightBytes: weights * elementBytes },
    ...others,
  ];
}

function classWorks(layerClass: MacClass, totals: ClassTotalsDto | undefined): CostedWork[] {
  if (totals === undefined) return [];
  const { macs, layers = 1, kernels = 1 } = totals;
  return worksOf(layerClass, { layers, macs, kernels });
}

const worksOf = (
  layerClass: CostedWork['layerClass'],
  { layers, macs, kernels }: { readonly layers: number; readonly macs: number; readonly kernels: number },
): CostedWork[] =>
  Array.from({ length: layers }, () => ({
    layerClass,
    macs: macs / layers,
    kernels,
    activationBytes: 0,
    weightBytes: 0,
    gatheredBytes: 0, // totals say nothing of windows
  }));

/**
 * Kernels that are not known must be known nowhere: all alike, they leave slopes no kernels to depend on; beside
 * known ones they would be a guess. Throws a `ProblemError` (`invalid-measurement`).
 */
export function checkKernels(measurements: readonly MeasurementDto[]): void {
  for (const layerClass of ['convolution', 'depthwise'] as const) {
    const lacks = ({ totals }: MeasurementDto): boolean =>
      (totals?.[layerClass]?.macs ?? 0) > 0 && totals?.[layerClass]?.kernels === undefined;
    const knows = ({ totals }: MeasurementDto): boolean =>
      totals === undefined || totals[layerClass]?.kernels !== undefined;
    const index = measurements.findIndex(lacks);
    if (index < 0 || !measurements.some(knows)) continue;
    throw new ProblemError(
      'invalid-measurement',
      `measurement ${index}: got ${layerClass} layers of unknown kernels among measurements of known ones, expected ` +
        'kernels for all or for none',
      [
        {
          pointer: `/measurements/${index}/totals/${layerClass}/kernels`,
          detail: 'got nothing',
          accepted: 'ΣMAC / Σ(MAC / kernels) of the layers, since other measurements have kernels',
        },
      ],
    );
  }
}
