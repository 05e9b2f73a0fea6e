import { CoreError } from '../errors.js';
import type { Link } from '../cost/link.js';
import type { CutList } from '../network/cuts/index.js';
import type { EarlyExit } from './exits.js';
import type { Tier } from './tier.js';
import type { InputEncoding, TransferPrecision } from './transfer.js';

/** A third tier beyond the edge. */
export interface CloudPart {
  /** The cloud in each power mode that it may run in; at least one. */
  readonly tiers: readonly Tier[];
  /** Between edge and cloud; the radio is what the edge draws. */
  readonly link: Link;
  /** Between device and cloud, used when the edge computes nothing; null where the edge then relays. */
  readonly directLink: Link | null;
}

/** A network to divide between a device, an edge and perhaps a cloud, with everything that may be chosen beside the cut. */
export interface SplitProblem {
  readonly cuts: CutList;
  /** The device in each power mode that it may run in; at least one. */
  readonly devices: readonly Tier[];
  /** The edge in each power mode that it may run in; at least one. */
  readonly edges: readonly Tier[];
  readonly link: Link;
  /** Null for two tiers. */
  readonly cloud: CloudPart | null;
  /** Ways to send the input; at least one. */
  readonly encodings: readonly InputEncoding[];
  /** Ways to send tensors; at least one. */
  readonly precisions: readonly TransferPrecision[];
  /** Whether results that are not made on the device travel back to it. */
  readonly returnsResults: boolean;
  /** How many times slower the edge is than when it serves nobody else; at least 1. */
  readonly edgeSlowdown: number;
  /** Ways out before the network's end; expected costs then take the place of costs. */
  readonly exits: readonly EarlyExit[];
  /** Most candidates that are evaluated one by one; `CANDIDATE_LIMIT` where absent. */
  readonly candidateLimit?: number;
}

/** Everything chosen beside the cut. */
export interface Choice {
  readonly device: Tier;
  readonly edge: Tier;
  readonly cloud: Tier | null;
  readonly encoding: InputEncoding;
  readonly precision: TransferPrecision;
}

/** Choices beside the cut: power modes of all tiers, precisions and encodings, all combined. */
export const CHOICE_LIMIT = 256;
/** Candidates that are evaluated one by one, where the problem says nothing else: about a second of work, and some hundred megabytes. */
export const CANDIDATE_LIMIT = 500_000;

/** Throws `CoreError` (`planning-too-large`) for more than the limit. */
export function checkCandidates({ candidateLimit = CANDIDATE_LIMIT }: SplitProblem, count: number): void {
  if (count <= candidateLimit) return;
  throw new CoreError(
    'planning-too-large',
    `candidates: got more than ${candidateLimit} of cuts, power modes, transfer precisions and input encodings, ` +
      'expected fewer; ask for fewer of these at a time',
  );
}

const NO_TIER = [null];

/** Every choice, the first of each kind first. Throws `CoreError` (`planning-too-large`) for more than the limit. */
export function choicesOf({ devices, edges, cloud, encodings, precisions }: SplitProblem): Choice[] {
  const count =
    devices.length * edges.length * (cloud?.tiers.length ?? 1) * precisions.length * encodings.length;
  if (count > CHOICE_LIMIT) {
    throw new CoreError(
      'planning-too-large',
      `choices: got ${count} of power modes, transfer precisions and input encodings, all combined, ` +
        `expected at most ${CHOICE_LIMIT}; ask for fewer of these at a time`,
    );
  }
  const choices: Choice[] = [];
  for (const device of devices)
    for (const edge of edges)
      for (const third of cloud?.tiers ?? NO_TIER)
        for (const precision of precisions)
          for (const encoding of encodings) choices.push({ device, edge, cloud: third, encoding, precision });
  return choices;
}
