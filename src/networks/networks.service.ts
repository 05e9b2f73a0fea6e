import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { buildNetwork, findZooNetwork, type Network } from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { NetworkRepository } from './network.repository.js';
import { describeNetwork, type StoredNetwork } from './stored-network.js';

/** Layers of all networks that are kept built. A layer takes about 1 kB. */
const MAX_CACHED_LAYERS = 50_000;

/** Identifiers of the zoo and hashes look like this; anything else is not worth a question to the database. */
const NETWORK_ID = /^[a-z0-9][a-z0-9.-]{0,99}$/;

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

  constructor(private readonly repository: NetworkRepository) {}

  /** Stores a network under the hash of its content; `isNew` is false when it was there already. */
  async store(
    network: Network,
    origin: 'description' | 'onnx',
    modelSha256: string | null,
  ): Promise<LoadedNetwork & { readonly isNew: boolean }> {
    const described = describeNetwork(network, origin, modelSha256);
    const isNew = await this.repository.insert(described);
    const stored = isNew ? described : ((await this.repository.find(described.id)) ?? described);
    return { stored, network, isNew };
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<LoadedNetwork> {
    const stored = await this.find(id);
    return { stored, network: this.build(stored) };
  }

  /** Throws a `ProblemError`: `not-found`, or `protected` for a network of the zoo. */
  async remove(id: string): Promise<void> {
    const { origin } = await this.find(id);
    if (origin === 'zoo') {
      throw new ProblemError('protected', `network '${id}' belongs to the zoo and cannot be deleted`);
    }
    await this.repository.remove(id);
  }

  private async find(id: string): Promise<StoredNetwork> {
    const stored = NETWORK_ID.test(id) ? await this.repository.find(id) : null;
    if (stored !== null) return stored;
    throw new ProblemError(
      'not-found',
      `network '${id.slice(0, 100)}' is not known; GET /networks lists them`,
    );
  }

  private build({ id, definition, name }: StoredNetwork): Network {
    const known = this.built.get(id);
    if (known !== undefined) return known;
    const network = definition === null ? findZooNetwork(id).build() : buildNetwork({ ...definition, name });
    this.built.set(id, network);
    return network;
  }
}
