import {
  qualityOf,
  type CoefficientSet,
  type CoefficientSetIdentity,
  type FittedCost,
} from '../../core/index.js';
import type { SetStatus, StoredCoefficientSet } from '../board.js';
import type { CoefficientSetDto, NewCoefficientSetDto, SetDescriptionDto } from './coefficient-set.dto.js';
import type { CoefficientSetEntity } from './coefficient-set.entity.js';
import type { CoefficientSetSummaryDto, FitErrorDto } from './coefficient-set-summary.dto.js';
import { toCostModel } from './cost-model.mapper.js';
import { toFitErrorDto, toFittedCostDto } from './statistics.mapper.js';

export const toCoefficientSet = (entity: CoefficientSetEntity): StoredCoefficientSet => ({
  boardId: entity.boardId,
  version: entity.version,
  status: statusOf(entity),
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

function statusOf({ active, activatedAt }: CoefficientSetEntity): SetStatus {
  if (active) return 'active';
  return activatedAt === null ? 'draft' : 'retired';
}

/** `activatedAt` is null for a draft. */
export const toCoefficientSetEntity = (
  set: CoefficientSet & { readonly version: number },
  { activatedAt, seed }: { readonly activatedAt: Date | null; readonly seed: string | null },
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
  active: activatedAt !== null,
  activatedAt,
  seed,
});

export const toCoefficientSetSummary = (set: StoredCoefficientSet): CoefficientSetSummaryDto => ({
  board: set.boardId,
  version: set.version,
  status: set.status,
  powerMode: set.powerMode,
  runtime: set.runtime,
  precision: set.precision,
  batch: set.batch,
  boundary: set.boundary,
  fusesActivations: set.fusesActivations,
  provenance: set.provenance,
  source: set.source,
  date: set.date,
  quality: set.quality,
  energyError: set.energy && toFitError(set.energy),
  latencyError: set.latency && toFitError(set.latency),
});

const toFitError = ({ statistics }: FittedCost): FitErrorDto | null =>
  statistics && toFitErrorDto(statistics);

export const toCoefficientSetDto = (set: StoredCoefficientSet): CoefficientSetDto => ({
  ...toCoefficientSetSummary(set),
  energy: set.energy && toFittedCostDto(set.energy),
  latency: set.latency && toFittedCostDto(set.latency),
});

/** What a request says that a set is to hold for. */
export const toIdentity = (
  boardId: string,
  dto: SetDescriptionDto,
): Omit<CoefficientSetIdentity, 'boundary'> => ({
  boardId,
  powerMode: dto.powerMode,
  runtime: dto.runtime,
  precision: dto.precision,
  batch: dto.batch ?? 1,
  fusesActivations: dto.fusesActivations ?? true,
});

/** The set that a request describes; `date` is the day of the entry. Throws a `ProblemError` (`invalid-request`). */
export function fromNewSetDto(boardId: string, dto: NewCoefficientSetDto, date: string): CoefficientSet {
  const entered = (cost: 'energy' | 'latency'): FittedCost | null => {
    const model = dto[cost];
    return model === undefined ? null : { model: toCostModel(model, `/${cost}`), statistics: null };
  };
  const energy = entered('energy');
  const latency = entered('latency');
  return {
    ...toIdentity(boardId, dto),
    boundary: dto.boundary,
    provenance: dto.provenance,
    source: dto.source,
    date,
    energy,
    latency,
    quality: qualityOf([energy, latency]),
  };
}
