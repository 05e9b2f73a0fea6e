import { setWarnings, type StoredCoefficientSet } from '../boards/index.js';
import {
  carbonOf,
  costByPart,
  dominantOf,
  estimateNetwork,
  inferencesFrom,
  layerIntervals,
  joules,
  LAYER_PARTS,
  NETWORK_PARTS,
  sumOf,
  totalWorkload,
  wattHours,
  type CostEstimate,
  type CostModel,
  type Network,
  type NetworkEstimate,
  type NetworkPart,
} from '../core/index.js';
import type {
  EstimateDto,
  EstimateWarningDto,
  FiguresDto,
  LayerEstimateDto,
  NetworkPartDto,
  NetworkTotalsDto,
} from './estimate-answer.dto.js';
import type { EstimateRequestDto } from './estimate-request.dto.js';
import { setName } from './set-name.js';

/** What an answer says of an estimate beside its figures. */
export type EstimateOptions = Pick<EstimateRequestDto, 'layers' | 'batteryWh' | 'gridGCo2PerKWh'>;

export function toNetworkTotals(network: Network): NetworkTotalsDto {
  const { macs, weightElements } = totalWorkload(network);
  return { name: network.name, layers: network.layers.length, macs, weights: weightElements };
}

/** One network on one board. */
export function toEstimate(
  network: Network,
  set: StoredCoefficientSet,
  options: EstimateOptions,
): Omit<EstimateDto, 'network' | 'board'> {
  const estimate = estimateNetwork(network, set, set);
  const { energy, latency } = estimate;
  const { macs } = totalWorkload(network);
  return {
    ...toFigures(estimate),
    energyPerMacJ: energy === null || macs === 0 ? null : energy.total / macs,
    parts: toNetworkParts(set, estimate),
    dominatesEnergy: energy && dominantOf(network, estimate, energy),
    dominatesLatency: latency && dominantOf(network, estimate, latency),
    ...toUses(energy, options),
    ...(options.layers && { layers: toLayers(network, set, estimate) }),
    warnings: warningsOf(network, set, options),
  };
}

/** A cost and its interval, as far as they are known. */
type Figure = Pick<CostEstimate, 'total' | 'interval'> | null;

export const toFigures = ({
  energy,
  latency,
}: Readonly<Record<'energy' | 'latency', Figure>>): FiguresDto => ({
  energyJ: energy?.total ?? null,
  energyP5J: energy?.interval?.p5 ?? null,
  energyP95J: energy?.interval?.p95 ?? null,
  latencyMs: milliseconds(latency?.total),
  latencyP5Ms: milliseconds(latency?.interval?.p5),
  latencyP95Ms: milliseconds(latency?.interval?.p95),
});

const milliseconds = (value: number | undefined): number | null => (value === undefined ? null : value * 1e3);

/** Parts that one of the two models has. */
const partsIn = <Part extends NetworkPart>(
  parts: readonly Part[],
  set: StoredCoefficientSet,
): readonly Part[] =>
  parts.filter((part) =>
    [set.energy, set.latency].some((fitted) => fitted !== null && hasPart(fitted.model, part)),
  );

const hasPart = (model: CostModel, part: NetworkPart): boolean =>
  part === 'slope' ? Object.values(model.slopes).some((slope) => slope !== null) : (model[part] ?? 0) !== 0;

function toNetworkParts(set: StoredCoefficientSet, { energy, latency }: NetworkEstimate): NetworkPartDto[] {
  const [energies, latencies] = [energy && costByPart(energy), latency && costByPart(latency)];
  return partsIn(NETWORK_PARTS, set).map((part) => {
    const index = NETWORK_PARTS.indexOf(part);
    return {
      part,
      energyJ: energies?.[index] ?? null,
      latencyMs: latencies && latencies[index]! * 1e3,
      energyShare: energies && shareOf(energies[index]!, energy!),
      latencyShare: latencies && shareOf(latencies[index]!, latency!),
    };
  });
}

const shareOf = (cost: number, { total }: CostEstimate): number => (total === 0 ? 0 : cost / total);

function toUses(
  energy: CostEstimate | null,
  { batteryWh, gridGCo2PerKWh }: EstimateOptions,
): Pick<EstimateDto, 'inferencesPerWh' | 'inferencesPerBattery' | 'carbonGCo2'> {
  const perInference = energy === null || energy.total === 0 ? null : joules(energy.total);
  const lasting = (wh: number): number | null => perInference && inferencesFrom(wattHours(wh), perInference);
  return {
    ...(batteryWh !== undefined && {
      inferencesPerWh: lasting(1),
      inferencesPerBattery: lasting(batteryWh),
    }),
    ...(gridGCo2PerKWh !== undefined && {
      carbonGCo2: energy && carbonOf(joules(energy.total), gridGCo2PerKWh),
    }),
  };
}

function toLayers(
  network: Network,
  set: StoredCoefficientSet,
  estimate: NetworkEstimate,
): LayerEstimateDto[] {
  const { layers, energy, latency } = estimate;
  const parts = partsIn(LAYER_PARTS, set);
  const [energyIntervals, latencyIntervals] = [
    energy && layerIntervals(estimate, energy, set.energy!),
    latency && layerIntervals(estimate, latency, set.latency!),
  ];
  return network.layers.map(({ name, operation, workload }, index) => {
    const { work, fusedInto } = layers[index]!;
    const costs = (cost: CostEstimate | null) => cost && (cost.layers[index] ?? LAYER_PARTS.map(() => 0));
    const [energies, latencies] = [costs(energy), costs(latency)];
    const [energyJ, latencyS] = [energies && sumOf(energies), latencies && sumOf(latencies)];
    const hasMacs = work !== null && work.macs > 0;
    return {
      name,
      kind: operation.kind,
      layerClass: work?.layerClass ?? null,
      fusedInto: fusedInto === null ? null : network.layers[fusedInto]!.name,
      macs: workload.macs,
      kernels: hasMacs ? work.kernels : null,
      slopePerMacJ: hasMacs ? energies && energies[0]! / work.macs : null,
      slopePerMacMs: hasMacs ? latencies && (latencies[0]! * 1e3) / work.macs : null,
      energyJ,
      energyP5J: energyIntervals?.[index]?.p5 ?? null,
      energyP95J: energyIntervals?.[index]?.p95 ?? null,
      latencyMs: latencyS && latencyS * 1e3,
      latencyP5Ms: milliseconds(latencyIntervals?.[index]?.p5),
      latencyP95Ms: milliseconds(latencyIntervals?.[index]?.p95),
      energyShare: energyJ === null ? null : shareOf(energyJ, energy!),
      latencyShare: latencyS === null ? null : shareOf(latencyS, latency!),
      parts:
        work === null
          ? []
          : parts.map((part) => {
              const at = LAYER_PARTS.indexOf(part);
              return {
                part,
                energyJ: energies?.[at] ?? null,
                latencyMs: latencies && latencies[at]! * 1e3,
              };
            }),
    };
  });
}

function warningsOf(
  network: Network,
  set: StoredCoefficientSet,
  { batteryWh, gridGCo2PerKWh }: EstimateOptions,
): EstimateWarningDto[] {
  const asksForAll = batteryWh !== undefined || gridGCo2PerKWh !== undefined;
  return [
    ...setWarnings(setName(set), set, network),
    ...(asksForAll && set.energy !== null && set.boundary !== 'wall'
      ? [
          {
            code: 'part-of-the-device' as const,
            message:
              `The energy of ${setName(set)} was measured at the boundary '${set.boundary}': a battery or a grid ` +
              'also supplies what lies beyond it.',
          },
        ]
      : []),
  ];
}

/** Energies of boards that were measured at different points. */
export function boundaryWarnings(sets: readonly StoredCoefficientSet[]): EstimateWarningDto[] {
  const measured = sets.filter(({ energy }) => energy !== null);
  if (new Set(measured.map(({ boundary }) => boundary)).size < 2) return [];
  const listed = measured.map((set) => `'${set.boundary}' on ${setName(set)}`).join(', ');
  return [
    {
      code: 'mixed-boundaries',
      message: `Energies were measured at different points and do not compare from board to board: ${listed}.`,
    },
  ];
}
