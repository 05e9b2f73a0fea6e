import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { NetworkEntity } from './network.entity.js';
import type { StoredNetwork } from './stored-network.js';

/** The place in the list behind which a page begins. */
export interface PageStart {
  readonly name: string;
  readonly id: string;
}

/** A network of a list: without its definition. */
export type ListedNetwork = Omit<StoredNetwork, 'definition'>;

@Injectable()
export class NetworkRepository {
  constructor(@InjectRepository(NetworkEntity) private readonly networks: Repository<NetworkEntity>) {}

  /** Networks by name, then by identifier; `search` is part of either, in any case. */
  async findPage(
    search: string | undefined,
    after: PageStart | undefined,
    limit: number,
  ): Promise<ListedNetwork[]> {
    const query = this.networks
      .createQueryBuilder('network')
      .select(
        ['id', 'name', 'origin', 'modelSha256', 'layerCount', 'macs', 'weights'].map(
          (field) => `network.${field}`,
        ),
      )
      .orderBy('network.name')
      .addOrderBy('network.id')
      .limit(limit);
    if (search !== undefined) {
      query.andWhere(
        '(strpos(lower(network.name), lower(:search)) > 0 OR strpos(network.id, lower(:search)) > 0)',
        {
          search,
        },
      );
    }
    if (after !== undefined) query.andWhere('(network.name, network.id) > (:name, :id)', after);
    return query.getMany();
  }

  async find(id: string): Promise<StoredNetwork | null> {
    return this.networks.findOneBy({ id });
  }

  /** Stores a network unless its content is there already; says whether it was new. */
  async insert(network: StoredNetwork): Promise<boolean> {
    const result = await this.networks
      .createQueryBuilder()
      .insert()
      .values(network)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  async remove(id: string): Promise<void> {
    await this.networks.delete({ id });
  }
}
