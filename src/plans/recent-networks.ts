import { LRUCache } from 'lru-cache';
import { Notes, remember, withBatch, type Network } from '../core/index.js';
import { toNetwork, type NetworkDto } from '../networks/index.js';
import { faultsAt } from './refusal.js';

/** Of all that is kept, in units of about 1 kB. */
const MAX_SIZE = 32_000;

/**
 * Networks that requests described: who plans for a network of its own sends it with every request, and it is read as
 * the same object as long as it says the same. What follows from a network (its cuts, its costs on a board, its
 * identifier) is kept with it. The one of a request is kept once its cuts are known, for they decide how much that is,
 * and if its description came before: what comes once would only be in the way.
 */
export class RecentNetworks {
  private readonly kept = new LRUCache<string, Network>({ maxSize: MAX_SIZE });
  /** Null for a network that is not to be kept. */
  private readonly keys = new Notes<Network, string | null>();
  private descriptions = 0;
  private readonly knownOf = remember((_dto: NetworkDto) => ({
    key: `description ${this.descriptions++}`,
    cameBefore: false,
  }));

  /** The network described at `pointer`. Throws a `ProblemError` that names the layer and the field at fault. */
  described(dto: NetworkDto, pointer: string): Network {
    const known = this.knownOf(dto);
    const network = this.recall(known.cameBefore ? known.key : null, () => toNetwork(dto, pointer));
    known.cameBefore = true;
    return network;
  }

  /** A network, stored as `identifier` or from here, for another batch, asked for at `/batch`. Throws a `ProblemError`. */
  batched(network: Network, identifier: string, batch: number): Network {
    const own = this.keys.get(network);
    const key = own === null ? null : `${batch} of ${own ?? identifier}`;
    return this.recall(key, () => faultsAt('/batch', () => withBatch(network, batch)));
  }

  /** Keeps a network that came from here, with so many cuts. */
  keep(network: Network, cutCount: number): void {
    const key = this.keys.get(network) ?? null;
    if (key === null || this.kept.has(key)) return;
    this.kept.set(key, network, { size: network.layers.length + cutCount });
  }

  private recall(key: string | null, build: () => Network): Network {
    const known = key === null ? undefined : this.kept.get(key);
    if (known !== undefined) return known;
    const network = build();
    this.keys.set(network, key);
    return network;
  }
}
