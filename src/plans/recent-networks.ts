import { LRUCache } from 'lru-cache';
import { remember, withBatch, type Network } from '../core/index.js';
import { toNetwork, type NetworkDto } from '../networks/index.js';
import { faultsAt } from './refusal.js';

/** Of all that is kept, in units of about 1 kB. */
const MAX_SIZE = 32_000;

/**
 * Networks that requests described: who plans for a network of its own sends it with every request, and it is read as
 * the same object as long as it says the same. What follows from a network (its cuts, its costs on a board, its identifier) is kept with it. The one of
 * a request is kept once its cuts are known, for they decide how much that is.
 */
export class RecentNetworks {
  private readonly kept = new LRUCache<string, Network>({ maxSize: MAX_SIZE });
  private readonly keys = new WeakMap<Network, string>();
  private descriptions = 0;
  private readonly keyOf = remember((_dto: NetworkDto) => `description ${this.descriptions++}`);

  /** The network described at `pointer`. Throws a `ProblemError` that names the layer and the field at fault. */
  described(dto: NetworkDto, pointer: string): Network {
    return this.recall(this.keyOf(dto), () => toNetwork(dto, pointer));
  }

  /** A network, stored as `identifier` or from here, for another batch, asked for at `/batch`. Throws a `ProblemError`. */
  batched(network: Network, identifier: string, batch: number): Network {
    const key = `${batch} of ${this.keys.get(network) ?? identifier}`;
    return this.recall(key, () => faultsAt('/batch', () => withBatch(network, batch)));
  }

  /** Keeps a network that came from here, with so many cuts. */
  keep(network: Network, cutCount: number): void {
    const key = this.keys.get(network);
    if (key === undefined || this.kept.has(key)) return;
    this.kept.set(key, network, { size: network.layers.length + cutCount });
  }

  private recall(key: string, build: () => Network): Network {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const network = build();
    this.keys.set(network, key);
    return network;
  }
}
