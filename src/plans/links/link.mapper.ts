import { bitsPerSecond, joulesPerBit, seconds, watts, type Channel, type Link } from '../../core/index.js';
import type { ChannelProfile } from '../../links/index.js';
import { refusal } from '../refusal.js';
import type { VersionedLinkProfile } from '../sources.js';
import type { ChannelDto, LinkDto, UsedChannelDto, UsedLinkDto } from './link.dto.js';

/**
 * A link with what its profile says where the request says nothing. Throws a `ProblemError` that names what
 * neither says; `pointer` is where the link stands.
 */
export function toUsedLink(dto: LinkDto, profile: VersionedLinkProfile | null, pointer: string): UsedLinkDto {
  const uplink = toUsedChannel(dto.uplink, profile?.uplink, `${pointer}/uplink`);
  // Without profile and downlink, a link is the same in both directions.
  const downlink =
    dto.downlink === undefined && profile === null
      ? uplink
      : toUsedChannel(dto.downlink, profile?.downlink, `${pointer}/downlink`);
  const roundTripMs = dto.roundTripMs ?? profile?.roundTripMs ?? undefined;
  if (roundTripMs === undefined) {
    throw refusal(
      `${pointer}/roundTripMs`,
      'got nothing',
      'a number of at least 0 [ms], or a profile that states it',
    );
  }
  return {
    profile: profile?.id ?? null,
    profileVersion: profile?.version ?? null,
    uplink,
    downlink,
    roundTripMs,
    roundTripShare: dto.roundTripShare,
  };
}

function toUsedChannel(
  dto: ChannelDto | undefined,
  profile: ChannelProfile | undefined,
  pointer: string,
): UsedChannelDto {
  const rateMbps = dto?.rateMbps ?? profile?.rateMbps ?? undefined;
  if (rateMbps === undefined) {
    throw refusal(
      `${pointer}/rateMbps`,
      'got nothing',
      'a number of at least 0.000001 [Mbit/s], or a profile that states it',
    );
  }
  return {
    rateMbps,
    radioBaseMw: dto?.radioBaseMw ?? profile?.radioBaseMw ?? 0,
    radioSlopeMwPerMbps: dto?.radioSlopeMwPerMbps ?? profile?.radioSlopeMwPerMbps ?? 0,
  };
}

export const toLink = ({ uplink, downlink, roundTripMs, roundTripShare }: UsedLinkDto): Link => ({
  uplink: toChannel(uplink),
  downlink: toChannel(downlink),
  roundTrip: seconds(roundTripMs / 1e3),
  roundTripShare,
});

const toChannel = ({ rateMbps, radioBaseMw, radioSlopeMwPerMbps }: UsedChannelDto): Channel => ({
  rate: bitsPerSecond(rateMbps * 1e6),
  radio: { base: watts(radioBaseMw / 1e3), slope: joulesPerBit(radioSlopeMwPerMbps / 1e9) },
});
