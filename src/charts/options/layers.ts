import type { EstimateAnswerDto } from '../../estimates/index.js';
import type { ChartOption } from './echarts.js';
import { count, energy, energyUnit, latency, latencyUnit, percent } from './figures.js';
import { axisStyle, frameOf, gridUnder, rotatedLabels, type Heading } from './frame.js';
import type { ChartTheme } from './theme.js';
import type { ChartView } from './view.js';
import { shortened } from './wording.js';
import { whisker } from './whisker.js';

type Estimate = EstimateAnswerDto['estimates'][number];
type Layer = NonNullable<Estimate['layers']>[number];
type LayerClass = NonNullable<Layer['layerClass']>;

/** Pixels that a bar and its gap need at least. */
const BAR = 12;
const INTERVAL = '5 to 95 %';

/** A layer that costs something. */
interface Costed {
  readonly layer: Layer;
  readonly layerClass: LayerClass;
  /** In ms or J, as the ends of its interval, which are null where they are not known. */
  readonly cost: number;
  readonly p5: number | null;
  readonly p95: number | null;
  readonly share: number;
}

/**
 * What each layer of the first network costs on the first board, with the interval that the error of the coefficients
 * allows. Takes an answer with `layers`. Where there is no room for all layers, those that cost most are drawn.
 */
export function layersChart(answer: EstimateAnswerDto, view: ChartView): ChartOption {
  const all = costedOf(answer.estimates[0]?.layers ?? [], view);
  const room = Math.floor((view.width - 90) / BAR);
  const drawn = costliest(all, room);
  const classes = [...new Set(drawn.map(({ layerClass }) => layerClass))].sort();
  const hasInterval = drawn.some(({ p5 }) => p5 !== null);
  const { theme, top, base } = frameOf(headingOf(answer, { all, drawn, classes, hasInterval }, view), view);
  const most = drawn.reduce((largest, { cost, p95 }) => Math.max(largest, p95 ?? cost), 0);
  const { unit, scaled } = (view.cost === 'energy' ? energyUnit : latencyUnit)(most);
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top, { bottom: 96 }),
    xAxis: {
      ...axisStyle(theme, '', 0),
      ...rotatedLabels(theme),
      type: 'category',
      data: drawn.map(({ layer }) => shortened(layer.name, 14)),
      splitLine: { show: false },
    },
    yAxis: { ...axisStyle(theme, `${view.cost} [${unit}]`, 46), type: 'value' },
    series: [
      ...classes.map((layerClass) => ({
        type: 'bar' as const,
        name: layerClass,
        stack: 'classes',
        barCategoryGap: '22%',
        itemStyle: { color: colourOf(layerClass, theme) },
        data: drawn.map((costed) => ({
          name: textOf(costed, view),
          value: costed.layerClass === layerClass ? scaled(costed.cost) : 0,
        })),
      })),
      whisker({
        name: INTERVAL,
        colour: theme.text,
        ends: drawn.flatMap(({ p5, p95 }, place) =>
          p5 === null || p95 === null ? [] : [[place, scaled(p5), scaled(p95)] as const],
        ),
      }),
    ],
  };
}

function costedOf(layers: readonly Layer[], { cost }: ChartView): Costed[] {
  return layers.flatMap((layer) => {
    const [own, p5, p95, share] =
      cost === 'energy'
        ? [layer.energyJ, layer.energyP5J, layer.energyP95J, layer.energyShare]
        : [layer.latencyMs, layer.latencyP5Ms, layer.latencyP95Ms, layer.latencyShare];
    return own === null || own === 0 || layer.layerClass === null
      ? []
      : [{ layer, layerClass: layer.layerClass, cost: own, p5, p95, share: share ?? 0 }];
  });
}

/** At most so many, in the order of the network. */
function costliest(all: readonly Costed[], most: number): Costed[] {
  const ranked = all.map((_, place) => place).sort((a, b) => all[b]!.cost - all[a]!.cost || a - b);
  return ranked
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((place) => all[place]!);
}

/** A class has the same colour on every chart. */
function colourOf(layerClass: LayerClass, { series }: ChartTheme): string {
  const place: Partial<Record<LayerClass, number>> = { convolution: 0, depthwise: 2, connected: 1 };
  return series[place[layerClass] ?? series.length - 1]!;
}

function textOf({ layer, cost, p5, p95, share }: Costed, view: ChartView): string {
  const write = view.cost === 'energy' ? energy : latency;
  return [
    `${shortened(layer.name)} (${layer.kind})`,
    `${write(cost)}, ${percent(share)} of the inference`,
    ...(p5 === null ? [] : [`${write(p5)} to ${write(p95)}`]),
    ...(layer.kernels === null ? [] : [`${count(layer.kernels)} kernels`]),
  ].join('\n');
}

interface Drawing {
  readonly all: readonly Costed[];
  readonly drawn: readonly Costed[];
  readonly classes: readonly LayerClass[];
  readonly hasInterval: boolean;
}

function headingOf(
  answer: EstimateAnswerDto,
  { all, drawn, classes, hasInterval }: Drawing,
  view: ChartView,
): Heading {
  const [network, board, estimate] = [answer.networks[0]!, answer.boards[0]!, answer.estimates[0]!];
  const title = `${network.name}: ${view.cost} by layer on ${board.board}`;
  const write = view.cost === 'energy' ? energy : latency;
  const total = view.cost === 'energy' ? estimate.energyJ : estimate.latencyMs;
  if (total === null) {
    const subtitle = `The ${view.cost} of ${board.board} is not known.`;
    return { title, subtitle, description: subtitle };
  }
  const setting = [board.powerMode, board.runtime, board.precision].join(', ');
  const sum = `${write(total)} an inference (${setting}).`;
  const dominant = all.reduce<Costed | null>(
    (most, costed) => (costed.cost > (most?.cost ?? 0) ? costed : most),
    null,
  );
  const first =
    dominant === null ? '' : ` Most: ${shortened(dominant.layer.name)}, ${percent(dominant.share)}.`;
  const shown = drawn.reduce((part, { share }) => part + share, 0);
  const left =
    drawn.length < all.length
      ? ` The ${count(drawn.length)} layers of ${count(all.length)} that cost most are drawn, ${percent(shown)} of it.`
      : '';
  return {
    title,
    subtitle: `${sum}${first}${left}`,
    description: `${sum}${first} ${count(all.length)} layers cost anything.`,
    legend: [
      ...classes.map((name) => ({ name, icon: 'rect' as const })),
      ...(hasInterval ? [{ name: INTERVAL, icon: 'roundRect' as const }] : []),
    ],
  };
}
