import type { CoefficientSetDto, MeasurementResidualDto } from '../../boards/index.js';
import { errorOf, settingOf, type BoardFit } from './board-fit.js';
import type { ChartOption } from './echarts.js';
import { count, energy, energyUnit, latency, latencyUnit } from './figures.js';
import { axisStyle, frameOf, gridUnder, scaleOf, type Heading } from './frame.js';
import { slopeAt } from './slope-at.js';
import { thinned } from './thinned.js';
import type { ChartView } from './view.js';
import { shortened } from './wording.js';

type FittedCost = NonNullable<CoefficientSetDto['energy']>;
type LayerClass = FittedCost['slopes'][number]['layerClass'];

const CLASSES: readonly LayerClass[] = ['convolution', 'depthwise', 'connected'];
/** Where nothing says which kernels were fitted on. */
const USUAL = { minKernels: 1, maxKernels: 2048 };
const STEPS = 64;
/** Slopes that differ by more than this factor are drawn on a logarithmic axis. */
const LOG_FROM = 10;

interface Curve {
  readonly layerClass: LayerClass;
  /** Kernels, and J or ms for each MAC. */
  readonly points: readonly (readonly [kernels: number, slope: number])[];
}

interface Measured {
  readonly layer: string;
  readonly layerClass: LayerClass;
  readonly kernels: number;
  readonly slope: number;
}

/**
 * What a MAC costs by the number of kernels: the curve of each class of layers over the kernels that were fitted on,
 * and the single layers that were measured.
 */
export function kernelSlopesChart(fit: BoardFit, view: ChartView): ChartOption {
  const cost = view.cost === 'energy' ? fit.set.energy : fit.set.latency;
  const curves = cost === null ? [] : curvesOf(cost, view);
  const measured = measuredOf(fit.residuals ?? [], view);
  const drawn = thinned(measured, view, ({ kernels, slope }) => [kernels, slope]);
  const slopes = [
    ...curves.flatMap(({ points }) => points.map(([, slope]) => slope)),
    ...measured.map(({ slope }) => slope),
  ];
  const [least, most] = slopes.reduce<[number, number]>(
    ([low, high], slope) => [Math.min(low, slope), Math.max(high, slope)],
    [Infinity, 0],
  );
  const isLog = least > 0 && most / least > LOG_FROM;
  const { theme, top, base } = frameOf(headingOf(fit, { curves, measured, drawn: drawn.length }, view), view);
  const { unit, scaled } = unitOf(view)(most);
  const write = view.cost === 'energy' ? energy : latency;
  const colourOf = (layerClass: LayerClass): string => theme.series[CLASSES.indexOf(layerClass)]!;
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top),
    xAxis: { ...axisStyle(theme, 'kernels', 28), type: 'log', logBase: 2 },
    yAxis: { ...axisStyle(theme, `${view.cost} of a MAC [${unit}]`, 46), ...scaleOf(isLog) },
    series: [
      ...curves.map(({ layerClass, points }) => ({
        type: 'line' as const,
        name: layerClass,
        symbol: 'none',
        lineStyle: { color: colourOf(layerClass), width: 2.5 },
        itemStyle: { color: colourOf(layerClass) },
        data: points.map(([kernels, slope]) => [kernels, scaled(slope)]),
      })),
      ...CLASSES.filter((layerClass) => drawn.some((layer) => layer.layerClass === layerClass)).map(
        (layerClass) => ({
          type: 'scatter' as const,
          name: measuredName(layerClass),
          symbolSize: 8,
          itemStyle: { color: colourOf(layerClass), opacity: 0.6 },
          data: drawn
            .filter((layer) => layer.layerClass === layerClass)
            .map(({ layer, kernels, slope }) => ({
              name: `${shortened(layer)}\n${count(kernels)} kernels, ${write(slope)} a MAC`,
              value: [kernels, scaled(slope)],
            })),
        }),
      ),
    ],
  };
}

const unitOf = ({ cost }: ChartView) => (cost === 'energy' ? energyUnit : latencyUnit);
const measuredName = (layerClass: LayerClass): string => `${layerClass}, measured`;

function curvesOf({ slopes, statistics }: FittedCost, { cost }: ChartView): Curve[] {
  const toUnit = cost === 'energy' ? 1 : 1e3;
  return slopes.map((slope) => {
    const covered = statistics?.coverage.find(({ layerClass }) => layerClass === slope.layerClass) ?? USUAL;
    const ratio = covered.maxKernels / covered.minKernels;
    const points = Array.from({ length: STEPS + 1 }, (_, step) => {
      const kernels = covered.minKernels * ratio ** (step / STEPS);
      return [kernels, slopeAt(slope, kernels) * toUnit] as const;
    });
    return { layerClass: slope.layerClass, points };
  });
}

/** Below zero where the other terms are more than what was measured; there is no such slope. */
function measuredOf(residuals: readonly MeasurementResidualDto[], { cost }: ChartView): Measured[] {
  return residuals.flatMap(({ network, layerClass, kernels, slopePerMacJ, slopePerMacMs }) => {
    const slope = cost === 'energy' ? slopePerMacJ : slopePerMacMs;
    const own = CLASSES.find((name) => name === layerClass);
    return slope === null || slope <= 0 || kernels === null || own === undefined
      ? []
      : [{ layer: network, layerClass: own, kernels, slope }];
  });
}

interface Drawing {
  readonly curves: readonly Curve[];
  readonly measured: readonly Measured[];
  readonly drawn: number;
}

function headingOf(fit: BoardFit, { curves, measured, drawn }: Drawing, view: ChartView): Heading {
  const title = `${fit.set.board}: ${view.cost} of a MAC by number of kernels`;
  if (curves.length === 0) {
    const subtitle = `${settingOf(fit)}. Its ${view.cost} is not known.`;
    return { title, subtitle, description: subtitle };
  }
  const where = `${settingOf(fit)}. ${errorOf(fit, view)}`;
  const layers = measured.length > 0 ? ` ${count(measured.length)} single layers were measured.` : '';
  const merged = drawn < measured.length ? ` ${count(drawn)} are drawn: the others lie on one of them.` : '';
  const classes = CLASSES.filter((name) => measured.some(({ layerClass }) => layerClass === name));
  return {
    title,
    subtitle: `${where}${layers}${merged}`,
    description: `Curves of ${curves.map(({ layerClass }) => layerClass).join(', ')}. ${where}${layers}`,
    legend: [
      ...curves.map(({ layerClass }) => ({ name: layerClass })),
      ...classes.map((name) => ({ name: measuredName(name), icon: 'circle' as const })),
    ],
  };
}
