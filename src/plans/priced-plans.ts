import type { StoredBoard, StoredCoefficientSet } from '../boards/index.js';
import type {
  Boundary,
  CoefficientSet,
  Constraints,
  Evaluation,
  MeasuredBlock,
  Network,
  Objective,
  SplitProblem,
  Tier,
  TierName,
  Watts,
} from '../core/index.js';
import type { NetworkIdentity } from '../networks/index.js';
import type { WarningDto } from './plan-answer.dto.js';
import type { UsedLinkDto } from './links/link.dto.js';

/** Coefficients of a stored set, or of a request's own. */
export interface TierCoefficients extends Pick<
  CoefficientSet,
  'precision' | 'batch' | 'fusesActivations' | 'energy' | 'latency' | 'quality'
> {
  /** Null where it is not known. */
  readonly boundary: Boundary | null;
  /** Null of a request's own. */
  readonly stored: StoredCoefficientSet | null;
}

/** A tier in one of the power modes that it may run in. */
export interface PricedMode {
  /** Null where measurements say all. */
  readonly coefficients: TierCoefficients | null;
  readonly tier: Tier;
}

/** What a tier is computed with. */
export interface PricedTier {
  readonly role: TierName;
  /** Null where the request says all. */
  readonly board: StoredBoard | null;
  readonly idlePower: Watts | null;
  readonly measured: readonly MeasuredBlock[];
  /** At least one. */
  readonly modes: readonly PricedMode[];
}

/** The links of a plan, as they were resolved. */
export interface UsedLinks {
  readonly link: UsedLinkDto;
  readonly backhaul: UsedLinkDto | null;
  readonly directLink: UsedLinkDto | null;
}

/** A network to divide, with everything that its division is priced with. */
export interface PricedProblem {
  readonly network: Network;
  readonly identity: NetworkIdentity;
  /** Device, edge and perhaps cloud, in this order. */
  readonly tiers: readonly PricedTier[];
  readonly links: UsedLinks;
  readonly problem: SplitProblem;
  readonly constraints: Constraints;
  /** Of what comes out at the end of the network; null when it is not known. */
  readonly finalAccuracy: number | null;
  /** What to know before trusting the figures. */
  readonly warnings: readonly WarningDto[];
}

/** Everything that an answer is made of. */
export interface PricedPlans extends PricedProblem {
  readonly evaluation: Evaluation;
  /** Whether the evaluation leaves nothing out. */
  readonly complete: boolean;
  readonly objective: Objective;
}
