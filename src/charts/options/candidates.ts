import type { CandidateDto, PlanAnswerDto } from '../../plans/index.js';
import type { ChartOption } from './echarts.js';
import { count, energy, energyUnit, latency, latencyUnit, type AxisUnit } from './figures.js';
import { axisStyle, frameOf, gridUnder, scaleOf, type Heading } from './frame.js';
import { thinned } from './thinned.js';
import type { ChartTheme } from './theme.js';
import type { ChartView } from './view.js';
import { crossingOf, cutOf } from './wording.js';

/** A candidate whose device energy is known. */
interface Placed {
  readonly candidate: CandidateDto;
  readonly latencyMs: number;
  readonly deviceEnergyJ: number;
}

/** One kind of mark, the later ones over the earlier ones. */
interface Layer {
  readonly name: string;
  readonly placed: readonly Placed[];
  readonly looks: (theme: ChartTheme) => Record<string, unknown>;
}

/** Figures that differ by more than this factor are drawn on a logarithmic axis. */
const LOG_FROM = 30;

/**
 * Latency against device energy of every candidate of a plan (`candidates=all`), with the Pareto front, what is
 * within a hundredth of it, the baselines and the chosen plan. Candidates that would lie on one another are
 * drawn once.
 */
export function candidatesChart(answer: PlanAnswerDto, view: ChartView): ChartOption {
  const all = placedOf(answer.candidates ?? []);
  const drawn = thinned(all, view, ({ latencyMs, deviceEnergyJ }) => [latencyMs, deviceEnergyJ]);
  const layers = layersOf(answer, drawn).filter(({ placed }) => placed.length > 0);
  const { theme, top, base } = frameOf(headingOf(answer, all.length, drawn.length, layers), view);
  const everyone = layers.flatMap(({ placed }) => placed);
  const x = axisOf(
    everyone.map(({ latencyMs }) => latencyMs),
    latencyUnit,
  );
  const y = axisOf(
    everyone.map(({ deviceEnergyJ }) => deviceEnergyJ),
    energyUnit,
  );
  const point = ({ candidate, latencyMs, deviceEnergyJ }: Placed) => ({
    name: textOf(candidate),
    value: [x.scaled(latencyMs), y.scaled(deviceEnergyJ)],
  });
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top),
    xAxis: { ...axisStyle(theme, `latency [${x.unit}]`, 28), ...scaleOf(x.isLog) },
    yAxis: { ...axisStyle(theme, `device energy [${y.unit}]`, 46), ...scaleOf(y.isLog) },
    series: layers.map(({ name, placed, looks }) => ({
      ...looks(theme),
      name,
      data: placed.map(point),
    })),
  };
}

const placedOf = (candidates: readonly CandidateDto[]): Placed[] =>
  candidates.flatMap((candidate) =>
    candidate.deviceEnergyJ === null
      ? []
      : [{ candidate, latencyMs: candidate.latencyMs, deviceEnergyJ: candidate.deviceEnergyJ }],
  );

function layersOf(answer: PlanAnswerDto, drawn: readonly Placed[]): Layer[] {
  const { candidates = [], front = [], baselines, chosen } = answer;
  const near = front.flatMap(({ nearTies }) => nearTies.flatMap((position) => candidates[position] ?? []));
  const { deviceOnly, edgeOnly, cloudOnly } = baselines;
  return [
    { name: 'candidate', placed: drawn, looks: ({ plain }) => scatter('circle', 6, plain, 0.55) },
    {
      name: 'near-tie',
      placed: placedOf([...new Set(near)]),
      looks: ({ nearTie }) => ring('circle', 11, nearTie),
    },
    { name: 'Pareto front', placed: placedOf(front), looks: ({ front: colour }) => frontLine(colour) },
    {
      name: 'baseline',
      placed: placedOf([deviceOnly, edgeOnly, ...(cloudOnly ? [cloudOnly] : [])]),
      looks: ({ baseline }) => ring('rect', 13, baseline),
    },
    {
      name: 'chosen plan',
      placed: placedOf(chosen ? [chosen] : []),
      looks: ({ chosen: colour }) => chosenMark(colour),
    },
  ];
}

const scatter = (symbol: string, symbolSize: number, color: string, opacity = 1) => ({
  type: 'scatter',
  symbol,
  symbolSize,
  itemStyle: { color, opacity },
});

const ring = (symbol: string, symbolSize: number, colour: string) => ({
  type: 'scatter',
  symbol,
  symbolSize,
  itemStyle: { color: 'transparent', borderColor: colour, borderWidth: 2 },
});

const frontLine = (color: string) => ({
  type: 'line',
  step: 'end',
  symbol: 'circle',
  symbolSize: 8,
  itemStyle: { color },
  lineStyle: { color, width: 2 },
});

const chosenMark = (color: string) => ({ ...scatter('diamond', 18, color), z: 5 });

/** Unit and kind of the axis of some figures. */
function axisOf(
  figures: readonly number[],
  unitOf: (largest: number) => AxisUnit,
): AxisUnit & { readonly isLog: boolean } {
  let [least, most] = [Infinity, 0];
  for (const figure of figures) [least, most] = [Math.min(least, figure), Math.max(most, figure)];
  return { ...unitOf(most), isLog: least > 0 && most / least > LOG_FROM };
}

function textOf(candidate: CandidateDto): string {
  const modes = [candidate.devicePowerMode, candidate.transferPrecision, candidate.inputEncoding];
  return [
    cutOf(candidate),
    crossingOf(candidate),
    `${latency(candidate.latencyMs)}, device ${energy(candidate.deviceEnergyJ)}, system ${energy(candidate.systemEnergyJ)}`,
    modes.filter((mode) => mode !== null).join(', '),
  ].join('\n');
}

function headingOf(answer: PlanAnswerDto, known: number, drawn: number, layers: readonly Layer[]): Heading {
  const { network, chosen, front = [] } = answer;
  const total = answer.candidates?.length ?? 0;
  const choice =
    chosen === null
      ? 'No candidate keeps to the constraints.'
      : `Chosen: ${cutOf(chosen)}, ${latency(chosen.latencyMs)} and ${energy(chosen.deviceEnergyJ)} on the device.`;
  const left = known < total ? ` ${count(total - known)} without a known energy are not drawn.` : '';
  const merged =
    drawn < known ? ` ${count(drawn)} of ${count(known)} are drawn: the others lie on one of them.` : '';
  return {
    title: `${network.name}: latency against device energy`,
    subtitle: `${choice} ${count(total)} candidates.${left}${merged}`,
    description: `${choice} Of ${count(total)} candidates, ${count(front.length)} are on the Pareto front.`,
    legend: layers.map(({ name }) => ({ name })),
  };
}
