import type { Command } from 'commander';
import { SEEDED_LINKS } from '../database/seeds/links.js';

/** What a command was told of the link between device and edge, and of that between edge and cloud. */
export interface LinkOptions {
  readonly link?: string;
  readonly rate: number;
  readonly downRate?: number;
  readonly roundTrip: number;
  readonly backhaulRate?: number;
  readonly backhaulRoundTrip: number;
}

const IDS = SEEDED_LINKS.map(({ id }) => id);

export const addLinkOptions = (command: Command): Command =>
  command
    .requiredOption('--rate <Mbit/s>', 'rate from the device to the edge [Mbit/s]', Number)
    .option('--down-rate <Mbit/s>', 'rate back to the device [Mbit/s]; left out: the same', Number)
    .option('--round-trip <ms>', 'round-trip time [ms]', Number, 0)
    .option('--link <profile>', `radio whose power is counted: ${IDS.join(', ')}; left out: none is counted`)
    .option('--backhaul-rate <Mbit/s>', 'rate between edge and cloud [Mbit/s], in both directions', Number)
    .option('--backhaul-round-trip <ms>', 'round-trip time between edge and cloud [ms]', Number, 0);

/** The link between device and edge as a request writes it. */
export const linkOf = ({ link, rate, downRate = rate, roundTrip }: LinkOptions): object => ({
  ...(link !== undefined && { profile: link }),
  uplink: { rateMbps: rate },
  downlink: { rateMbps: downRate },
  roundTripMs: roundTrip,
});

/** The link between edge and cloud as a request writes it; none where nothing is said of it. */
export const backhaulOf = ({ backhaulRate, backhaulRoundTrip }: LinkOptions): object | undefined =>
  backhaulRate === undefined
    ? undefined
    : { uplink: { rateMbps: backhaulRate }, roundTripMs: backhaulRoundTrip };
