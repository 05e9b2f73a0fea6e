import { CHARTS, decisionMapChart, figures, layersChart, type Cost } from '../../../charts/options/index.js';
import type { EstimateAnswerDto } from '../../../estimates/index.js';
import type { SweepAnswerDto } from '../../../plans/index.js';
import type { Client } from '../api/client.js';
import { RefusedError } from '../api/problem.js';
import { toEstimateRequest, toSweepRequest } from '../state/plan-request.js';
import { ChartPanel } from './chart-panel.js';
import { figure } from './columns.js';
import { makeFitPanels } from './fit-panels.js';
import type { Asked, LaterPanel } from './later-panel.js';
import { tableOf, type Column, type Table } from './table.js';

export const makeLaterPanels = (client: Client): LaterPanel[] => [
  ...makeCostPanels(client),
  ...makeFitPanels(client),
];

const makeCostPanels = (client: Client): LaterPanel[] => [
  {
    panel: new ChartPanel('decision-map', CHARTS['decision-map'].title),
    async ask({ request, answer: plan }, signal) {
      const sweep = await client.post<SweepAnswerDto>('plans/sweep', toSweepRequest(request), signal);
      return { build: (view) => decisionMapChart({ sweep, plan }, view), table: () => sweepTable(sweep) };
    },
  },
  {
    panel: new ChartPanel('layers', CHARTS.layers.title),
    async ask({ request, answer }, signal) {
      const body = toEstimateRequest(request, answer);
      const estimate = await client.post<EstimateAnswerDto>('estimates', body, signal);
      return { build: (view) => layersChart(estimate, view), table: () => layersTable(estimate) };
    },
  },
];

/** Fills the panels one after another; what is refused is said in its panel. */
export async function fillLater(
  panels: readonly LaterPanel[],
  asked: Asked,
  cost: Cost,
  signal: AbortSignal,
): Promise<void> {
  for (const { panel, ask } of panels) {
    try {
      const picture = await ask(asked, signal);
      if (typeof picture === 'string') panel.say(picture);
      else panel.show(picture, cost);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      panel.say(error.problem.detail);
    }
  }
}

type SweepRow = SweepAnswerDto['rows'][number];

function sweepTable({ rows, candidates }: SweepAnswerDto): Table {
  const columns: Column<SweepRow>[] = [
    figure('Rate', ([rate]) => rate ?? null, figures.rate),
    { head: 'Edge slower', text: ([, load]) => figures.times(load ?? 1), isNumber: true },
    {
      head: 'Cut after',
      text: ([, , index]) => {
        const candidate = candidates[index ?? -1];
        return candidate === undefined ? 'no plan' : (candidate.cutAfter ?? 'nothing');
      },
    },
    figure('Latency', ([, , , latency]) => latency ?? null, figures.latency),
    figure('Device energy', ([, , , , energy]) => energy ?? null, figures.energy),
  ];
  return tableOf('The best plan at each rate and load', columns, rows);
}

type LayerRow = NonNullable<EstimateAnswerDto['estimates'][number]['layers']>[number];

const interval = (
  head: string,
  [from, to]: [(row: LayerRow) => number | null, (row: LayerRow) => number | null],
  write: (value: number | null) => string,
): Column<LayerRow> => ({
  head,
  text: (row) => (from(row) === null ? '–' : `${write(from(row))} to ${write(to(row))}`),
  isNumber: true,
});

const LAYER_COLUMNS: readonly Column<LayerRow>[] = [
  { head: 'Layer', text: ({ name }) => name },
  { head: 'Kind', text: ({ kind }) => kind },
  figure('MACs', ({ macs }) => macs, figures.macs),
  figure('Energy', ({ energyJ }) => energyJ, figures.energy),
  interval('5 to 95 %', [({ energyP5J }) => energyP5J, ({ energyP95J }) => energyP95J], figures.energy),
  figure('Latency', ({ latencyMs }) => latencyMs, figures.latency),
  interval(
    '5 to 95 %',
    [({ latencyP5Ms }) => latencyP5Ms, ({ latencyP95Ms }) => latencyP95Ms],
    figures.latency,
  ),
];

const layersTable = ({ estimates }: EstimateAnswerDto): Table =>
  tableOf('Each layer on the device', LAYER_COLUMNS, estimates[0]?.layers ?? []);
