import type { PlanAnswerDto, PlanDto, ProfiledLayerDto } from '../../plans/index.js';
import type { ChartOption } from './echarts.js';
import { count, macs, macsUnit, size, sizeUnit } from './figures.js';
import { axisStyle, frameOf, rotatedLabels, type Heading } from './frame.js';
import type { ChartTheme } from './theme.js';
import type { ChartView } from './view.js';
import { crossingOf, cutOf, shortened } from './wording.js';

const TIERS = ['device', 'edge', 'cloud'] as const;
type Tier = (typeof TIERS)[number];

/** Pixels that a layer needs at least. */
const LAYER = 2;
const CROSSING = 'crosses the link';

/** Layers that follow each other, drawn as one. */
interface Group {
  readonly layers: readonly ProfiledLayerDto[];
  readonly macs: ReadonlyMap<Tier, number>;
  /** Of the largest layer. */
  readonly outputBytes: ReadonlyMap<Tier, number>;
}

/**
 * The network as a strip of layers, MACs above and the size of what each makes below, in the colour of the tier that
 * runs it; the cut is drawn in it, and what crosses it is marked and named. Takes an answer with its profile.
 */
export function networkChart(answer: PlanAnswerDto, view: ChartView): ChartOption {
  const plan = answer.chosen ?? answer.closest;
  const tierOf = tiersOf(plan, answer.cloud !== undefined);
  const layers = answer.profile?.layers ?? [];
  const perGroup = Math.ceil(layers.length / Math.floor((view.width - 90) / LAYER));
  const groups = groupsOf(layers, perGroup, tierOf);
  // An input of the network crosses without a layer that makes it.
  const isMarked = plan.crossingTensors.some((tensor) => layers.some(({ name }) => name === tensor.name));
  const tiers = TIERS.filter((tier) => layers.some(({ name }) => tierOf(name) === tier));
  const { theme, top, base } = frameOf(headingOf(answer, plan, { perGroup, tiers, isMarked }), view);
  const [workUnit, activationUnit] = [
    macsUnit(mostOf(groups, 'macs')),
    sizeUnit(mostOf(groups, 'outputBytes')),
  ];
  const middle = Math.round((view.height - top - 100) / 2);
  const names = groups.map(({ layers: [first] }) => shortened(first?.name ?? '', 14));
  const category = { type: 'category' as const, data: names, splitLine: { show: false } };
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: [
      { top: top + 10, left: 64, right: 24, height: middle - 8, outerBoundsMode: 'none' },
      { top: top + 10 + middle + 10, left: 64, right: 24, height: middle - 8, outerBoundsMode: 'none' },
    ],
    xAxis: [
      {
        ...axisStyle(theme, '', 0),
        ...category,
        gridIndex: 0,
        axisLabel: { show: false },
        axisTick: { show: false },
      },
      { ...axisStyle(theme, '', 0), ...category, ...rotatedLabels(theme), gridIndex: 1, position: 'bottom' },
    ],
    yAxis: [
      { ...axisStyle(theme, workUnit.unit, 46), type: 'value', gridIndex: 0 },
      { ...axisStyle(theme, `output [${activationUnit.unit}]`, 46), type: 'value', gridIndex: 1 },
    ],
    series: [
      ...tiers.flatMap((tier) => [
        barsOf(tier, theme, {
          axis: 0,
          groups,
          valueOf: (group) => workUnit.scaled(group.macs.get(tier) ?? 0),
        }),
        barsOf(tier, theme, {
          axis: 1,
          groups,
          valueOf: (group) => activationUnit.scaled(group.outputBytes.get(tier) ?? 0),
        }),
      ]),
      cutLine(0, cutsOf(groups, tierOf), theme),
      cutLine(1, cutsOf(groups, tierOf), theme),
      crossingMarks(plan, groups, activationUnit.scaled, theme),
    ],
  };
}

/** Layers that depend on constants alone run wherever they are needed; they are drawn with what is not on the device. */
function tiersOf(plan: PlanDto, hasCloud: boolean): (layer: string) => Tier {
  const [device, edge] = [new Set(plan.deviceLayerNames), new Set(plan.edgeLayerNames ?? [])];
  return (name) => (device.has(name) ? 'device' : !hasCloud || edge.has(name) ? 'edge' : 'cloud');
}

function groupsOf(
  layers: readonly ProfiledLayerDto[],
  perGroup: number,
  tierOf: (layer: string) => Tier,
): Group[] {
  const groups: Group[] = [];
  for (let start = 0; start < layers.length; start += perGroup) {
    const members = layers.slice(start, start + perGroup);
    const [work, bytes] = [new Map<Tier, number>(), new Map<Tier, number>()];
    for (const layer of members) {
      const tier = tierOf(layer.name);
      work.set(tier, (work.get(tier) ?? 0) + layer.macs);
      bytes.set(tier, Math.max(bytes.get(tier) ?? 0, layer.outputBytes));
    }
    groups.push({ layers: members, macs: work, outputBytes: bytes });
  }
  return groups;
}

const mostOf = (groups: readonly Group[], figure: 'macs' | 'outputBytes'): number =>
  groups.reduce((most, group) => Math.max(most, ...group[figure].values()), 0);

function barsOf(
  tier: Tier,
  theme: ChartTheme,
  { axis, groups, valueOf }: { axis: number; groups: readonly Group[]; valueOf: (group: Group) => number },
) {
  return {
    type: 'bar' as const,
    name: tier,
    stack: `tiers ${axis}`,
    xAxisIndex: axis,
    yAxisIndex: axis,
    barCategoryGap: '12%',
    itemStyle: { color: theme.stages[tier] },
    data: groups.map((group) => ({ name: textOf(group, tier), value: valueOf(group) })),
  };
}

function textOf({ layers }: Group, tier: Tier): string {
  const named = layers.slice(0, 3).map((layer) => {
    const { name, kind, macs: work, outputBytes } = layer;
    return `${shortened(name)} (${kind}): ${macs(work)}, makes ${size(outputBytes)}`;
  });
  const more = layers.length - named.length;
  return [`on the ${tier}`, ...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Between which groups the tier changes, where it changes for good: a cut of a chain is one line. */
function cutsOf(groups: readonly Group[], tierOf: (layer: string) => Tier): number[] {
  const tiers = groups.map(({ layers }) => tierOf(layers[0]!.name));
  return tiers.flatMap((tier, k) =>
    k > 0 && tier !== tiers[k - 1] && !tiers.slice(k).includes(tiers[k - 1]!) ? [k - 0.5] : [],
  );
}

/** A line across a panel; a category axis takes halves in coordinates of a custom series only. */
const cutLine = (axis: number, cuts: readonly number[], theme: ChartTheme) => ({
  type: 'custom' as const,
  name: 'cut',
  xAxisIndex: axis,
  yAxisIndex: axis,
  silent: true,
  z: 4,
  data: cuts.map((cut) => [cut + 0.5, 0]),
  renderItem: (
    params: { coordSys: unknown },
    api: {
      value: (dimension: number) => unknown;
      coord: (place: number[]) => number[];
      size?: (range: number[]) => unknown;
    },
  ) => {
    const { y, height } = params.coordSys as { y: number; height: number };
    const [center = 0] = api.coord([Number(api.value(0)), 0]);
    const [width = 0] = (api.size?.([1, 0]) ?? []) as number[];
    const x = center - width / 2;
    return {
      type: 'line' as const,
      shape: { x1: x, y1: y - 4, x2: x, y2: y + height + 4 },
      style: { stroke: theme.chosen, lineWidth: 2, lineDash: [6, 4] },
    };
  },
});

/** What crosses, at the layers that make it. */
function crossingMarks(
  { crossingTensors }: PlanDto,
  groups: readonly Group[],
  scaled: (bytes: number) => number,
  theme: ChartTheme,
) {
  const isFew = crossingTensors.length <= 4;
  return {
    type: 'scatter' as const,
    name: CROSSING,
    xAxisIndex: 1,
    yAxisIndex: 1,
    symbol: 'diamond',
    symbolSize: 11,
    z: 5,
    itemStyle: { color: theme.chosen, borderColor: theme.background, borderWidth: 1 },
    label: {
      show: isFew,
      position: 'top' as const,
      color: theme.text,
      fontSize: 12,
      formatter: '{b}',
      backgroundColor: theme.background,
      borderRadius: 3,
      padding: [2, 4],
    },
    data: crossingTensors.flatMap(({ name, bytes }) => {
      const place = groups.findIndex(({ layers }) => layers.some((layer) => layer.name === name));
      return place < 0
        ? []
        : [
            {
              name: `${shortened(name)}, ${size(bytes)}`,
              value: [place, scaled(Math.max(...groups[place]!.outputBytes.values()))],
            },
          ];
    }),
  };
}

function headingOf(
  { network, chosen }: PlanAnswerDto,
  plan: PlanDto,
  { perGroup, tiers, isMarked }: { perGroup: number; tiers: readonly Tier[]; isMarked: boolean },
): Heading {
  const which = chosen === null ? 'No plan keeps to the constraints; closest' : 'Chosen';
  const crossing = `${which}: ${cutOf(plan)}; ${crossingOf(plan)}${plan.cloud ? `, then ${crossingOf(plan.cloud)}` : ''}.`;
  const grouped = perGroup > 1 ? ` A bar stands for ${perGroup} layers that follow each other.` : '';
  const totals = `${count(network.layers)} layers, ${macs(network.macs)}.`;
  return {
    title: `${network.name}, layer by layer`,
    subtitle: `${totals} ${crossing}${grouped}`,
    description: `${totals} ${crossing} ${count(plan.deviceLayers)} layers run on the device.`,
    legend: [
      ...tiers.map((tier) => ({ name: tier, icon: 'rect' as const })),
      ...(isMarked ? [{ name: CROSSING, icon: 'diamond' as const }] : []),
    ],
  };
}
