import type { CutList } from '../network/cuts/index.js';
import type { Bytes, Joules, Seconds } from '../units.js';
import type { Evaluation } from './evaluate.js';
import { onceEach, rememberAll } from '../memo.js';
import { macsByCut, memoryBetween, memoryByCut } from './memory.js';
import { TIER_NAMES, type Tier, type TierName } from './tier.js';

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
  /** Index of the layer; one that depends on an input, for all others run wherever they are needed. */
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

const NO_BOUNDS: readonly Bound[] = [];

/** The constraints that bind, in the order of `Constraints`; computed once for both. */
export function boundsOf(evaluation: Evaluation, constraints: Constraints): readonly Bound[] {
  // Mostly there are none, and to remember that takes longer than to see it.
  const isFree = Object.values(constraints).every((asked) => asked === undefined);
  return isFree ? NO_BOUNDS : computeBounds(evaluation, constraints);
}

const computeBounds = rememberAll((evaluation: Evaluation, constraints: Constraints): readonly Bound[] =>
  (Object.keys(RULES) as ConstraintName[]).flatMap((name) => {
    const asked = constraints[name];
    // Rule and value have the same name, which the compiler does not see through a union of names.
    const bound = asked === undefined ? null : (RULES[name] as AnyRule)(evaluation, asked);
    return bound === null ? [] : [{ name, ...bound }];
  }),
);

/** Constraints on a figure; the values of all others follow from what runs where, whatever link and load. */
export const FIGURE_OF: Readonly<Partial<Record<ConstraintName, 'latency' | 'deviceEnergy'>>> = {
  maxLatency: 'latency',
  maxDeviceEnergy: 'deviceEnergy',
};

function byCandidate({ count }: Evaluation, value: (candidate: number) => number): Float64Array {
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) values[k] = value(k);
  return values;
}

function deviceMemory(evaluation: Evaluation): Float64Array {
  const { choice, first, pricings, problem } = evaluation;
  const ofTier = onceEach((tier: Tier) => memoryByCut(problem.cuts, tier).inside);
  const byChoice = pricings.map((pricing) => ofTier(pricing.choice.device));
  return byCandidate(evaluation, (k) => byChoice[choice[k]!]![first[k]!]!);
}

function edgeMemory(evaluation: Evaluation): Float64Array {
  const { choice, first, second, pricings, problem } = evaluation;
  const { cuts } = problem;
  const ofTier = onceEach((tier: Tier) => ({
    outside: memoryByCut(cuts, tier).outside,
    between: memoryBetween(cuts, tier),
  }));
  const byChoice = pricings.map((pricing) => ofTier(pricing.choice.edge));
  return byCandidate(evaluation, (k) => {
    const { outside, between } = byChoice[choice[k]!]!;
    return second[k] === cuts.count - 1 ? outside[first[k]!]! : between(first[k]!, second[k]!);
  });
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
function misplaced(evaluation: Evaluation, pins: readonly PinnedLayer[]): Float64Array {
  const { first, second } = evaluation;
  const { device, edge, cloud } = Object.fromEntries(
    TIER_NAMES.map((tier) => [tier, pinsByCut(evaluation.problem.cuts, pins, tier)]),
  ) as Record<TierName, Uint32Array>;
  const [all, onEdge] = [device.at(-1)!, edge.at(-1)!];
  return byCandidate(evaluation, (k) => {
    const [inner, outer] = [first[k]!, second[k]!];
    return all - device[inner]! + (onEdge - (edge[outer]! - edge[inner]!)) + cloud[outer]!;
  });
}

/** By cut: how many of the layers that are pinned to the tier it holds. */
function pinsByCut(
  { count, blocks, withoutLast, lastBlock }: CutList,
  pins: readonly PinnedLayer[],
  asked: TierName,
): Uint32Array {
  const ofBlock = new Uint32Array(blocks.layers.length);
  for (const { layer, tier } of pins) if (tier === asked) ofBlock[blocks.ofLayer[layer]!]!++;
  const held = new Uint32Array(count);
  for (let cut = 1; cut < count; cut++) held[cut] = held[withoutLast[cut]!]! + ofBlock[lastBlock[cut]!]!;
  return held;
}
