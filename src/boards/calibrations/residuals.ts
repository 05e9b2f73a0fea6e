import { layerCost, type CoefficientSet, type CostModel, type Measurement } from '../../core/index.js';
import type { MeasurementResidualDto } from './calibration-answer.dto.js';

/** What the fitted set makes of each measurement; `pointers` says where each stands. */
export function residualsOf(
  { energy, latency }: CoefficientSet,
  measurements: readonly Measurement[],
  pointers: readonly string[],
): MeasurementResidualDto[] {
  const outliers = new Set(
    [energy, latency].flatMap((cost) =>
      (cost?.statistics?.outliers ?? []).map(({ measurementIndex }) => measurementIndex),
    ),
  );
  return measurements.map((row, index) => {
    const modelledEnergy = row.energy === null ? null : modelled(energy!.model, row);
    const modelledLatency = row.latency === null ? null : modelled(latency!.model, row);
    return {
      pointer: pointers[index]!,
      network: row.network,
      energyJ: row.energy,
      modelledEnergyJ: modelledEnergy,
      energyResidual: relative(row.energy, modelledEnergy),
      latencyMs: row.latency === null ? null : row.latency * 1e3,
      modelledLatencyMs: modelledLatency === null ? null : modelledLatency * 1e3,
      latencyResidual: relative(row.latency, modelledLatency),
      isOutlier: outliers.has(index),
    };
  });
}

const modelled = (model: CostModel, { works }: Measurement): number =>
  works.reduce((sum, work) => sum + layerCost(model, work), model.perInference);

/** (measured - modelled) / modelled; null where nothing was measured or the model says that it costs nothing. */
const relative = (measured: number | null, model: number | null): number | null =>
  measured === null || model === null || model === 0 ? null : (measured - model) / model;
