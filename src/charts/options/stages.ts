import type { PlanAnswerDto, PricedCandidateDto } from '../../plans/index.js';
import type { ChartOption, ScatterSeriesOption } from './echarts.js';
import { evenly } from './evenly.js';
import { count, energy, energyUnit, latency, latencyUnit } from './figures.js';
import { axisStyle, frameOf, gridUnder, rotatedLabels, type Heading } from './frame.js';
import { energyFigureOf, LATENCY_FIGURE, STAGE_NAMES, STAGE_OF, type LedgerFigure } from './ledger-shares.js';
import { STAGES, type Stage } from './theme.js';
import type { ChartView } from './view.js';
import { crossingOf, cutOf, shortened } from './wording.js';

/** Pixels that a bar and its gap need at least. */
const BAR = 9;
const CHOSEN = 'chosen plan';

/** A bar: the best candidate with that many layers on the device. */
interface Bar {
  readonly candidate: PricedCandidateDto;
  readonly shares: ReadonlyMap<Stage, number>;
  readonly total: number;
}

/**
 * Where latency or energy goes as the cut moves along the network: a stacked bar for the best candidate at each
 * number of layers on the device. Takes an answer with its profile (`profile=true`).
 */
export function stagesChart(answer: PlanAnswerDto, view: ChartView): ChartOption {
  const candidates = answer.profile?.candidates ?? [];
  const figure =
    view.cost === 'latency' ? LATENCY_FIGURE : energyFigureOf(candidates.map(({ ledger }) => ledger));
  const bars = figure === null ? [] : barsOf(candidates, figure);
  const chosen = positionOf(answer, candidates);
  const least = bars.reduce((best, { total }, k) => (total < bars[best]!.total ? k : best), 0);
  const drawn = evenly(bars.length, Math.floor((view.width - 90) / BAR), [...chosen, least]).map(
    (k) => bars[k]!,
  );
  const stages = STAGES.filter((stage) => drawn.some(({ shares }) => (shares.get(stage) ?? 0) > 0));
  const heading = headingOf(
    answer,
    { figure, bars, drawn, stages, least, isChosenThere: chosen.length > 0 },
    view,
  );
  const { theme, top, base } = frameOf(heading, view);
  const { unit, scaled } = unitOf(view)(drawn.reduce((most, { total }) => Math.max(most, total), 0));
  const mark: ScatterSeriesOption = {
    type: 'scatter',
    name: CHOSEN,
    symbol: 'diamond',
    symbolSize: 13,
    symbolOffset: [0, -9],
    itemStyle: { color: theme.text },
    data: chosen.map((k) => ({
      name: textOf(bars[k]!, view),
      value: [drawn.indexOf(bars[k]!), scaled(bars[k]!.total)],
    })),
  };
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top, { bottom: 104 }),
    xAxis: {
      ...axisStyle(theme, 'layers on the device end with', 84),
      ...rotatedLabels(theme),
      type: 'category',
      data: drawn.map(({ candidate }) => placeOf(candidate)),
      splitLine: { show: false },
    },
    yAxis: { ...axisStyle(theme, `${figure?.name ?? 'energy'} [${unit}]`, 46), type: 'value' },
    series: [
      ...stages.map((stage) => ({
        type: 'bar' as const,
        name: STAGE_NAMES[stage],
        stack: 'stages',
        barCategoryGap: '18%',
        itemStyle: { color: theme.stages[stage] },
        data: drawn.map((bar) => ({ name: textOf(bar, view), value: scaled(bar.shares.get(stage) ?? 0) })),
      })),
      mark,
    ],
  };
}

const unitOf = ({ cost }: ChartView) => (cost === 'latency' ? latencyUnit : energyUnit);
const written = ({ cost }: ChartView) => (cost === 'latency' ? latency : energy);

function barsOf(candidates: readonly PricedCandidateDto[], figure: LedgerFigure): Bar[] {
  return candidates.map((candidate) => {
    const shares = new Map<Stage, number>();
    for (const item of candidate.ledger) {
      const stage = STAGE_OF[item.item];
      shares.set(stage, (shares.get(stage) ?? 0) + figure.of(item));
    }
    return { candidate, shares, total: [...shares.values()].reduce((sum, share) => sum + share, 0) };
  });
}

/** Where the chosen plan stands in the profile; it may not where constraints forbid what stands there. */
function positionOf({ chosen }: PlanAnswerDto, candidates: readonly PricedCandidateDto[]): number[] {
  const position = candidates.findIndex(
    ({ deviceLayers, latencyMs, bytesUp }) =>
      deviceLayers === chosen?.deviceLayers && latencyMs === chosen.latencyMs && bytesUp === chosen.bytesUp,
  );
  return position < 0 ? [] : [position];
}

const placeOf = ({ deviceLayers, cutAfter }: PricedCandidateDto): string =>
  deviceLayers === 0 || cutAfter === null ? 'none' : shortened(cutAfter, 14);

function textOf({ candidate, shares, total }: Bar, view: ChartView): string {
  const write = written(view);
  const lines = STAGES.flatMap((stage) => {
    const share = shares.get(stage) ?? 0;
    return share > 0 ? [`${STAGE_NAMES[stage]} ${write(share)}`] : [];
  });
  return [cutOf(candidate), crossingOf(candidate), `total ${write(total)}`, ...lines].join('\n');
}

interface Drawing {
  readonly figure: LedgerFigure | null;
  readonly bars: readonly Bar[];
  readonly drawn: readonly Bar[];
  readonly stages: readonly Stage[];
  readonly least: number;
  readonly isChosenThere: boolean;
}

function headingOf({ network }: PlanAnswerDto, drawing: Drawing, view: ChartView): Heading {
  const { figure, bars, drawn, stages, least, isChosenThere } = drawing;
  const title = `${network.name}: ${figure?.name ?? 'energy'} as the cut moves along the network`;
  if (figure === null || bars.length === 0) {
    const subtitle = 'The energy of the device is not known.';
    return { title, subtitle, description: subtitle };
  }
  const lowest = bars[least]!;
  const best = `Lowest: ${cutOf(lowest.candidate)}, ${written(view)(lowest.total)}.`;
  const left =
    drawn.length < bars.length ? ` ${count(drawn.length)} of ${count(bars.length)} cuts are drawn.` : '';
  return {
    title,
    subtitle: `Best candidate at each number of layers on the device. ${best}${left}`,
    description: `Stacked bars of ${stages.map((stage) => STAGE_NAMES[stage]).join(', ')} for ${count(bars.length)} cuts. ${best}`,
    legend: [
      ...stages.map((stage) => ({ name: STAGE_NAMES[stage], icon: 'rect' as const })),
      ...(isChosenThere ? [{ name: CHOSEN, icon: 'diamond' as const }] : []),
    ],
  };
}
