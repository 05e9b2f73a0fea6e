import { Injectable } from '@nestjs/common';
import {
  chooseSet,
  type BoardWithSets,
  type CoefficientSetChoice,
  type StoredCoefficientSet,
} from '../../boards/index.js';
import {
  onceEach,
  remember,
  rememberAll,
  watts,
  type MeasuredBlock,
  type Network,
  type TierName,
  type Watts,
} from '../../core/index.js';
import { whenThere, type Soon } from '../../platform/soon.js';
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

type AnyTierDto = TierDto & Pick<DeviceDto, 'idlePowerW'>;

/** A tier as a request has it. */
interface AskedTier {
  readonly role: TierName;
  readonly dto: AnyTierDto;
}

/** Finds what the tiers of a request are computed with. */
@Injectable()
export class TierReader {
  constructor(private readonly boards: BoardSource) {}

  /**
   * The same object for the same description, network and board, so that what follows from it is found again. Throws a
   * `ProblemError` that names the field at fault.
   */
  read(role: TierName, dto: AnyTierDto, network: Network): Soon<PricedTier> {
    checkSources(dto, `/${role}`);
    const found = dto.board === undefined ? null : this.boards.named(dto.board, `/${role}/board`);
    return whenThere<BoardWithSets | null, PricedTier>(found, (board) => tiersOf(dto, network, board)(role));
  }
}

const tiersOf = rememberAll((dto: AnyTierDto, network: Network, board: BoardWithSets | null) =>
  onceEach((role: TierName) => tierOf(network, board, { role, dto })),
);

function tierOf(network: Network, found: BoardWithSets | null, asked: AskedTier): PricedTier {
  const { role, dto } = asked;
  const pointer = `/${role}`;
  const measured = toMeasuredBlocks(dto.measurements ?? [], network, `${pointer}/measurements`);
  const given = dto.idlePowerW === undefined ? null : watts(dto.idlePowerW);
  const price = pricer(network, measured, pointer);
  if (found === null) {
    const coefficients =
      dto.coefficients === undefined ? null : toTierCoefficients(dto.coefficients, `${pointer}/coefficients`);
    return { role, board: null, idlePower: given, measured, modes: [price(coefficients, given)] };
  }
  const { board } = found;
  const idlePower = given ?? board.idlePower?.value ?? null;
  const sets = toChoices(dto, board.id).map((choice) => chooseSet(found, choice, pointer).coefficientSet);
  return {
    role,
    board,
    idlePower,
    measured,
    modes: sets.map((set) => price(coefficientsOf(set), idlePower)),
  };
}

/** One for each power mode, in the order of the request. */
function toChoices(dto: TierDto, board: string): CoefficientSetChoice[] {
  const { powerMode, powerModes = [powerMode], runtime, precision, batch, boundary } = dto;
  return [...new Set(powerModes)].map((mode) => ({
    board,
    ...(mode !== undefined && { powerMode: mode }),
    ...(runtime !== undefined && { runtime }),
    ...(precision !== undefined && { precision }),
    ...(batch !== undefined && { batch }),
    ...(boundary !== undefined && { boundary }),
  }));
}

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
