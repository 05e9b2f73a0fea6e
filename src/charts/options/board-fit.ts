import type { CoefficientSetDto, MeasurementResidualDto } from '../../boards/index.js';
import { energy, latency, percent } from './figures.js';
import type { ChartView } from './view.js';

/** A coefficient set with what it makes of the measurements that it was fitted on. */
export interface BoardFit {
  readonly set: CoefficientSetDto;
  /** Null of a set whose measurements are not kept. */
  readonly residuals: readonly MeasurementResidualDto[] | null;
}

/** A measurement of the cost that a chart shows, in J or ms. */
export interface MeasuredPoint {
  readonly network: string;
  readonly measured: number;
  readonly modelled: number;
  /** (measured - modelled) / modelled */
  readonly residual: number;
  readonly isOutlier: boolean;
}

export function pointsOf(residuals: readonly MeasurementResidualDto[], { cost }: ChartView): MeasuredPoint[] {
  return residuals.flatMap((row) => {
    const [measured, modelled, residual] =
      cost === 'energy'
        ? [row.energyJ, row.modelledEnergyJ, row.energyResidual]
        : [row.latencyMs, row.modelledLatencyMs, row.latencyResidual];
    return measured === null || modelled === null || residual === null
      ? []
      : [{ network: row.network, measured, modelled, residual, isOutlier: row.isOutlier }];
  });
}

/** Which set: board, version and what it holds for. */
export const settingOf = ({ set }: BoardFit): string =>
  `${set.board}, set ${set.version} (${set.powerMode}, ${set.runtime}, ${set.precision})`;

/** How well the set predicts what it has not seen. */
export function errorOf({ set }: BoardFit, { cost }: ChartView): string {
  const error = cost === 'energy' ? set.energyError : set.latencyError;
  if (error === null) return `No error of its ${cost} is known.`;
  const { meanError, medianError, networks } = error;
  return meanError === null
    ? `Fitted on ${networks} networks, none of which could be held out.`
    : `Of networks held out (${error.method}, ${networks} networks): mean error ${percent(meanError)}, median ${percent(medianError)}.`;
}

export const writtenCost = ({ cost }: ChartView): ((value: number | null) => string) =>
  cost === 'energy' ? energy : latency;

export const NOT_KEPT = 'The measurements of this set are not kept.';
