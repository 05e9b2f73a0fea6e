import {
  errorOf,
  NOT_KEPT,
  pointsOf,
  settingOf,
  writtenCost,
  type BoardFit,
  type MeasuredPoint,
} from './board-fit.js';
import type { ChartOption, LineSeriesOption, ScatterSeriesOption } from './echarts.js';
import { count, energyUnit, latencyUnit, percent } from './figures.js';
import { axisStyle, frameOf, gridUnder, scaleOf, type Heading } from './frame.js';
import { thinned } from './thinned.js';
import type { ChartView } from './view.js';
import { shortened } from './wording.js';

const MEASURED = 'measurement';
const OUTLIER = 'outlier';
const EQUAL = 'measured = modelled';

/** Figures that differ by more than this factor are drawn on logarithmic axes. */
const LOG_FROM = 10;

/** What a coefficient set models against what was measured, for each measurement that it was fitted on. */
export function fitChart(fit: BoardFit, view: ChartView): ChartOption {
  const points = pointsOf(fit.residuals ?? [], view);
  const drawn = thinned(points, view, ({ measured, modelled }) => [modelled, measured]);
  const { theme, top, base } = frameOf(headingOf(fit, points, drawn.length, view), view);
  const [least, most] = points.reduce<[number, number]>(
    ([low, high], { measured, modelled }) => [
      Math.min(low, measured, modelled),
      Math.max(high, measured, modelled),
    ],
    [Infinity, 0],
  );
  const { unit, scaled } = (view.cost === 'energy' ? energyUnit : latencyUnit)(most);
  const isLog = least > 0 && most / least > LOG_FROM;
  const marks = (isOutlier: boolean) =>
    drawn
      .filter((point) => point.isOutlier === isOutlier)
      .map((point) => ({
        name: textOf(point, view),
        value: [scaled(point.modelled), scaled(point.measured)],
      }));
  const diagonal: LineSeriesOption = {
    type: 'line',
    name: EQUAL,
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.axis, width: 1.5, type: 'dashed' },
    itemStyle: { color: theme.axis },
    data: points.length === 0 ? [] : [scaled(least), scaled(most)].map((end) => [end, end]),
  };
  const measured: ScatterSeriesOption = {
    type: 'scatter',
    name: MEASURED,
    symbolSize: 8,
    itemStyle: { color: theme.measured, opacity: 0.75 },
    data: marks(false),
  };
  const outliers: ScatterSeriesOption = {
    type: 'scatter',
    name: OUTLIER,
    symbol: 'diamond',
    symbolSize: 12,
    itemStyle: { color: theme.outlier },
    data: marks(true),
  };
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top),
    xAxis: { ...axisStyle(theme, `modelled ${view.cost} [${unit}]`, 28), ...scaleOf(isLog) },
    yAxis: { ...axisStyle(theme, `measured ${view.cost} [${unit}]`, 46), ...scaleOf(isLog) },
    series: [diagonal, measured, outliers],
  };
}

function textOf({ network, measured, modelled, residual }: MeasuredPoint, view: ChartView): string {
  const write = writtenCost(view);
  const more = `measured ${percent(Math.abs(residual))} ${residual < 0 ? 'below' : 'above'}`;
  return [shortened(network), `measured ${write(measured)}`, `modelled ${write(modelled)}`, more].join('\n');
}

function headingOf(fit: BoardFit, points: readonly MeasuredPoint[], drawn: number, view: ChartView): Heading {
  const title = `${fit.set.board}: modelled and measured ${view.cost}`;
  const where = `${settingOf(fit)}. ${errorOf(fit, view)}`;
  if (fit.residuals === null)
    return { title, subtitle: `${where} ${NOT_KEPT}`, description: `${where} ${NOT_KEPT}` };
  const outliers = points.filter(({ isOutlier }) => isOutlier).length;
  const merged = drawn < points.length ? ` ${count(drawn)} are drawn: the others lie on one of them.` : '';
  const measurements = `${count(points.length)} measurements, ${count(outliers)} of them outliers.`;
  return {
    title,
    subtitle: `${where} ${measurements}${merged}`,
    description: `${where} ${measurements}`,
    legend: [
      { name: MEASURED, icon: 'circle' },
      ...(outliers > 0 ? [{ name: OUTLIER, icon: 'diamond' as const }] : []),
      { name: EQUAL },
    ],
  };
}
