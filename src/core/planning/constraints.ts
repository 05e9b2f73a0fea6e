import { cutHolds } from '../network/cuts/index.js';
import type { Bytes, Joules, Seconds } from '../units.js';
import type { Evaluation } from './evaluate.js';
import { macsByCut, memoryBetween, memoryByCut } from './memory.js';
import type { TierName } from './tier.js';

/** What a plan must keep to; absent ones do not bind. */
export interface Constraints {
  readonly maxLatency?: Seconds;
  readonly maxDeviceEnergy?: Joules;
  /** Weights and activations at their peak. */
  readonly maxDeviceMemory?: Bytes;
  readonly maxEdgeMemory?: Bytes;
  /** Whether the network's input must not leave the device. */
  readonly inputStaysOnDevice?: boolean;
  /** Share of the MACs that the device runs, 0 to 1. */
  readonly minDeviceShare?: number;
  readonly maxDeviceShare?: number;
  readonly pinned?: readonly PinnedLayer[];
}

export interface PinnedLayer {
  /** Index of the layer. */
  readonly layer: number;
  readonly tier: TierName;
}

export type ConstraintName = keyof Constraints;

/** One constraint over all candidates: a candidate keeps to it when its value is at most the limit. */
export interface Bound {
  readonly name: ConstraintName;
  readonly limit: number;
  /** By candidate; NaN where it is not known, which no limit allows. */
  readonly values: Float64Array;
}

/** How a constraint becomes a bound; a new one is a row here. */
const RULES: {
  readonly [Name in ConstraintName]: (
    evaluation: Evaluation,
    asked: NonNullable<Constraints[Name]>,
  ) => Omit<Bound, 'name'> | null;
} = {
  maxLatency: ({ latency }, limit) => ({ limit, values: latency }),
  maxDeviceEnergy: ({ deviceEnergy }, limit) => ({ limit, values: deviceEnergy }),
  maxDeviceMemory: (evaluation, limit) => ({ limit, values: deviceMemory(evaluation) }),
  maxEdgeMemory: (evaluation, limit) => ({ limit, values: edgeMemory(evaluation) }),
  inputStaysOnDevice: (evaluation, asked) => (asked ? { limit: 0, values: sendsInput(evaluation) } : null),
  minDeviceShare: (evaluation, least) => ({
    limit: -least,
    values: deviceShares(evaluation).map((share) => -share),
  }),
  maxDeviceShare: (evaluation, limit) => ({ limit, values: deviceShares(evaluation) }),
  pinned: (evaluation, pins) => ({ limit: 0, values: misplaced(evaluation, pins) }),
};

type AnyRule = (evaluation: Evaluation, asked: unknown) => Omit<Bound, 'name'> | null;

/** The constraints that bind, in the order of `Constraints`. */
export function boundsOf(evaluation: Evaluation, constraints: Constraints): Bound[] {
  return (Object.keys(RULES) as ConstraintName[]).flatMap((name) => {
    const asked = constraints[name];
    // Rule and value have the same name, which the compiler does not see through a union of names.
    const bound = asked === undefined ? null : (RULES[name] as AnyRule)(evaluation, asked);
    return bound === null ? [] : [{ name, ...bound }];
  });
}

const byCandidate = (evaluation: Evaluation, value: (candidate: number) => number): Float64Array =>
  Float64Array.from({ length: evaluation.count }, (_, k) => value(k));

function deviceMemory(evaluation: Evaluation): Float64Array {
  const { choice, first, pricings, problem } = evaluation;
  const byChoice = pricings.map((pricing) => memoryByCut(problem.cuts, pricing.choice.device).inside);
  return byCandidate(evaluation, (k) => byChoice[choice[k]!]![first[k]!]!);
}

function edgeMemory(evaluation: Evaluation): Float64Array {
  const { choice, first, second, pricings, problem } = evaluation;
  const { cuts } = problem;
  const byChoice = pricings.map((pricing) => memoryByCut(cuts, pricing.choice.edge).outside);
  return byCandidate(evaluation, (k) =>
    second[k] === cuts.count - 1
      ? byChoice[choice[k]!]![first[k]!]!
      : memoryBetween(cuts, pricings[choice[k]!]!.choice.edge, first[k]!, second[k]!),
  );
}

const sendsInput = (evaluation: Evaluation): Float64Array =>
  byCandidate(
    evaluation,
    (k) => evaluation.pricings[evaluation.choice[k]!]!.inputs.any[evaluation.first[k]!]!,
  );

/** A network without MACs is wholly on the device. */
function deviceShares(evaluation: Evaluation): Float64Array {
  const { inside } = macsByCut(evaluation.problem.cuts);
  const total = inside.at(-1)!;
  return byCandidate(evaluation, (k) => (total === 0 ? 1 : inside[evaluation.first[k]!]! / total));
}

/** How many of the pinned layers run elsewhere. */
function misplaced(
  { problem: { cuts }, first, second, ...evaluation }: Evaluation,
  pins: readonly PinnedLayer[],
) {
  const tierOf = (k: number, layer: number): TierName =>
    cutHolds(cuts, first[k]!, layer) ? 'device' : cutHolds(cuts, second[k]!, layer) ? 'edge' : 'cloud';
  return Float64Array.from(
    { length: evaluation.count },
    (_, k) => pins.filter(({ layer, tier }) => tierOf(k, layer) !== tier).length,
  );
}
