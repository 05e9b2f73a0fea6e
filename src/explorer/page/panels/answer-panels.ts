import {
  candidatesChart,
  CHARTS,
  ledgerChart,
  networkChart,
  stagesChart,
  type ChartName,
  type ChartOption,
  type ChartView,
} from '../../../charts/options/index.js';
import type { PlanAnswerDto } from '../../../plans/index.js';
import { ChartPanel, type Picture } from './chart-panel.js';
import { CANDIDATE_TABLE } from './columns.js';
import { ledgerTable, networkTable, stagesTable } from './plan-tables.js';
import { tableOf, type Table } from './table.js';

/** A chart of the answer of POST /plans. */
interface AnswerChart {
  readonly build: (answer: PlanAnswerDto, view: ChartView) => ChartOption;
  readonly table: (answer: PlanAnswerDto) => Table;
}

/** In the order in which they stand on the page. */
const ANSWER_CHARTS = {
  candidates: {
    build: candidatesChart,
    table: ({ candidates = [] }) =>
      tableOf('Every candidate, in the order of the cuts', CANDIDATE_TABLE, candidates),
  },
  network: { build: networkChart, table: networkTable },
  stages: { build: stagesChart, table: stagesTable },
  ledger: { build: ledgerChart, table: ledgerTable },
} as const satisfies Partial<Record<ChartName, AnswerChart>>;

/** A panel whose chart follows from the answer alone. */
export interface AnswerPanel {
  readonly panel: ChartPanel;
  readonly pictureOf: (answer: PlanAnswerDto) => Picture;
}

export const makeAnswerPanels = (): AnswerPanel[] =>
  Object.entries(ANSWER_CHARTS).map(([name, { build, table }]) => ({
    panel: new ChartPanel(name, CHARTS[name as keyof typeof ANSWER_CHARTS].title),
    pictureOf: (answer) => ({ build: (view) => build(answer, view), table: () => table(answer) }),
  }));
