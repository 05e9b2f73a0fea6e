import type { LayerCosts } from '../cost/board-costs.js';
import type { Joules, Seconds, Watts } from '../units.js';

/** What a network's layers cost on a board; `BoardCosts` are such. */
export interface TierCosts {
  readonly latency: LayerCosts;
  /** Null when only latency was measured: every energy that the board has a part in is then unknown. */
  readonly energy: LayerCosts | null;
  /** By layer: the layer into which the runtime fuses it, or -1. Free on the board of that layer. */
  readonly fusedInto: Int32Array;
}

export const TIER_NAMES = ['device', 'edge', 'cloud'] as const;
export type TierName = (typeof TIER_NAMES)[number];

/** A board in its part of a plan, in one power mode. */
export interface Tier {
  readonly costs: TierCosts;
  /** Power of the board while it waits; null when unknown, and then not counted. */
  readonly idlePower: Watts | null;
  /** Bytes of a weight in the arithmetic that it computes in. */
  readonly elementBytes: number;
  /** What tells the power modes of one board apart. */
  readonly mode?: string;
  /** By early exit of the problem: what its head takes the board for each inference that gets there; nothing where absent. */
  readonly heads?: readonly ExtraCost[];
}

/** A cost of work beside the layers; null for an energy that is not known. */
export interface ExtraCost {
  readonly latency: Seconds;
  readonly energy: Joules | null;
}

export const NO_COST: ExtraCost = { latency: 0 as Seconds, energy: 0 as Joules };
