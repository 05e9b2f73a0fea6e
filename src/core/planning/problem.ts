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
}

/** Everything chosen beside the cut. */
export interface Choice {
  readonly device: Tier;
  readonly edge: Tier;
  readonly cloud: Tier | null;
  readonly encoding: InputEncoding;
  readonly precision: TransferPrecision;
}

/** Every choice, the first of each kind first. */
export function choicesOf({ devices, edges, cloud, encodings, precisions }: SplitProblem): Choice[] {
  return devices.flatMap((device) =>
    edges.flatMap((edge) =>
      (cloud?.tiers ?? [null]).flatMap((third) =>
        precisions.flatMap((precision) =>
          encodings.map((encoding) => ({ device, edge, cloud: third, encoding, precision })),
        ),
      ),
    ),
  );
}
