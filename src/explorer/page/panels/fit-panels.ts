import {
  CHARTS,
  figures,
  fitChart,
  fitErrorsChart,
  kernelSlopesChart,
  type BoardFit,
} from '../../../charts/options/index.js';
import type { CoefficientSetDto, MeasurementResidualDto, ResidualListDto } from '../../../boards/index.js';
import type { PlanAnswerDto } from '../../../plans/index.js';
import type { Client } from '../api/client.js';
import { ChartPanel, type Picture } from './chart-panel.js';
import { figure } from './columns.js';
import type { LaterPanel } from './later-panel.js';
import { tableOf, type Column, type Table } from './table.js';

const NOT_KEPT =
  'The measurements of this coefficient set are not kept: it came with the program, or was entered by hand. Its errors ' +
  'and its source stand below; sets that are calibrated here are drawn.';

/** How well the coefficients of the device fit what was measured. */
export function makeFitPanels(client: Client): LaterPanel[] {
  const fits = new BoardFits(client);
  const ofMeasurements = (name: 'fit' | 'fit-errors', build: typeof fitChart): LaterPanel => ({
    panel: new ChartPanel(name, CHARTS[name].title),
    async ask({ answer }, signal) {
      const fit = await fits.of(answer, signal);
      if (fit === null) return 'The request itself says the coefficients.';
      return fit.residuals === null ? NOT_KEPT : pictureOf(fit, build, () => residualTable(fit));
    },
  });
  return [
    {
      panel: new ChartPanel('kernel-slopes', CHARTS['kernel-slopes'].title),
      async ask({ answer }, signal) {
        const fit = await fits.of(answer, signal);
        return fit === null
          ? 'The request itself says the coefficients.'
          : pictureOf(fit, kernelSlopesChart, () => slopeTable(fit));
      },
    },
    ofMeasurements('fit', fitChart),
    ofMeasurements('fit-errors', fitErrorsChart),
  ];
}

const pictureOf = (fit: BoardFit, build: typeof fitChart, table: () => Table): Picture => ({
  build: (view) => build(fit, view),
  table,
});

/** Coefficient sets with what they make of their measurements; a set never changes. */
class BoardFits {
  private readonly known = new Map<string, BoardFit>();

  constructor(private readonly client: Client) {}

  /** That of the device in the power mode of the plan; null where the request has its own coefficients. */
  async of({ device, chosen, closest }: PlanAnswerDto, signal: AbortSignal): Promise<BoardFit | null> {
    const { devicePowerMode } = chosen ?? closest;
    const summary = device.coefficientSets.find(({ powerMode }) => powerMode === devicePowerMode);
    if (summary === undefined) return null;
    const path = `boards/${encodeURIComponent(summary.board)}/coefficient-sets/${summary.version}`;
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const [set, { residuals }] = await Promise.all([
      this.client.get<CoefficientSetDto>(path, signal),
      this.client.get<ResidualListDto>(`${path}/residuals`, signal),
    ]);
    const fit = { set, residuals };
    this.known.set(path, fit);
    return fit;
  }
}

const RESIDUALS: readonly Column<MeasurementResidualDto>[] = [
  { head: 'Network', text: ({ network }) => network },
  figure('Measured energy', ({ energyJ }) => energyJ, figures.energy),
  figure('Modelled energy', ({ modelledEnergyJ }) => modelledEnergyJ, figures.energy),
  figure('Apart', ({ energyResidual }) => energyResidual, figures.percent),
  figure('Measured latency', ({ latencyMs }) => latencyMs, figures.latency),
  figure('Modelled latency', ({ modelledLatencyMs }) => modelledLatencyMs, figures.latency),
  figure('Apart', ({ latencyResidual }) => latencyResidual, figures.percent),
  { head: 'Outlier', text: ({ isOutlier }) => (isOutlier ? 'yes' : 'no') },
];

const residualTable = ({ residuals }: BoardFit): Table =>
  tableOf('What the coefficients make of each measurement', RESIDUALS, residuals ?? []);

interface SlopeRow {
  readonly cost: string;
  readonly layerClass: string;
  readonly family: string;
  readonly coefficients: readonly number[];
}

function slopeTable({ set }: BoardFit): Table {
  const rows = Object.entries({ energy: set.energy, latency: set.latency }).flatMap(([cost, fitted]) =>
    (fitted?.slopes ?? []).map(({ layerClass, family, coefficients }): SlopeRow => ({
      cost,
      layerClass,
      family,
      coefficients,
    })),
  );
  return tableOf<SlopeRow>(
    'Coefficients of the slopes, for each MAC',
    [
      { head: 'Cost', text: ({ cost }) => cost },
      { head: 'Class of layers', text: ({ layerClass }) => layerClass },
      { head: 'Family', text: ({ family }) => family },
      {
        head: 'Coefficients',
        text: ({ coefficients }) => coefficients.map((value) => value.toPrecision(3)).join(', '),
        isNumber: true,
      },
    ],
    rows,
  );
}
