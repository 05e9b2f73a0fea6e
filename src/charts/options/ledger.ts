import type { LedgerItemDto, PlanAnswerDto } from '../../plans/index.js';
import type { BarSeriesOption, ChartOption } from './echarts.js';
import { energy, energyUnit, latency, latencyUnit, percent } from './figures.js';
import { axisStyle, frameOf, gridUnder, type Heading } from './frame.js';
import { energyFigureOf, LATENCY_FIGURE, STAGE_NAMES, STAGE_OF, type LedgerFigure } from './ledger-shares.js';
import { STAGES } from './theme.js';
import type { ChartView } from './view.js';
import { cutOf } from './wording.js';

/** One step of the waterfall, in ms or J. */
interface Step {
  readonly item: LedgerItemDto['item'];
  readonly from: number;
  readonly amount: number;
}

const BAR = { type: 'bar', stack: 'steps', barCategoryGap: '28%' } as const;

/** The ledger of the chosen plan, or of the closest one where none is chosen, as a waterfall up to its total. */
export function ledgerChart(answer: PlanAnswerDto, view: ChartView): ChartOption {
  const { ledger } = answer.chosen ?? answer.closest;
  const figure = view.cost === 'latency' ? LATENCY_FIGURE : energyFigureOf([ledger]);
  const steps = figure === null ? [] : stepsOf(ledger, figure);
  const total = steps.reduce((sum, { amount }) => sum + amount, 0);
  const { theme, top, base } = frameOf(headingOf(answer, { figure, steps, total }, view), view);
  const { unit, scaled } = (view.cost === 'latency' ? latencyUnit : energyUnit)(total);
  const write = view.cost === 'latency' ? latency : energy;
  const before: BarSeriesOption = {
    ...BAR,
    name: 'before',
    silent: true,
    itemStyle: { color: 'transparent' },
    data: [...steps.map(({ from }) => scaled(from)), 0],
  };
  const shares: BarSeriesOption = {
    ...BAR,
    name: 'share',
    label: { show: true, position: 'right', formatter: '{b}', color: theme.text, fontSize: 12 },
    data: [
      ...steps.map(({ item, amount }) => ({
        name: `${write(amount)} (${percent(amount / total)})`,
        value: scaled(amount),
        itemStyle: { color: theme.stages[STAGE_OF[item]] },
      })),
      ...(steps.length > 0
        ? [{ name: write(total), value: scaled(total), itemStyle: { color: theme.text } }]
        : []),
    ],
  };
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'item', formatter: '{b}' },
    grid: gridUnder(top, { left: 118, right: 116 }),
    xAxis: { ...axisStyle(theme, `${figure?.name ?? 'energy'} [${unit}]`, 28), type: 'value' },
    yAxis: {
      ...axisStyle(theme, '', 0),
      type: 'category',
      inverse: true,
      data: [...steps.map(({ item }) => item), ...(steps.length > 0 ? ['total'] : [])],
      splitLine: { show: false },
      axisLabel: { color: theme.text, fontSize: 12, interval: 0 },
    },
    series: [before, shares],
  };
}

/** Items that cost anything, one behind the other. */
function stepsOf(ledger: readonly LedgerItemDto[], figure: LedgerFigure): Step[] {
  const steps: Step[] = [];
  let from = 0;
  for (const item of ledger) {
    const amount = figure.of(item);
    if (amount > 0) steps.push({ item: item.item, from, amount });
    from += amount;
  }
  return steps;
}

interface Drawing {
  readonly figure: LedgerFigure | null;
  readonly steps: readonly Step[];
  readonly total: number;
}

function headingOf(answer: PlanAnswerDto, { figure, steps, total }: Drawing, view: ChartView): Heading {
  const { network, chosen, closest } = answer;
  const title = `${network.name}: ${figure?.name ?? 'energy'} of the plan, item by item`;
  if (figure === null) {
    const subtitle = 'The energy of the device is not known.';
    return { title, subtitle, description: subtitle };
  }
  const write = view.cost === 'latency' ? latency : energy;
  const which = chosen === null ? 'No plan keeps to the constraints; closest' : 'Chosen';
  const plan = `${which}: ${cutOf(chosen ?? closest)}, ${write(total)}.`;
  const listed = STAGES.flatMap((stage) => {
    const share = steps.reduce((sum, { item, amount }) => sum + (STAGE_OF[item] === stage ? amount : 0), 0);
    return share > 0 ? [`${STAGE_NAMES[stage]} ${write(share)}`] : [];
  });
  return { title, subtitle: plan, description: `${plan} Of this, ${listed.join(', ')}.` };
}
