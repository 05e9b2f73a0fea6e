import type {
  ChannelProfileDto,
  LinkProfileBodyDto,
  LinkProfileDto,
  LinkVersionDto,
} from './link-profile.dto.js';
import type { ChannelProfile, LinkProfile, LinkProfileEntity } from './link-profile.entity.js';

export const fromLinkBody = (id: string, dto: LinkProfileBodyDto): LinkProfile => ({
  id,
  name: dto.name,
  uplink: fromChannelDto(dto.uplink),
  downlink: fromChannelDto(dto.downlink),
  roundTripMs: dto.roundTripMs ?? null,
});

export const toLinkProfileDto = (entity: LinkProfileEntity): LinkProfileDto => ({
  ...toLinkVersionDto(entity),
  updatedAt: entity.createdAt.toISOString(),
});

export const toLinkVersionDto = (entity: LinkProfileEntity): LinkVersionDto => ({
  id: entity.id,
  version: entity.version,
  name: entity.name,
  uplink: toChannelDto(entity.uplink),
  downlink: toChannelDto(entity.downlink),
  roundTripMs: entity.roundTripMs,
  createdAt: entity.createdAt.toISOString(),
});

const fromChannelDto = (dto: ChannelProfileDto): ChannelProfile => ({
  rateMbps: dto.rateMbps ?? null,
  radioBaseMw: dto.radioBaseMw ?? null,
  radioSlopeMwPerMbps: dto.radioSlopeMwPerMbps,
  measuredMbps: dto.measuredMbps
    ? { minMbps: dto.measuredMbps.minMbps, maxMbps: dto.measuredMbps.maxMbps }
    : null,
  source: dto.source,
});

const toChannelDto = (channel: ChannelProfile): ChannelProfileDto => ({
  rateMbps: channel.rateMbps,
  radioBaseMw: channel.radioBaseMw,
  radioSlopeMwPerMbps: channel.radioSlopeMwPerMbps,
  measuredMbps: channel.measuredMbps && {
    minMbps: channel.measuredMbps.minMbps,
    maxMbps: channel.measuredMbps.maxMbps,
  },
  source: channel.source,
});
