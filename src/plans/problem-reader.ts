import { Injectable } from '@nestjs/common';
import {
  type InputEncoding,
  type Network,
  type SplitProblem,
  type Tier,
  type TransferPrecision,
} from '../core/index.js';
import { LIMITS_IN_FORCE } from '../platform/limits/limits.js';
import { toConstraints } from './constraints.mapper.js';
import { toEdgeSlowdown } from './edge-load.mapper.js';
import { checkExits, toExits, withHeads } from './exits/early-exit.mapper.js';
import type { LinkDto, UsedLinkDto } from './links/link.dto.js';
import { toLink, toUsedLink } from './links/link.mapper.js';
import type { PricedProblem, PricedTier, UsedLinks } from './priced-plans.js';
import { RecentNetworks } from './recent-networks.js';
import { refusal } from './refusal.js';
import { LinkSource, NetworkSource } from './sources.js';
import type { SplitRequestDto } from './split-request.dto.js';
import { cutsToPlan } from './tiers/cuts.js';
import { TierReader } from './tiers/tier-reader.js';
import { warningsOf } from './warnings.js';

/** What may be chosen beside cut and power modes. */
export interface WaysToSend {
  readonly precisions: readonly TransferPrecision[];
  /** Throws a `ProblemError` for ways that the network does not allow. */
  readonly encodings: (network: Network) => readonly InputEncoding[];
}

/** Makes of a request the problem that the core solves: all that needs boards and networks beyond the request. */
@Injectable()
export class ProblemReader {
  private readonly recent = new RecentNetworks();

  constructor(
    private readonly tiers: TierReader,
    private readonly networks: NetworkSource,
    private readonly links: LinkSource,
  ) {}

  /** Throws a `ProblemError` that names the field at fault. */
  async read(request: SplitRequestDto, ways: WaysToSend): Promise<PricedProblem> {
    checkCloud(request);
    const network = await this.networkOf(request);
    const tiers = await this.tiersOf(request, network);
    const links = await this.linksOf(request);
    const [devices, edges, clouds] = tiers.map(({ modes }) => modes.map(({ tier }) => tier));
    const cuts = cutsToPlan(network, tiers, () => this.networks.cutsOfNetwork(network));
    this.recent.keep(network, cuts.count);
    const exits = toExits(request.exits ?? [], network);
    checkExits(cuts, exits);
    const problem: SplitProblem = {
      cuts,
      devices: devices!,
      edges: edges!,
      cloud: cloudOf(clouds, links),
      link: toLink(links.link),
      encodings: ways.encodings(network),
      precisions: ways.precisions,
      returnsResults: request.returnsResults,
      edgeSlowdown: toEdgeSlowdown(request.edgeLoad),
      exits,
      candidateLimit: LIMITS_IN_FORCE.candidateLimit,
    };
    const constraints = toConstraints(request.constraints ?? {}, {
      network,
      hasCloud: request.cloud !== undefined,
    });
    const finalAccuracy = request.finalAccuracy ?? null;
    const warnings = warningsOf({ network, tiers, links, precisions: ways.precisions });
    const identity = this.networks.identityOf(network);
    return { network, identity, tiers, links, problem, constraints, finalAccuracy, warnings };
  }

  /** The network that stands in the request, or the stored one that it names, for the batch that is asked. */
  private async networkOf({ network, networkId, batch }: SplitRequestDto): Promise<Network> {
    if ((network === undefined) === (networkId === undefined)) {
      const got =
        network === undefined ? 'got neither network nor networkId' : 'got both network and networkId';
      throw refusal('/network', got, 'network, or networkId in its place');
    }
    const found =
      network === undefined
        ? await this.networks.choose(networkId!, '/networkId')
        : this.recent.described(network, '/network');
    if (batch === undefined) return found;
    return this.recent.batched(found, this.networks.identityOf(found).id, batch);
  }

  private async tiersOf(request: SplitRequestDto, network: Network): Promise<PricedTier[]> {
    const { device, edge, cloud, exits = [] } = request;
    const tiers = [
      await this.tiers.read('device', device, network),
      await this.tiers.read('edge', edge, network),
      ...(cloud === undefined ? [] : [await this.tiers.read('cloud', cloud, network)]),
    ];
    return tiers.map((tier) => withHeads(tier, exits, network));
  }

  private async linksOf({ link, backhaul, directLink }: SplitRequestDto): Promise<UsedLinks> {
    const read = async (dto: LinkDto | undefined, pointer: string): Promise<UsedLinkDto | null> => {
      if (dto === undefined) return null;
      const profile =
        dto.profile === undefined ? null : await this.links.choose(dto.profile, `${pointer}/profile`);
      return toUsedLink(dto, profile, pointer);
    };
    return {
      link: (await read(link, '/link'))!,
      backhaul: await read(backhaul, '/backhaul'),
      directLink: await read(directLink, '/directLink'),
    };
  }
}

const cloudOf = (
  tiers: readonly Tier[] | undefined,
  { backhaul, directLink }: UsedLinks,
): SplitProblem['cloud'] =>
  tiers === undefined || backhaul === null
    ? null
    : { tiers, link: toLink(backhaul), directLink: directLink === null ? null : toLink(directLink) };

/** Throws a `ProblemError` where a cloud lacks its link, or a link its cloud. */
function checkCloud({ cloud, backhaul, directLink }: SplitRequestDto): void {
  if (cloud !== undefined) {
    if (backhaul === undefined) throw refusal('/backhaul', 'got nothing', 'the link between edge and cloud');
    return;
  }
  if (backhaul !== undefined) throw refusal('/backhaul', 'got a link to no cloud', 'cloud beside it');
  if (directLink !== undefined) throw refusal('/directLink', 'got a link to no cloud', 'cloud beside it');
}
