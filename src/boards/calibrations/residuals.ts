import {
  layerCost,
  layerParts,
  type CoefficientSet,
  type CostedWork,
  type CostModel,
  type Measurement,
} from '../../core/index.js';
import type { MeasurementResidualDto } from '../coefficient-sets/residual.dto.js';

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
      ...slopesOf(row, energy?.model, latency?.model),
      isOutlier: outliers.has(index),
    };
  });
}

type Slopes = Pick<MeasurementResidualDto, 'layerClass' | 'kernels' | 'slopePerMacJ' | 'slopePerMacMs'>;

/** What a measurement of a single layer says of the slope of its class. */
function slopesOf(row: Measurement, energy: CostModel | undefined, latency: CostModel | undefined): Slopes {
  const [work, ...others] = row.works;
  if (work === undefined || others.length > 0 || work.macs === 0) {
    return { layerClass: null, kernels: null, slopePerMacJ: null, slopePerMacMs: null };
  }
  const latencySlope = slopeIn(row.latency, latency, work);
  return {
    layerClass: work.layerClass,
    kernels: work.kernels,
    slopePerMacJ: slopeIn(row.energy, energy, work),
    slopePerMacMs: latencySlope === null ? null : latencySlope * 1e3,
  };
}

/** For each MAC, without what the other terms of the model make of the layer and of the inference. */
function slopeIn(measured: number | null, model: CostModel | undefined, work: CostedWork): number | null {
  if (measured === null || model === undefined) return null;
  const [slope = 0] = layerParts(model, work);
  const besides = layerCost(model, work) - slope + model.perInference;
  return (measured - besides) / work.macs;
}

const modelled = (model: CostModel, { works }: Measurement): number =>
  works.reduce((sum, work) => sum + layerCost(model, work), model.perInference);

/** (measured - modelled) / modelled; null where nothing was measured or the model says that it costs nothing. */
const relative = (measured: number | null, model: number | null): number | null =>
  measured === null || model === null || model === 0 ? null : (measured - model) / model;
