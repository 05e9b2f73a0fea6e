import { Injectable } from '@nestjs/common';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { recordChange } from '../audit/index.js';
import { UnitOfWork } from '../platform/unit-of-work.js';
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
  constructor(private readonly work: UnitOfWork) {}

  /** Networks by name, then by identifier; `search` is part of either, in any case. */
  async findPage(
    search: string | undefined,
    after: PageStart | undefined,
    limit: number,
  ): Promise<ListedNetwork[]> {
    const query = this.work.manager
      .createQueryBuilder(NetworkEntity, 'network')
      .select(
        ['id', 'name', 'origin', 'modelSha256', 'layerCount', 'macs', 'weights'].map(
          (field) => `network.${field}`,
        ),
      )
      .where('network.deletedAt IS NULL')
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
    return this.work.manager.findOneBy(NetworkEntity, { id, deletedAt: IsNull() });
  }

  /** Stores a network unless its content is there already; says whether it was new. */
  insert(network: StoredNetwork): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const result = await transaction
        .createQueryBuilder()
        .insert()
        .into(NetworkEntity)
        .values(network)
        .orIgnore()
        .returning('id')
        .execute();
      return (result.raw as unknown[]).length > 0 || restore(transaction, network.id);
    });
  }

  /** Lets a network be found no longer; false when there is none. */
  remove(id: string): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const found = await transaction.findOneBy(NetworkEntity, { id, deletedAt: IsNull() });
      const deleted = { deletedAt: new Date() };
      const { affected } = await transaction.update(NetworkEntity, { id, deletedAt: IsNull() }, deleted);
      if (found === null || affected === 0) return false;
      const { name, origin, layerCount, macs, weights } = found;
      const before = { name, origin, layerCount, macs, weights };
      await recordChange(transaction, { action: 'delete', resource: 'network', id, before, after: null });
      return true;
    });
  }
}

/** Brings a deleted network back; says whether there was one. */
async function restore(transaction: EntityManager, id: string): Promise<boolean> {
  const { affected } = await transaction.update(
    NetworkEntity,
    { id, deletedAt: Not(IsNull()) },
    { deletedAt: null },
  );
  return affected === 1;
}
