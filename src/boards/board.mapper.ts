import { bytes, bytesPerSecond, watts, type FittedCost } from '../core/index.js';
import type { Board, BoardWithSets, StoredCoefficientSet } from './board.js';
import type { BoardDto, CoefficientSetSummaryDto, FitErrorDto } from './board.dto.js';
import type { BoardEntity } from './board.entity.js';
import type { CoefficientSetEntity } from './coefficient-set.entity.js';

export function toBoard(entity: BoardEntity): Board {
  const { id, name, memoryBytes, memorySource, idlePowerW, idlePowerSource } = entity;
  const { memoryBandwidthBytesPerS: bandwidth, memoryBandwidthSource } = entity;
  return {
    id,
    name,
    memory: memoryBytes === null ? null : { value: bytes(memoryBytes), source: memorySource! },
    memoryBandwidth:
      bandwidth === null ? null : { value: bytesPerSecond(bandwidth), source: memoryBandwidthSource! },
    peakRates: entity.peakRates.map(({ precision, value, source }) => ({ precision, value, source })),
    idlePower: idlePowerW === null ? null : { value: watts(idlePowerW), source: idlePowerSource! },
    powerModes: { value: entity.powerModes, source: entity.powerModesSource },
  };
}

export function toBoardEntity(board: Board): BoardEntity {
  const { id, name, memory, memoryBandwidth, peakRates, idlePower, powerModes } = board;
  return {
    id,
    name,
    memoryBytes: memory?.value ?? null,
    memorySource: memory?.source ?? null,
    memoryBandwidthBytesPerS: memoryBandwidth?.value ?? null,
    memoryBandwidthSource: memoryBandwidth?.source ?? null,
    peakRates: peakRates.map(({ precision, value, source }) => ({ precision, value, source })),
    idlePowerW: idlePower?.value ?? null,
    idlePowerSource: idlePower?.source ?? null,
    powerModes: [...powerModes.value],
    powerModesSource: powerModes.source,
  };
}

export const toCoefficientSet = (entity: CoefficientSetEntity): StoredCoefficientSet => ({
  boardId: entity.boardId,
  version: entity.version,
  powerMode: entity.powerMode,
  runtime: entity.runtime,
  precision: entity.precision,
  batch: entity.batch,
  boundary: entity.boundary,
  fusesActivations: entity.fusesActivations,
  energy: entity.energy,
  latency: entity.latency,
  provenance: entity.provenance,
  source: entity.source,
  quality: entity.quality,
  date: entity.date,
});

export const toCoefficientSetEntity = (
  set: StoredCoefficientSet,
  { active, seed }: { readonly active: boolean; readonly seed: string | null },
): Omit<CoefficientSetEntity, 'createdAt'> => ({
  boardId: set.boardId,
  version: set.version,
  powerMode: set.powerMode,
  runtime: set.runtime,
  precision: set.precision,
  batch: set.batch,
  boundary: set.boundary,
  fusesActivations: set.fusesActivations,
  energy: set.energy,
  latency: set.latency,
  provenance: set.provenance,
  source: set.source,
  quality: set.quality,
  date: set.date,
  active,
  seed,
});

export const toBoardDto = ({ board, coefficientSets }: BoardWithSets): BoardDto => ({
  id: board.id,
  name: board.name,
  memoryBytes: board.memory && { value: board.memory.value, source: board.memory.source },
  memoryBandwidthBytesPerS: board.memoryBandwidth && {
    value: board.memoryBandwidth.value,
    source: board.memoryBandwidth.source,
  },
  peakRates: board.peakRates.map(({ precision, value, source }) => ({ precision, value, source })),
  idlePowerW: board.idlePower && { value: board.idlePower.value, source: board.idlePower.source },
  powerModes: [...board.powerModes.value],
  coefficientSets: coefficientSets.map(toCoefficientSetSummary),
});

export const toCoefficientSetSummary = (set: StoredCoefficientSet): CoefficientSetSummaryDto => ({
  board: set.boardId,
  version: set.version,
  powerMode: set.powerMode,
  runtime: set.runtime,
  precision: set.precision,
  batch: set.batch,
  boundary: set.boundary,
  provenance: set.provenance,
  source: set.source,
  date: set.date,
  quality: set.quality,
  energyError: set.energy && toFitError(set.energy),
  latencyError: set.latency && toFitError(set.latency),
});

function toFitError({ statistics }: FittedCost): FitErrorDto | null {
  if (statistics === null) return null;
  const { rowCount, networkCount, validation, rSquared } = statistics;
  return {
    method: validation.method,
    rows: rowCount,
    networks: networkCount,
    medianError: validation.medianError,
    meanError: validation.meanError,
    rSquared,
  };
}
