import {
  boardCosts,
  bytesPerElement,
  costedWork,
  joules,
  qualityOf,
  rememberAll,
  seconds,
  withMeasurements,
  type FittedCost,
  type MeasuredBlock,
  type Network,
  type Tier,
  type TierCosts,
  type Watts,
} from '../../core/index.js';
import { toCostModel, type CostModelDto } from '../../boards/index.js';
import { ProblemError } from '../../platform/problems/problem.js';
import { layerFinder } from '../layer-names.js';
import type { TierCoefficients } from '../priced-plans.js';
import { refusal } from '../refusal.js';
import type { InlineCoefficientsDto, MeasuredBlockDto } from './tier.dto.js';

/** Coefficients of the request's own. Throws a `ProblemError` for what makes no model. */
export function toTierCoefficients(dto: InlineCoefficientsDto, pointer: string): TierCoefficients {
  const entered = (model: CostModelDto, at: string): FittedCost => ({
    model: toCostModel(model, `${pointer}/${at}`),
    statistics: null,
  });
  const latency = entered(dto.latency, 'latency');
  const energy = dto.energy === undefined ? null : entered(dto.energy, 'energy');
  return {
    latency,
    energy,
    precision: dto.precision,
    batch: dto.batch,
    boundary: dto.boundary ?? null,
    fusesActivations: dto.fusesActivations,
    quality: qualityOf([energy, latency]),
    stored: null,
  };
}

/** Throws a `ProblemError` for a layer that is not there, stands in two blocks, or of which nothing was measured. */
export function toMeasuredBlocks(
  dtos: readonly MeasuredBlockDto[],
  network: Network,
  pointer: string,
): MeasuredBlock[] {
  const find = layerFinder(network);
  const seen = new Set<number>();
  return dtos.map(({ layers: names, latencyMs, energyJ }, index) => {
    const at = `${pointer}/${index}`;
    if (latencyMs === undefined && energyJ === undefined) {
      throw refusal(at, 'got neither latencyMs nor energyJ', 'at least one of them');
    }
    const layers = names.map((name, k) => {
      const layer = find(name, `${at}/layers/${k}`);
      if (seen.has(layer))
        throw refusal(`${at}/layers/${k}`, `got '${name}' a second time`, 'each layer once');
      seen.add(layer);
      return layer;
    });
    return {
      layers,
      latency: latencyMs === undefined ? null : seconds(latencyMs / 1e3),
      energy: energyJ === undefined ? null : joules(energyJ),
    };
  });
}

export interface TierParts {
  readonly coefficients: TierCoefficients | null;
  readonly measured: readonly MeasuredBlock[];
  readonly idlePower: Watts | null;
  readonly mode: string | null;
}

/** A tier in one power mode. Throws a `ProblemError` where its latency is not known. */
export function toTier(network: Network, parts: TierParts, pointer: string): Tier {
  const { coefficients, measured, idlePower, mode } = parts;
  const modelled =
    coefficients === null ? nothingModelled(network) : modelledCosts(network, coefficients, pointer);
  if (coefficients === null) checkAllMeasured(network, measured, pointer);
  return {
    costs: measured.length === 0 ? modelled : withMeasurements(modelled, measured),
    idlePower,
    elementBytes: bytesPerElement(coefficients?.precision ?? 'fp32'),
    ...(mode !== null && { mode }),
  };
}

function modelledCosts(network: Network, coefficients: TierCoefficients, pointer: string): TierCosts {
  if (coefficients.latency === null) {
    throw new ProblemError('no-coefficient-set', 'there are no latency coefficients for what was asked', [
      { pointer, detail: 'got a coefficient set without latency', accepted: 'a set with latency' },
    ]);
  }
  return costsOf(network, coefficients);
}

/** Computed once for a network and the coefficients of a stored set. */
const costsOf = rememberAll((network: Network, coefficients: TierCoefficients): TierCosts => {
  const { latency, energy } = coefficients;
  return boardCosts(network, { energy: energy?.model ?? null, latency: latency!.model }, coefficients);
});

/** Costs of nothing, for measurements to take the place of. */
const nothingModelled = ({ layers }: Network): TierCosts => ({
  latency: { standalone: new Float64Array(layers.length), perInference: 0 },
  energy: null,
  fusedInto: new Int32Array(layers.length).fill(-1),
});

/** Layers that move no data cost nothing, measured or not. */
function checkAllMeasured(network: Network, measured: readonly MeasuredBlock[], pointer: string): void {
  const known = new Set(measured.flatMap(({ layers, latency }) => (latency === null ? [] : layers)));
  const missing = network.layers.filter(
    (layer, index) => !known.has(index) && costedWork(network, layer, 'fp32') !== null,
  );
  if (missing.length === 0) return;
  const shown = missing.slice(0, 5).map(({ name }) => `'${name}'`);
  const names = `${shown.join(', ')}${missing.length > shown.length ? `, ... (${missing.length})` : ''}`;
  throw new ProblemError('unmeasured-layers', `${names}: the latency is neither measured nor modelled`, [
    {
      pointer: `${pointer}/measurements`,
      detail: `got no latency of ${names}`,
      accepted:
        'a latency of every layer that moves data, or a board or coefficients beside the measurements',
    },
  ]);
}
