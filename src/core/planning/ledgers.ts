import { FAR, writeFarSide, type FarSide } from './far-side.js';
import { NEAR, writeFirstHop, writeLoad, writeNearSide, type NearSide } from './near-side.js';
import { pairsBetween, pairsByCut, type CutPairs } from './places.js';
import type { Pricing } from './pricing.js';

/**
 * The ledgers of candidates of one choice, in two sides: nearly every item follows from one of the two cuts, and is
 * written once for all pairs with it. What the edge computes follows from both, and is read off its costs.
 */
export interface Ledgers {
  readonly pricing: PricingAtPoint;
  readonly pairs: CutPairs;
  /** Whether the rows of the sides are those of `pairsByCut`, and not one a pair. */
  readonly isByCut: boolean;
  readonly near: NearSide;
  /** A single row of nothing where there is no cloud. */
  readonly far: FarSide;
}

/** A pricing whose link and load change from point to point. */
interface PricingAtPoint extends Omit<Pricing, 'hop' | 'edgeSlowdown'> {
  hop: Pricing['hop'];
  edgeSlowdown: number;
}

type Memory = Pick<Ledgers, 'isByCut' | 'near' | 'far'>;

const emptySides = (rows: number, hasCloud: boolean): Pick<Memory, 'near' | 'far'> => ({
  near: new Float64Array(rows * NEAR.width),
  far: new Float64Array((hasCloud ? rows : 1) * FAR.width),
});

/** Ledgers of pairs in memory of their own. */
export function ledgersOf(pricing: Pricing, pairs: CutPairs): Ledgers {
  const isByCut = sharesCuts(pricing, pairs);
  const rows = isByCut ? 2 * pricing.cuts.count : pairs.first.length;
  return writeLedgers({ ...pricing }, pairs, { isByCut, ...emptySides(rows, pricing.cloud !== null) });
}

const ONE = { first: new Uint32Array(1), second: new Uint32Array(1) };
const ONE_ROW = { isByCut: false, ...emptySides(1, true) };

/** The ledger of one pair, in memory that the next one is written to. */
export function ledgersOfOne(pricing: Pricing, first: number, second: number): Ledgers {
  [ONE.first[0], ONE.second[0]] = [first, second];
  return writeLedgers(pricing, ONE, ONE_ROW);
}

/** Changes ledgers to those at another link and load. */
export function changeLedgers(
  { pricing, pairs, isByCut, near }: Ledgers,
  { hop, edgeSlowdown }: Pick<Pricing, 'hop' | 'edgeSlowdown'>,
): void {
  const isOtherLoad = edgeSlowdown !== pricing.edgeSlowdown;
  pricing.hop = hop;
  pricing.edgeSlowdown = edgeSlowdown;
  const rows = isByCut ? pairsByCut(pricing.cuts).byFirst : pairs;
  if (isOtherLoad) writeLoad(pricing, rows, near);
  writeFirstHop(pricing, rows, near);
}

/** Whether a row a cut and not a pair is worth the while. */
const sharesCuts = ({ cuts }: Pricing, { first }: CutPairs): boolean => first.length > 4 * cuts.count;

function writeLedgers(pricing: Pricing, pairs: CutPairs, memory: Memory): Ledgers {
  const { isByCut, near, far } = memory;
  const rows = isByCut ? pairsByCut(pricing.cuts) : { byFirst: pairs, bySecond: pairs };
  writeNearSide(pricing, rows.byFirst, near);
  if (pricing.cloud !== null) writeFarSide(pricing, rows.bySecond, far);
  return { pricing, pairs, ...memory };
}

/** Rows of the memory that is written to again and again, and those of them that are used for a row a pair: they stay in a fast one. */
const [ROWS, PAIRS_AT_A_TIME] = [1024, 128];

const [TWO_TIERS, THREE_TIERS] = [emptySides(ROWS, false), emptySides(ROWS, true)];

/** Ledgers of all pairs, some at a time from pair `start` on: the next ones are written to the same memory. */
export function* ledgersInTurn(
  pricing: Pricing,
  pairs: CutPairs,
): Generator<{ readonly start: number; readonly ledgers: Ledgers }> {
  const { length } = pairs.first;
  const isByCut = 2 * pricing.cuts.count <= ROWS && sharesCuts(pricing, pairs);
  const memory = { isByCut, ...(pricing.cloud === null ? TWO_TIERS : THREE_TIERS) };
  const most = isByCut ? length : PAIRS_AT_A_TIME;
  for (let start = 0; start < length; start += most) {
    yield { start, ledgers: writeLedgers(pricing, pairsBetween(pairs, start, start + most), memory) };
  }
}
