import type { Command } from 'commander';
import { SEEDED_LINKS } from '../database/seeds/links.js';
import type { ChannelProfile } from '../links/index.js';
import { UsageError } from './failures.js';

/** What a command was told of the link. */
export interface LinkOptions {
  readonly link?: string;
  readonly rate: number;
  readonly downRate?: number;
  readonly roundTrip: number;
}

const IDS = SEEDED_LINKS.map(({ id }) => id);

export const addLinkOptions = (command: Command): Command =>
  command
    .requiredOption('--rate <Mbit/s>', 'rate from the device to the edge [Mbit/s]', Number)
    .option('--down-rate <Mbit/s>', 'rate back to the device [Mbit/s]; left out: the same', Number)
    .option('--round-trip <ms>', 'round-trip time [ms]', Number, 0)
    .option('--link <profile>', `radio whose power is counted: ${IDS.join(', ')}; left out: none is counted`);

/** The link as a request writes it. Throws a `UsageError` for a profile that is not known. */
export function linkOf({ link, rate, downRate, roundTrip }: LinkOptions): object {
  const profile = SEEDED_LINKS.find(({ id }) => id === link);
  if (link !== undefined && profile === undefined) {
    throw new UsageError(`--link: got '${link}', expected one of ${IDS.join(', ')}`);
  }
  return {
    uplink: { rateMbps: rate, ...radioOf(profile?.uplink) },
    ...((downRate !== undefined || profile) && {
      downlink: { rateMbps: downRate ?? rate, ...radioOf(profile?.downlink) },
    }),
    roundTripMs: roundTrip,
  };
}

const radioOf = (channel: ChannelProfile | undefined): object =>
  channel === undefined
    ? {}
    : { radioSlopeMwPerMbps: channel.radioSlopeMwPerMbps, radioBaseMw: channel.radioBaseMw ?? 0 };
