import {
  bytes,
  joules,
  seconds,
  type ConstraintName,
  type ConstraintReport,
  type Constraints,
  type Network,
  type PinnedLayer,
  type Violation,
} from '../core/index.js';
import type { ConstraintField, ConstraintsDto, PinnedLayerDto } from './constraints.dto.js';
import { layerFinder } from './layer-names.js';
import { refusal } from './refusal.js';
import type { ConstraintReportDto, ViolationDto } from './plan-answer.dto.js';

/** Throws a `ProblemError` for a pinned layer that the network does not have, and for a tier that there is none of. */
export function toConstraints(
  dto: ConstraintsDto,
  { network, hasCloud }: { readonly network: Network; readonly hasCloud: boolean },
): Constraints {
  const { maxLatencyMs, maxDeviceEnergyJ, maxDeviceMemoryBytes, maxEdgeMemoryBytes, pinned } = dto;
  return {
    ...(maxLatencyMs !== undefined && { maxLatency: seconds(maxLatencyMs / 1e3) }),
    ...(maxDeviceEnergyJ !== undefined && { maxDeviceEnergy: joules(maxDeviceEnergyJ) }),
    ...(maxDeviceMemoryBytes !== undefined && { maxDeviceMemory: bytes(maxDeviceMemoryBytes) }),
    ...(maxEdgeMemoryBytes !== undefined && { maxEdgeMemory: bytes(maxEdgeMemoryBytes) }),
    ...(dto.inputStaysOnDevice !== undefined && { inputStaysOnDevice: dto.inputStaysOnDevice }),
    ...(dto.minDeviceShare !== undefined && { minDeviceShare: dto.minDeviceShare }),
    ...(dto.maxDeviceShare !== undefined && { maxDeviceShare: dto.maxDeviceShare }),
    ...(pinned && { pinned: toPins(pinned, network, hasCloud) }),
  };
}

function toPins(pins: readonly PinnedLayerDto[], network: Network, hasCloud: boolean): PinnedLayer[] {
  const find = layerFinder(network);
  const stray = hasCloud ? -1 : pins.findIndex(({ tier }) => tier === 'cloud');
  if (stray >= 0) throw refusal(`/constraints/pinned/${stray}/tier`, "got 'cloud'", 'a tier of the request');
  return pins.map(({ layer, tier }, index) => ({
    layer: find(layer, `/constraints/pinned/${index}/layer`),
    tier,
  }));
}

/** How a constraint is written, and the factor from the unit of the core to its own. */
const WRITTEN: Readonly<Record<ConstraintName, { field: ConstraintField; factor: number }>> = {
  maxLatency: { field: 'maxLatencyMs', factor: 1e3 },
  maxDeviceEnergy: { field: 'maxDeviceEnergyJ', factor: 1 },
  maxDeviceMemory: { field: 'maxDeviceMemoryBytes', factor: 1 },
  maxEdgeMemory: { field: 'maxEdgeMemoryBytes', factor: 1 },
  inputStaysOnDevice: { field: 'inputStaysOnDevice', factor: 1 },
  minDeviceShare: { field: 'minDeviceShare', factor: -1 },
  maxDeviceShare: { field: 'maxDeviceShare', factor: 1 },
  pinned: { field: 'pinned', factor: 1 },
};

export const toConstraintReport = (report: ConstraintReport): ConstraintReportDto => ({
  ...toViolation(report),
  isKept: report.isKept,
  neededLimit: written(report.neededLimit, WRITTEN[report.name].factor),
});

/** What a constraint asks, and what there is, as a request writes them. */
export function toViolation({ name, limit, value }: Violation): ViolationDto {
  const { field, factor } = WRITTEN[name];
  return { name: field, limit: limit * factor, value: written(value, factor) };
}

const written = (value: number | null, factor: number): number | null =>
  value === null ? null : value * factor;
