import type { BoardWithSet } from '../boards/index.js';
import type { Constraints, Evaluation, Network, Objective, SplitProblem, Watts } from '../core/index.js';
import type { WarningDto } from './plan-answer.dto.js';

/** A board with the coefficients and the idle power that a plan is computed with. */
export interface PricedTier extends BoardWithSet {
  readonly idlePower: Watts | null;
}

/** A network to divide, with everything that its division is priced with. */
export interface PricedProblem {
  readonly network: Network;
  readonly device: PricedTier;
  readonly edge: PricedTier;
  readonly problem: SplitProblem;
  readonly constraints: Constraints;
  /** What to know before trusting the figures. */
  readonly warnings: WarningDto[];
}

/** Everything that an answer is made of. */
export interface PricedPlans extends PricedProblem {
  readonly evaluation: Evaluation;
  readonly objective: Objective;
}
