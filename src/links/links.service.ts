import { Injectable } from '@nestjs/common';
import { ProblemError } from '../platform/problems/problem.js';
import { whenThere, type Soon } from '../platform/soon.js';
import { StoredData } from '../platform/stored-data/stored-data.js';
import { VERSION } from '../platform/version.js';
import { LINK_ID } from './link-profile.dto.js';
import type { LinkProfile, LinkProfileEntity } from './link-profile.entity.js';
import { LinkProfileRepository } from './link-profile.repository.js';

@Injectable()
export class LinksService {
  constructor(
    private readonly repository: LinkProfileRepository,
    private readonly stored: StoredData,
  ) {}

  list(): Soon<LinkProfileEntity[]> {
    return this.stored.read(
      'links',
      () => this.repository.findAll(),
      (links) => links.length,
    );
  }

  /** Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<LinkProfileEntity> {
    const link = await this.find(id);
    if (link === null) throw unknownLink(id);
    return link;
  }

  /** The profile that a request names at `pointer`. Throws a `ProblemError` (`unknown-link`). */
  choose(id: string, pointer: string): Soon<LinkProfileEntity> {
    return whenThere(this.find(id), (link) => link ?? this.refuse(id, pointer));
  }

  private async refuse(id: string, pointer: string): Promise<never> {
    const known = (await this.list()).map((other) => other.id);
    throw notALink(id, { known, pointer });
  }

  private find(id: string): Soon<LinkProfileEntity | null> {
    if (!LINK_ID.test(id)) return null;
    return this.stored.read(
      `link ${id}`,
      () => this.repository.find(id),
      () => 1,
    );
  }

  /** Throws a `ProblemError`: `invalid-request`, or `already-exists`. */
  async add(link: LinkProfile): Promise<LinkProfileEntity> {
    checkRanges(link);
    const added = await this.repository.insert(link);
    if (added !== null) return added;
    throw new ProblemError('already-exists', `link '${link.id}' is there already; PUT /links/${link.id}`, [
      { pointer: '/id', detail: `got '${link.id}'`, accepted: 'an identifier that no link has' },
    ]);
  }

  /** Throws a `ProblemError`: `invalid-request`, `not-found`, or `precondition-failed` when somebody else changed it. */
  async replace(link: LinkProfile, ifMatch: string): Promise<LinkProfileEntity> {
    checkRanges(link);
    const replaced = LINK_ID.test(link.id) ? await this.repository.replace(link, ifMatch) : null;
    if (replaced === null) throw unknownLink(link.id);
    return replaced;
  }

  /** Throws a `ProblemError`: `not-found`, or `precondition-failed` when somebody else changed it. */
  async remove(id: string, ifMatch: string): Promise<void> {
    if (!LINK_ID.test(id) || !(await this.repository.remove(id, ifMatch))) throw unknownLink(id);
  }

  /** Of a deleted link too. Throws a `ProblemError` (`not-found`). */
  async versions(id: string): Promise<LinkProfileEntity[]> {
    const versions = LINK_ID.test(id) ? await this.repository.findVersions(id) : [];
    if (versions.length === 0) throw unknownLink(id);
    return versions;
  }

  /** Of a deleted link too. Throws a `ProblemError` (`not-found`). */
  async version(id: string, version: string): Promise<LinkProfileEntity> {
    const found =
      LINK_ID.test(id) && VERSION.test(version)
        ? await this.repository.findVersion(id, Number(version))
        : null;
    if (found !== null) return found;
    throw new ProblemError(
      'not-found',
      `link '${id.slice(0, 100)}' has no version '${version.slice(0, 20)}'; GET /links/{id}/versions lists them`,
    );
  }
}

function checkRanges(link: LinkProfile): void {
  for (const direction of ['uplink', 'downlink'] as const) {
    const range = link[direction].measuredMbps;
    if (range === null || range.minMbps <= range.maxMbps) continue;
    throw new ProblemError(
      'invalid-request',
      `${direction}: got a range of rates that ends before it begins`,
      [
        {
          pointer: `/${direction}/measuredMbps/maxMbps`,
          detail: `got ${range.maxMbps}`,
          accepted: `a number of at least minMbps, ${range.minMbps} [Mbit/s]`,
        },
      ],
    );
  }
}

/** The problem of a request that names no link; `known` are the identifiers of those that there are. */
export const notALink = (
  id: string,
  { known, pointer }: { readonly known: readonly string[]; readonly pointer: string },
): ProblemError =>
  new ProblemError('unknown-link', `link '${id.slice(0, 100)}' is not known`, [
    { pointer, detail: `got '${id.slice(0, 100)}'`, accepted: `one of ${known.join(', ')}` },
  ]);

const unknownLink = (id: string): ProblemError =>
  new ProblemError('not-found', `link '${id.slice(0, 100)}' is not known; GET /links lists them`);
