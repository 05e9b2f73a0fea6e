import { Injectable } from '@nestjs/common';
import type { BoardWithSet, CoefficientSetChoice, StoredCoefficientSet } from '../../boards/index.js';
import {
  remember,
  watts,
  type MeasuredBlock,
  type Network,
  type TierName,
  type Watts,
} from '../../core/index.js';
import type { PricedMode, PricedTier, TierCoefficients } from '../priced-plans.js';
import { refusal } from '../refusal.js';
import { BoardSource } from '../sources.js';
import type { DeviceDto, TierDto } from './tier.dto.js';
import { toMeasuredBlocks, toTier, toTierCoefficients } from './tier.mapper.js';

/** What only a coefficient set of a board has. */
const CHOICES_OF_BOARDS = [
  'powerMode',
  'powerModes',
  'runtime',
  'precision',
  'batch',
  'boundary',
] as const satisfies readonly (keyof TierDto)[];

/** Finds what the tiers of a request are computed with. */
@Injectable()
export class TierReader {
  constructor(private readonly boards: BoardSource) {}

  /** Throws a `ProblemError` that names the field at fault. */
  async read(
    role: TierName,
    dto: TierDto & Pick<DeviceDto, 'idlePowerW'>,
    network: Network,
  ): Promise<PricedTier> {
    const pointer = `/${role}`;
    checkSources(dto, pointer);
    const measured = toMeasuredBlocks(dto.measurements ?? [], network, `${pointer}/measurements`);
    const given = dto.idlePowerW === undefined ? null : watts(dto.idlePowerW);
    const price = pricer(network, measured, pointer);
    if (dto.board === undefined) {
      const coefficients =
        dto.coefficients === undefined
          ? null
          : toTierCoefficients(dto.coefficients, `${pointer}/coefficients`);
      return { role, board: null, idlePower: given, measured, modes: [price(coefficients, given)] };
    }
    const chosen = await this.chooseSets(dto, dto.board, pointer);
    const { board } = chosen[0]!;
    const idlePower = given ?? board.idlePower?.value ?? null;
    const modes = chosen.map(({ coefficientSet }) => price(coefficientsOf(coefficientSet), idlePower));
    return { role, board, idlePower, measured, modes };
  }

  /** One set for each power mode, in the order of the request. */
  private async chooseSets(dto: TierDto, board: string, pointer: string): Promise<BoardWithSet[]> {
    const { powerModes } = dto;
    if (powerModes === undefined) return [await this.boards.choose(toChoice(dto, board), pointer)];
    const sets: BoardWithSet[] = [];
    for (const powerMode of new Set(powerModes)) {
      sets.push(await this.boards.choose(toChoice(dto, board, powerMode), pointer));
    }
    return sets;
  }
}

const toChoice = (dto: TierDto, board: string, powerMode = dto.powerMode): CoefficientSetChoice => {
  const { runtime, precision, batch, boundary } = dto;
  return {
    board,
    ...(powerMode !== undefined && { powerMode }),
    ...(runtime !== undefined && { runtime }),
    ...(precision !== undefined && { precision }),
    ...(batch !== undefined && { batch }),
    ...(boundary !== undefined && { boundary }),
  };
};

/** The same object for the same set, so that what was computed with it is found again. */
const coefficientsOf = remember((stored: StoredCoefficientSet): TierCoefficients => ({ stored, ...stored }));

const pricer =
  (network: Network, measured: readonly MeasuredBlock[], pointer: string) =>
  (coefficients: TierCoefficients | null, idlePower: Watts | null): PricedMode => {
    const mode = coefficients?.stored?.powerMode ?? null;
    return { coefficients, tier: toTier(network, { coefficients, measured, idlePower, mode }, pointer) };
  };

/** Throws a `ProblemError` unless it is clear where the costs come from. */
function checkSources(dto: TierDto, pointer: string): void {
  if (dto.board !== undefined && dto.coefficients !== undefined) {
    throw refusal(`${pointer}/coefficients`, 'got coefficients beside a board', 'one of the two');
  }
  if (dto.powerMode !== undefined && dto.powerModes !== undefined) {
    throw refusal(`${pointer}/powerModes`, 'got powerModes beside powerMode', 'one of the two');
  }
  if (dto.board !== undefined) return;
  const stray = CHOICES_OF_BOARDS.find((field) => dto[field] !== undefined);
  if (stray !== undefined) {
    throw refusal(`${pointer}/${stray}`, `got ${stray} without a board`, 'board beside it');
  }
  if (dto.coefficients === undefined && dto.measurements === undefined) {
    throw refusal(`${pointer}/board`, 'got nothing', 'a board, coefficients or measurements');
  }
}
