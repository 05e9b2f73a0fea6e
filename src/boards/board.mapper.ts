import { bytes, bytesPerSecond, watts } from '../core/index.js';
import type { Board, BoardVersion, BoardWithSets, StoredBoard } from './board.js';
import type { BoardDto, BoardProfileDto, BoardVersionDto } from './board.dto.js';
import type { BoardVersionEntity } from './board.entity.js';
import { toCoefficientSetSummary } from './coefficient-sets/coefficient-set.mapper.js';

export function toBoardVersion(entity: BoardVersionEntity): BoardVersion {
  const { boardId: id, version, name, memoryBytes, memorySource, idlePowerW, idlePowerSource } = entity;
  const { memoryBandwidthBytesPerS: bandwidth, memoryBandwidthSource } = entity;
  return {
    id,
    version,
    name,
    memory: memoryBytes === null ? null : { value: bytes(memoryBytes), source: memorySource! },
    memoryBandwidth:
      bandwidth === null ? null : { value: bytesPerSecond(bandwidth), source: memoryBandwidthSource! },
    peakRates: entity.peakRates.map(({ precision, value, source }) => ({ precision, value, source })),
    idlePower: idlePowerW === null ? null : { value: watts(idlePowerW), source: idlePowerSource! },
    powerModes: { value: entity.powerModes, source: entity.powerModesSource },
    createdAt: entity.createdAt,
  };
}

/** Of an entity that was read with its board. */
export const toStoredBoard = (entity: BoardVersionEntity): StoredBoard => ({
  ...toBoardVersion(entity),
  state: entity.board!.state,
});

export function toBoardVersionEntity(
  board: Board,
  version: number,
): Omit<BoardVersionEntity, 'board' | 'createdAt'> {
  const { id, name, memory, memoryBandwidth, peakRates, idlePower, powerModes } = board;
  return {
    boardId: id,
    version,
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
  ...toBoardVersionDto(board),
  updatedAt: board.createdAt.toISOString(),
  coefficientSets: coefficientSets.map(toCoefficientSetSummary),
});

export const toBoardVersionDto = (board: BoardVersion): BoardVersionDto => ({
  id: board.id,
  version: board.version,
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
  createdAt: board.createdAt.toISOString(),
});
