import {
  bytes,
  joules,
  seconds,
  type ConstraintName,
  type ConstraintReport,
  type Constraints,
  type Network,
} from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { ConstraintField, ConstraintsDto, PinnedLayerDto } from './constraints.dto.js';
import type { ConstraintReportDto } from './plan-answer.dto.js';

/** Throws a `ProblemError` for a pinned layer that the network does not have. */
export function toConstraints(dto: ConstraintsDto, network: Network): Constraints {
  const { maxLatencyMs, maxDeviceEnergyJ, maxDeviceMemoryBytes, maxEdgeMemoryBytes, pinned } = dto;
  return {
    ...(maxLatencyMs !== undefined && { maxLatency: seconds(maxLatencyMs / 1e3) }),
    ...(maxDeviceEnergyJ !== undefined && { maxDeviceEnergy: joules(maxDeviceEnergyJ) }),
    ...(maxDeviceMemoryBytes !== undefined && { maxDeviceMemory: bytes(maxDeviceMemoryBytes) }),
    ...(maxEdgeMemoryBytes !== undefined && { maxEdgeMemory: bytes(maxEdgeMemoryBytes) }),
    ...(dto.inputStaysOnDevice !== undefined && { inputStaysOnDevice: dto.inputStaysOnDevice }),
    ...(dto.minDeviceShare !== undefined && { minDeviceShare: dto.minDeviceShare }),
    ...(dto.maxDeviceShare !== undefined && { maxDeviceShare: dto.maxDeviceShare }),
    ...(pinned && { pinned: pinned.map((pin, index) => toPin(pin, index, network)) }),
  };
}

function toPin({ layer, tier }: PinnedLayerDto, index: number, { layers, name }: Network) {
  const place = layers.findIndex((candidate) => candidate.name === layer);
  if (place >= 0) return { layer: place, tier };
  throw new ProblemError('invalid-request', `pinned: network '${name}' has no layer '${layer}'`, [
    {
      pointer: `/constraints/pinned/${index}/layer`,
      detail: `got '${layer}'`,
      accepted: 'the name of a layer of the network',
    },
  ]);
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

export function toConstraintReport(report: ConstraintReport): ConstraintReportDto {
  const { field, factor } = WRITTEN[report.name];
  const written = (value: number | null): number | null => (value === null ? null : value * factor);
  return {
    name: field,
    limit: report.limit * factor,
    value: written(report.value),
    isKept: report.isKept,
    neededLimit: written(report.neededLimit),
  };
}
