import type { BoardWithSets } from '../boards/index.js';
import type { CutList, Network } from '../core/index.js';
import type { LinkProfile } from '../links/index.js';
import type { NetworkIdentity } from '../networks/index.js';
import type { Soon } from '../platform/soon.js';

/** Where the boards of a request come from: the database, or what comes with the program. */
export abstract class BoardSource {
  /** The same object as long as nothing of it changes. Throws a `ProblemError` at `pointer` for a board that is not known. */
  abstract named(id: string, pointer: string): Soon<BoardWithSets>;
}

/** A link profile in one of its versions. */
export type VersionedLinkProfile = LinkProfile & { readonly version: number };

/** Where the links come from that a request names. */
export abstract class LinkSource {
  /** Throws a `ProblemError` at `pointer` for a link that is not known. */
  abstract choose(id: string, pointer: string): Soon<VersionedLinkProfile>;
}

/** Where the networks come from that a request names. */
export abstract class NetworkSource {
  /** Throws a `ProblemError` at `pointer` for a network that is not known. */
  abstract choose(id: string, pointer: string): Soon<Network>;
  abstract cutsOfNetwork(network: Network): CutList;
  abstract identityOf(network: Network): NetworkIdentity;
}
