import { Injectable } from '@nestjs/common';
import {
  type InputEncoding,
  type Network,
  type SplitProblem,
  type Tier,
  type TierName,
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
import { inTurn, whenThere, type Soon } from '../platform/soon.js';
import { refusal } from './refusal.js';
import { LinkSource, NetworkSource, type VersionedLinkProfile } from './sources.js';
import type { SplitRequestDto } from './split-request.dto.js';
import { cutsToPlan } from './tiers/cuts.js';
import { TierReader } from './tiers/tier-reader.js';
import type { TierDto } from './tiers/tier.dto.js';
import { warningsOf } from './warnings.js';

/** What may be chosen beside cut and power modes. */
export interface WaysToSend {
  readonly precisions: readonly TransferPrecision[];
  /** Throws a `ProblemError` for ways that the network does not allow. */
  readonly encodings: (network: Network) => readonly InputEncoding[];
}

/** What a request names or describes. */
interface Found {
  readonly network: Network;
  readonly tiers: readonly PricedTier[];
  readonly links: UsedLinks;
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
  read(request: SplitRequestDto, ways: WaysToSend): Soon<PricedProblem> {
    checkCloud(request);
    return whenThere(this.networkOf(request), (network) =>
      whenThere(this.tiersOf(request, network), (tiers) =>
        whenThere(this.linksOf(request), (links) => this.price(request, ways, { network, tiers, links })),
      ),
    );
  }

  private price(request: SplitRequestDto, ways: WaysToSend, { network, tiers, links }: Found): PricedProblem {
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
  private networkOf({ network, networkId, batch }: SplitRequestDto): Soon<Network> {
    if ((network === undefined) === (networkId === undefined)) {
      const got =
        network === undefined ? 'got neither network nor networkId' : 'got both network and networkId';
      throw refusal('/network', got, 'network, or networkId in its place');
    }
    const found =
      network === undefined
        ? this.networks.choose(networkId!, '/networkId')
        : this.recent.described(network, '/network');
    if (batch === undefined) return found;
    return whenThere(found, (whole) => this.recent.batched(whole, this.networks.identityOf(whole).id, batch));
  }

  private tiersOf(request: SplitRequestDto, network: Network): Soon<PricedTier[]> {
    const { device, edge, cloud, exits = [] } = request;
    const read = (role: TierName, dto: TierDto): Soon<PricedTier> =>
      whenThere(this.tiers.read(role, dto, network), (tier) => withHeads(tier, exits, network));
    return inTurn([
      () => read('device', device),
      () => read('edge', edge),
      ...(cloud === undefined ? [] : [() => read('cloud', cloud)]),
    ]);
  }

  private linksOf(request: SplitRequestDto): Soon<UsedLinks> {
    const read = (name: keyof UsedLinks) => (): Soon<UsedLinkDto | null> => {
      const dto: LinkDto | undefined = request[name];
      if (dto === undefined) return null;
      const profile = dto.profile === undefined ? null : this.links.choose(dto.profile, `/${name}/profile`);
      return whenThere<VersionedLinkProfile | null, UsedLinkDto>(profile, (found) =>
        toUsedLink(dto, found, `/${name}`),
      );
    };
    const links = inTurn([read('link'), read('backhaul'), read('directLink')]);
    return whenThere(links, ([link, backhaul, directLink]) => ({
      link: link!,
      backhaul: backhaul!,
      directLink: directLink!,
    }));
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
