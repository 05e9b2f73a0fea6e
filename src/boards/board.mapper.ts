import { bytes, bytesPerSecond, watts } from '../core/index.js';
import type { Board, BoardWithSets, StoredBoard } from './board.js';
import type { BoardDto, BoardProfileDto } from './board.dto.js';
import type { BoardEntity } from './board.entity.js';
import { toCoefficientSetSummary } from './coefficient-sets/coefficient-set.mapper.js';

export function toBoard(entity: BoardEntity): StoredBoard {
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
    updatedAt: entity.updatedAt,
  };
}

export function toBoardEntity(board: Board): Omit<BoardEntity, 'updatedAt'> {
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

export const fromProfileDto = (id: string, dto: BoardProfileDto): Board => ({
  id,
  name: dto.name,
  memory: dto.memoryBytes ? { value: bytes(dto.memoryBytes.value), source: dto.memoryBytes.source } : null,
  memoryBandwidth: dto.memoryBandwidthBytesPerS
    ? {
        value: bytesPerSecond(dto.memoryBandwidthBytesPerS.value),
        source: dto.memoryBandwidthBytesPerS.source,
      }
    : null,
  peakRates: (dto.peakRates ?? []).map(({ precision, opsPerS, source }) => ({
    precision,
    value: opsPerS,
    source,
  })),
  idlePower: dto.idlePowerW ? { value: watts(dto.idlePowerW.value), source: dto.idlePowerW.source } : null,
  powerModes: { value: dto.powerModes, source: dto.powerModesSource },
});

export const toBoardDto = ({ board, coefficientSets }: BoardWithSets): BoardDto => ({
  id: board.id,
  name: board.name,
  memoryBytes: board.memory && { value: board.memory.value, source: board.memory.source },
  memoryBandwidthBytesPerS: board.memoryBandwidth && {
    value: board.memoryBandwidth.value,
    source: board.memoryBandwidth.source,
  },
  peakRates: board.peakRates.map(({ precision, value, source }) => ({ precision, opsPerS: value, source })),
  idlePowerW: board.idlePower && { value: board.idlePower.value, source: board.idlePower.source },
  powerModes: [...board.powerModes.value],
  powerModesSource: board.powerModes.source,
  updatedAt: board.updatedAt.toISOString(),
  coefficientSets: coefficientSets.map(toCoefficientSetSummary),
});
