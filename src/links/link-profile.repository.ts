import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { recordChange, type Action } from '../audit/index.js';
import { checkMatch } from '../platform/entity-tag.js';
import { UnitOfWork } from '../platform/unit-of-work.js';
import { LinkEntity, LinkProfileEntity, type LinkProfile } from './link-profile.entity.js';
import { toLinkVersionDto } from './link-profile.mapper.js';

@Injectable()
export class LinkProfileRepository {
  constructor(private readonly work: UnitOfWork) {}

  findAll(): Promise<LinkProfileEntity[]> {
    return current(this.work.manager).orderBy('version.id').getMany();
  }

  find(id: string): Promise<LinkProfileEntity | null> {
    return findCurrent(this.work.manager, id);
  }

  /** Every version of a link, of a deleted one too, by version; empty when there never was such a link. */
  findVersions(id: string): Promise<LinkProfileEntity[]> {
    return this.work.manager.find(LinkProfileEntity, { where: { id }, order: { version: 'ASC' } });
  }

  findVersion(id: string, version: number): Promise<LinkProfileEntity | null> {
    return this.work.manager.findOneBy(LinkProfileEntity, { id, version });
  }

  /** Stores a link; null when there is one of that identifier already. */
  insert(link: LinkProfile): Promise<LinkProfileEntity | null> {
    return this.work.write(async (transaction) => {
      if (!(await insertLink(transaction, link))) return null;
      return recordLink(transaction, 'create', link.id, null);
    });
  }

  /**
   * Stores what is said of a link now as its next version; null when there is no such link.
   * Throws a `ProblemError` (`precondition-failed`).
   */
  replace(link: LinkProfile, ifMatch: string): Promise<LinkProfileEntity | null> {
    return this.work.write(async (transaction) => {
      const before = await lockCurrent(transaction, link.id);
      if (before === null) return null;
      checkMatch(ifMatch, before.version);
      const version = before.version + 1;
      await transaction.insert(LinkProfileEntity, { ...link, version });
      await transaction.update(LinkEntity, { id: link.id }, { version });
      return recordLink(transaction, 'replace', link.id, before);
    });
  }

  /**
   * Lets a link be found no longer; its versions stay. False when there is no such link.
   * Throws a `ProblemError` (`precondition-failed`).
   */
  remove(id: string, ifMatch: string): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const before = await lockCurrent(transaction, id);
      if (before === null) return false;
      checkMatch(ifMatch, before.version);
      await transaction.update(LinkEntity, { id }, { deletedAt: new Date() });
      await recordLink(transaction, 'delete', id, before);
      return true;
    });
  }
}

/** Adds a link; in the place of a deleted one it counts on. False when there is one of that identifier. */
export async function insertLink(transaction: EntityManager, link: LinkProfile): Promise<boolean> {
  const { id } = link;
  const added = await transaction
    .createQueryBuilder()
    .insert()
    .into(LinkEntity)
    .values({ id, version: 1, deletedAt: null })
    .orIgnore()
    .returning('id')
    .execute();
  let version = 1;
  if ((added.raw as unknown[]).length === 0) {
    const there = await lockRow(transaction, id);
    if (there?.deletedAt == null) return false;
    version = there.version + 1;
    await transaction.update(LinkEntity, { id }, { version, deletedAt: null });
  }
  await transaction.insert(LinkProfileEntity, { ...link, version });
  return true;
}

const lockRow = (transaction: EntityManager, id: string): Promise<LinkEntity | null> =>
  transaction.findOne(LinkEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });

async function lockCurrent(transaction: EntityManager, id: string): Promise<LinkProfileEntity | null> {
  await lockRow(transaction, id);
  return findCurrent(transaction, id);
}

const findCurrent = (manager: EntityManager, id: string): Promise<LinkProfileEntity | null> =>
  current(manager).where('version.id = :id', { id }).getOne();

/** The versions that hold. */
const current = (manager: EntityManager): SelectQueryBuilder<LinkProfileEntity> =>
  manager
    .createQueryBuilder(LinkProfileEntity, 'version')
    .innerJoin('version.link', 'link', 'link.version = version.version AND link.deletedAt IS NULL');

/** Writes the audit line of a change; gives the link as it is now, or null where it is gone. */
async function recordLink(
  transaction: EntityManager,
  action: Action,
  id: string,
  before: LinkProfileEntity | null,
): Promise<LinkProfileEntity | null> {
  const after = await findCurrent(transaction, id);
  await recordChange(transaction, {
    action,
    resource: 'link',
    id,
    before: before && toLinkVersionDto(before),
    after: after && toLinkVersionDto(after),
  });
  return after;
}
