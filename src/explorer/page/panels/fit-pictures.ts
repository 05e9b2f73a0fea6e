import type { MeasurementResidualDto } from '../../../boards/index.js';
import { CHARTS, figures, type BoardFit } from '../../../charts/options/index.js';
import type { Picture } from './chart-panel.js';
import { figure } from './columns.js';
import { tableOf, type Column, type Table } from './table.js';

export const FIT_CHARTS = ['kernel-slopes', 'fit', 'fit-errors'] as const;
export type FitChart = (typeof FIT_CHARTS)[number];

const NOT_KEPT =
  'The measurements of this coefficient set are not kept: it came with the program, or was entered by hand. Its errors ' +
  'and its source stand on this page; sets that are calibrated here are drawn.';

/** A chart of how well coefficients fit what was measured, or why there is none. */
export function fitPicture(name: FitChart, fit: BoardFit): Picture | string {
  if (name !== 'kernel-slopes' && fit.residuals === null) return NOT_KEPT;
  return {
    build: (view) => CHARTS[name].build(fit, view),
    table: () => (name === 'kernel-slopes' ? slopeTable(fit) : residualTable(fit)),
  };
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
