import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  buildNetwork,
  findZooNetwork,
  listCuts,
  Notes,
  remember,
  type CutList,
  type Network,
} from '../core/index.js';
import { LIMITS_IN_FORCE } from '../platform/limits/limits.js';
import { ProblemError } from '../platform/problems/problem.js';
import { whenThere, type Soon } from '../platform/soon.js';
import { StoredData } from '../platform/stored-data/stored-data.js';
import { NetworkRepository } from './network.repository.js';
import {
  networkId,
  type DescribedNetwork,
  type NetworkIdentity,
  type StoredNetwork,
} from './stored-network.js';

/** Layers of all networks that are kept built. A layer takes about 1 kB. */
const MAX_CACHED_LAYERS = 50_000;

/** Identifiers of the zoo and hashes look like this; anything else is not worth a question to the database. */
const NETWORK_ID = /^[a-z0-9][a-z0-9.-]{0,99}$/;

const cutsWithinLimit = remember((network: Network) =>
  listCuts(network, { limit: LIMITS_IN_FORCE.cutLimit }),
);

/** A network with what is stored of it. */
export interface LoadedNetwork {
  readonly stored: StoredNetwork;
  readonly network: Network;
}

@Injectable()
export class NetworksService {
  /** Networks never change, so what is built of one holds for as long as it exists. */
  private readonly built = new LRUCache<string, Network>({
    maxSize: MAX_CACHED_LAYERS,
    sizeCalculation: ({ layers }) => layers.length,
  });

  private readonly identities = new Notes<Network, NetworkIdentity>();

  constructor(
    private readonly repository: NetworkRepository,
    private readonly kept: StoredData,
  ) {}

  /** Stores a network under the hash of its content; `isNew` is false when it was there already. */
  async store(described: DescribedNetwork): Promise<DescribedNetwork & { readonly isNew: boolean }> {
    const { stored } = described;
    const isNew = await this.repository.insert(stored);
    const found = isNew ? null : await this.repository.find(stored.id);
    return { ...described, stored: found ?? stored, isNew };
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<LoadedNetwork> {
    const stored = await this.find(id);
    return { stored, network: this.build(stored) };
  }

  /** The network that a request names at `pointer`. Throws a `ProblemError` (`unknown-network`). */
  choose(id: string, pointer: string): Soon<Network> {
    return whenThere(this.findStored(id), (stored) => {
      if (stored !== null) return this.build(stored);
      const shown = id.slice(0, 100);
      throw new ProblemError('unknown-network', `network '${shown}' is not known`, [
        { pointer, detail: `got '${shown}'`, accepted: 'an identifier that GET /networks lists' },
      ]);
    });
  }

  /** The cuts of a network, which depend on it alone. Throws a `ProblemError` (`not-found`). */
  async cutsOf(id: string): Promise<CutList> {
    return this.cutsOfNetwork((await this.load(id)).network);
  }

  /** Computed once for as long as the network is kept. */
  cutsOfNetwork(network: Network): CutList {
    return cutsWithinLimit(network);
  }

  /** Of a stored network as it is stored; of any other the hash of its content. */
  identityOf(network: Network): NetworkIdentity {
    const known = this.identities.get(network);
    if (known !== undefined) return known;
    const identity = { id: networkId(network), modelSha256: null };
    this.identities.set(network, identity);
    return identity;
  }

  /** What is stored of a network, for whoever builds it elsewhere; null when there is none. */
  async describe(id: string): Promise<Pick<StoredNetwork, 'name' | 'definition'> | null> {
    const stored = await this.findStored(id);
    return stored && { name: stored.name, definition: stored.definition };
  }

  /** Throws a `ProblemError`: `not-found`, or `protected` for a network of the zoo. */
  async remove(id: string): Promise<void> {
    const { origin } = await this.find(id);
    if (origin === 'zoo') {
      throw new ProblemError('protected', `network '${id}' belongs to the zoo and cannot be deleted`);
    }
    if (!(await this.repository.remove(id))) throw unknownNetwork(id);
  }

  private async find(id: string): Promise<StoredNetwork> {
    const stored = await this.findStored(id);
    if (stored === null) throw unknownNetwork(id);
    return stored;
  }

  private findStored(id: string): Soon<StoredNetwork | null> {
    if (!NETWORK_ID.test(id)) return null;
    return this.kept.read(
      `network ${id}`,
      () => this.repository.find(id),
      ({ definition, layerCount }) => (definition === null ? 1 : layerCount / 4),
    );
  }

  private build({ id, definition, name, modelSha256 }: StoredNetwork): Network {
    const known = this.built.get(id);
    if (known !== undefined) return known;
    const network = definition === null ? findZooNetwork(id).build() : buildNetwork({ ...definition, name });
    this.built.set(id, network);
    this.identities.set(network, { id, modelSha256 });
    return network;
  }
}

const unknownNetwork = (id: string): ProblemError =>
  new ProblemError('not-found', `network '${id.slice(0, 100)}' is not known; GET /networks lists them`);
