import type { DivisionDto, PlanAnswerDto, SweepAnswerDto } from '../../plans/index.js';
import type { ChartOption } from './echarts.js';
import { count, rate, times } from './figures.js';
import { axisStyle, frameOf, gridUnder, scaleOf, type Heading } from './frame.js';
import { THEMES, type ChartTheme } from './theme.js';
import type { ChartView } from './view.js';
import { cutOf } from './wording.js';

const RATE = 'uplinkRateMbps';
const LOAD = 'edgeSlowdown';
const OTHERS = 'other plans';
const NONE = 'no plan';
const NOW = 'this request';
const SWITCH = 'switch-over';

/** A sweep over rate and edge load, and the plan of the same request, which knows where it switches. */
export interface DecisionMap {
  readonly sweep: SweepAnswerDto;
  readonly plan: PlanAnswerDto;
}

/** Neighbouring points of one load at which the same plan is best; ends lie half-way to the next points. */
interface Run {
  readonly plan: number | null;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Plans of one colour. */
interface Area {
  readonly name: string;
  readonly colour: string;
  readonly plans: readonly (number | null)[];
}

/**
 * Which plan is best over the rate of the uplink and the load of the edge: a map of areas with the point of the
 * request in it, and on its load the rates at which the best plan changes (in closed form, where the objective allows).
 */
export function decisionMapChart({ sweep, plan }: DecisionMap, view: ChartView): ChartOption {
  const [rates, loads] = [axisOf(sweep, RATE), axisOf(sweep, LOAD)];
  const runs = runsOf(sweep, rates, loads);
  const areas = areasOf(sweep, runs, view);
  const switches = switchesOf(plan, rates);
  const { theme, top, base } = frameOf(headingOf({ sweep, plan }, areas, switches), view);
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top, { left: 64 }),
    xAxis: {
      ...axisStyle(theme, 'rate of the uplink [Mbit/s]', 28),
      ...scaleOf(rates.isLog, { min: rates.edges[0]!, max: rates.edges.at(-1)! }),
    },
    yAxis: {
      ...axisStyle(theme, 'edge load [times slower]', 46),
      ...scaleOf(loads.isLog, { min: loads.edges[0]!, max: loads.edges.at(-1)! }),
    },
    series: [
      ...areas.map((area) => areaSeries(area, runs)),
      ...markSeries(plan, { rates, loads, switches }, theme),
    ],
  };
}

interface Axis {
  /** In ascending order. */
  readonly values: readonly number[];
  /** One more than values: each value lies between two of them. */
  readonly edges: readonly number[];
  readonly isLog: boolean;
}

function axisOf({ columns, rows }: SweepAnswerDto, name: string): Axis {
  const column = columns.indexOf(name);
  const values = [...new Set(rows.map((row) => Number(row[column])))].sort((a, b) => a - b);
  const [least = 1, most = 1] = [values[0], values.at(-1)];
  const isLog = least > 0 && most / least >= 10;
  const [to, from] = isLog ? [Math.log, Math.exp] : [Number, Number];
  const between = values.slice(1).map((value, k) => from((to(values[k]!) + to(value)) / 2));
  return { values, edges: [least, ...between, most], isLog };
}

function runsOf({ columns, rows }: SweepAnswerDto, rates: Axis, loads: Axis): Run[] {
  const [x, y, chosen] = [RATE, LOAD, 'candidate'].map((name) => columns.indexOf(name)) as [
    number,
    number,
    number,
  ];
  const planAt = new Map(rows.map((row) => [`${row[x]},${row[y]}`, row[chosen] ?? null]));
  return loads.values.flatMap((load, row) => {
    const runs: Run[] = [];
    rates.values.forEach((value, column) => {
      const plan = planAt.get(`${value},${load}`) ?? null;
      const right = rates.edges[column + 1]!;
      const last = runs.at(-1);
      if (last?.plan === plan) runs[runs.length - 1] = { ...last, right };
      else {
        const [left, bottom, top] = [rates.edges[column]!, loads.edges[row]!, loads.edges[row + 1]!];
        runs.push({ plan, left, right, bottom, top });
      }
    });
    return runs;
  });
}

/** The plans with the most points have colours of their own; what is left has one together. */
function areasOf(
  { candidates, columns, rows }: SweepAnswerDto,
  runs: readonly Run[],
  view: ChartView,
): Area[] {
  const { series, plain, grid } = THEMES[view.theme];
  const chosen = columns.indexOf('candidate');
  const points = new Map<number, number>();
  for (const row of rows) {
    const plan = row[chosen];
    if (plan !== null && plan !== undefined) points.set(plan, (points.get(plan) ?? 0) + 1);
  }
  const ranked = [...points].sort(([a, most], [b, more]) => more - most || a - b).map(([plan]) => plan);
  const own = ranked.slice(0, series.length - 1).sort((a, b) => a - b);
  const others = ranked.filter((plan) => !own.includes(plan));
  const names = distinct(own.map((plan) => candidates[plan]!));
  return [
    ...own.map((plan, k) => ({ name: names[k]!, colour: series[k]!, plans: [plan] })),
    ...(others.length > 0 ? [{ name: OTHERS, colour: plain, plans: others }] : []),
    ...(runs.some(({ plan }) => plan === null) ? [{ name: NONE, colour: grid, plans: [null] }] : []),
  ];
}

/** Plans that cut at the same place differ in how they send or in which mode they run. */
function distinct(divisions: readonly DivisionDto[]): string[] {
  const cuts = divisions.map(cutOf);
  return divisions.map(({ transferPrecision, inputEncoding, devicePowerMode, edgePowerMode }, k) => {
    const isAlone = cuts.filter((cut) => cut === cuts[k]).length === 1;
    const how = [transferPrecision, inputEncoding, devicePowerMode, edgePowerMode].filter(
      (word) => word !== null,
    );
    return isAlone ? cuts[k]! : `${cuts[k]} (${how.join(', ')})`;
  });
}

function areaSeries({ name, colour, plans }: Area, runs: readonly Run[]) {
  return {
    type: 'custom' as const,
    name,
    itemStyle: { color: colour },
    data: runs
      .filter(({ plan }) => plans.includes(plan))
      .map(({ left, right, bottom, top }) => ({ name, value: [left, bottom, right, top] })),
    encode: { x: [0, 2], y: [1, 3] },
    renderItem: (
      _: unknown,
      api: { value: (dimension: number) => unknown; coord: (place: number[]) => number[] },
    ) => {
      const [left, bottom, right, top] = [0, 1, 2, 3].map((dimension) => Number(api.value(dimension)));
      const [x0, y0] = api.coord([left!, bottom!]) as [number, number];
      const [x1, y1] = api.coord([right!, top!]) as [number, number];
      return {
        type: 'rect' as const,
        shape: { x: x0, y: y1, width: x1 - x0, height: y0 - y1 },
        style: { fill: colour, stroke: colour, lineWidth: 1 },
      };
    },
  };
}

/** Rates, on the load of the request, at which another plan becomes the best one. */
function switchesOf({ validity }: PlanAnswerDto, { edges }: Axis): number[] {
  const [least, most] = [edges[0]!, edges.at(-1)!];
  const starts = validity.uplinkRateMbps?.ranges.slice(1).map(({ from }) => from) ?? [];
  return starts.filter((from) => from > least && from < most);
}

interface Marks {
  readonly rates: Axis;
  readonly loads: Axis;
  readonly switches: readonly number[];
}

function markSeries(plan: PlanAnswerDto, { rates, loads, switches }: Marks, theme: ChartTheme) {
  const { rateMbps } = plan.link.uplink;
  const { edgeSlowdown } = plan;
  const isOn = ({ edges }: Axis, value: number): boolean => value >= edges[0]! && value <= edges.at(-1)!;
  if (!isOn(loads, edgeSlowdown)) return [];
  const label = {
    color: theme.text,
    fontSize: 12,
    fontWeight: 600 as const,
    backgroundColor: theme.background,
    padding: [2, 4],
    borderRadius: 3,
  };
  return [
    {
      type: 'scatter' as const,
      name: SWITCH,
      symbol: 'rect',
      symbolSize: [3, 26],
      z: 4,
      clip: false,
      itemStyle: { color: theme.text, borderColor: theme.background, borderWidth: 1 },
      label: { ...label, show: true, position: 'top' as const, formatter: '{b}' },
      labelLayout: { hideOverlap: true },
      data: switches.map((value) => ({ name: rate(value), value: [value, edgeSlowdown] })),
    },
    {
      type: 'scatter' as const,
      name: NOW,
      symbol: 'circle',
      symbolSize: 15,
      z: 5,
      clip: false,
      itemStyle: { color: theme.text, borderColor: theme.background, borderWidth: 3 },
      data: isOn(rates, rateMbps)
        ? [{ name: `${rate(rateMbps)}, edge ${times(edgeSlowdown)}`, value: [rateMbps, edgeSlowdown] }]
        : [],
    },
  ];
}

function headingOf(
  { sweep, plan }: DecisionMap,
  areas: readonly Area[],
  switches: readonly number[],
): Heading {
  const { chosen, link, edgeSlowdown, network } = plan;
  const now = `At ${rate(link.uplink.rateMbps)} and edge load ${times(edgeSlowdown)}`;
  const choice = `${now}: ${chosen === null ? 'no plan keeps to the constraints' : cutOf(chosen)}.`;
  const changes =
    switches.length > 0 ? ` At this load the best plan changes at ${switches.map(rate).join(', ')}.` : '';
  const together = areas.find(({ name }) => name === OTHERS);
  const rest = together === undefined ? '' : ` ${count(together.plans.length)} more plans share one colour.`;
  return {
    title: `${network.name}: the best plan by rate and edge load`,
    subtitle: `${choice}${changes}${rest}`,
    description: `${choice}${changes} ${count(sweep.candidates.length)} plans are best somewhere: ${areas.map(({ name }) => name).join('; ')}.`,
    legend: [
      ...areas.map(({ name }) => ({ name, icon: 'rect' as const })),
      { name: NOW, icon: 'circle' },
      ...(switches.length > 0 ? [{ name: SWITCH, icon: 'rect' as const }] : []),
    ],
  };
}
