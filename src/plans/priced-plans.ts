import type { BoardWithSet } from '../boards/index.js';
import type { Constraints, Evaluation, Network, Objective, Watts } from '../core/index.js';

/** A board with the coefficients and the idle power that a plan is computed with. */
export interface PricedTier extends BoardWithSet {
  readonly idlePower: Watts | null;
}

/** Everything that an answer is made of. */
export interface PricedPlans {
  readonly network: Network;
  readonly device: PricedTier;
  readonly edge: PricedTier;
  readonly evaluation: Evaluation;
  readonly objective: Objective;
  readonly constraints: Constraints;
}
