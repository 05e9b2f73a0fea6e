import { errorOf, NOT_KEPT, pointsOf, settingOf, type BoardFit } from './board-fit.js';
import type { BarSeriesOption, ChartOption } from './echarts.js';
import { count, digits, percent } from './figures.js';
import { axisStyle, frameOf, gridUnder, type Heading } from './frame.js';
import type { ChartView } from './view.js';

/** Widths that bins may have, in percent. */
const WIDTHS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];
const MOST_BINS = 41;

/** Errors from `from` up to but without `to`, in percent. */
interface Bin {
  readonly from: number;
  readonly to: number;
  readonly residuals: number;
}

/** How many measurements lie how far from what the coefficient set models, in percent of it. */
export function fitErrorsChart(fit: BoardFit, view: ChartView): ChartOption {
  const residuals = pointsOf(fit.residuals ?? [], view).map(({ residual }) => residual * 100);
  const bins = binsOf(residuals);
  const { theme, top, base } = frameOf(headingOf(fit, residuals, view), view);
  const bars: BarSeriesOption = {
    type: 'bar',
    name: 'measurements',
    barCategoryGap: '6%',
    data: bins.map(({ from, to, residuals: held }) => ({
      name: `${signed(from)} to ${signed(to)} %\n${count(held)} ${held === 1 ? 'measurement' : 'measurements'}`,
      value: held,
      itemStyle: { color: from < 0 ? theme.series[0]! : theme.series[1]! },
    })),
  };
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top),
    xAxis: {
      ...axisStyle(theme, 'measured less modelled, of modelled [%]', 28),
      type: 'category',
      data: bins.map(({ from, to }) => signed((from + to) / 2)),
      splitLine: { show: false },
    },
    yAxis: { ...axisStyle(theme, 'measurements', 46), type: 'value', minInterval: 1 },
    series: [bars],
  };
}

const signed = (value: number): string => (value > 0 ? `+${digits(value)}` : digits(value));

/** Bins of equal width around zero, of the smallest width that needs no more than there is room for. */
function binsOf(residuals: readonly number[]): Bin[] {
  if (residuals.length === 0) return [];
  const furthest = residuals.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const sideOf = (width: number): number => Math.floor(furthest / width) + 1;
  const width = WIDTHS.find((candidate) => 2 * sideOf(candidate) <= MOST_BINS) ?? (furthest / MOST_BINS) * 3;
  const side = sideOf(width);
  const held = new Array<number>(2 * side).fill(0);
  for (const value of residuals) held[Math.floor(value / width) + side]!++;
  return held.map((residualCount, place) => ({
    from: (place - side) * width,
    to: (place - side + 1) * width,
    residuals: residualCount,
  }));
}

function headingOf(fit: BoardFit, residuals: readonly number[], view: ChartView): Heading {
  const title = `${fit.set.board}: errors of the modelled ${view.cost}`;
  const where = `${settingOf(fit)}. ${errorOf(fit, view)}`;
  if (fit.residuals === null)
    return { title, subtitle: `${where} ${NOT_KEPT}`, description: `${where} ${NOT_KEPT}` };
  const within = residuals.filter((value) => Math.abs(value) <= 10).length;
  const share =
    residuals.length === 0
      ? `Its ${view.cost} was not measured.`
      : `Of ${count(residuals.length)} measurements that it was fitted on, ${percent(within / residuals.length)} lie within 10 %.`;
  return { title, subtitle: `${where} ${share}`, description: `Histogram. ${where} ${share}` };
}
