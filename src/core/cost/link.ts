import {
  energyOver,
  seconds,
  watts,
  type BitsPerSecond,
  type Bytes,
  type Joules,
  type JoulesPerBit,
  type Seconds,
  type Watts,
} from '../units.js';

/** Power of a radio while it transfers: P = base + slope · rate. */
export interface RadioPower {
  readonly base: Watts;
  /** 1 mW per Mbit/s = 1 nJ per bit. */
  readonly slope: JoulesPerBit;
}

/** One direction of a link. */
export interface Channel {
  readonly rate: BitsPerSecond;
  /** What the device's radio draws while it transfers in this direction. */
  readonly radio: RadioPower;
}

export interface Link {
  readonly uplink: Channel;
  readonly downlink: Channel;
  readonly roundTrip: Seconds;
  /** Share of the round trip that each transfer takes; a half, one way, where absent. */
  readonly roundTripShare?: number;
}

/** A radio whose energy is not counted. */
export const NO_RADIO: RadioPower = { base: watts(0), slope: 0 as JoulesPerBit };

/** Time on the air alone: 8 · bytes / rate. */
export const airTime = (channel: Channel, size: Bytes): Seconds => seconds((8 * size) / channel.rate);

/** What a transfer takes whatever its size: roundTripShare · roundTrip. */
export const transferDelay = ({ roundTrip, roundTripShare = 0.5 }: Link): Seconds =>
  seconds(roundTrip * roundTripShare);

/** t = roundTripShare · roundTrip + 8 · bytes / rate; nothing to send takes no time. */
export function transferTime(link: Link, direction: 'uplink' | 'downlink', size: Bytes): Seconds {
  return size === 0 ? seconds(0) : seconds(transferDelay(link) + airTime(link[direction], size));
}

/** P = base + slope · rate */
export const radioPower = ({ radio, rate }: Channel): Watts => watts(radio.base + radio.slope * rate);

/** The radio draws its power while bits are on the air, not while they propagate. */
export const radioEnergy = (channel: Channel, size: Bytes): Joules =>
  energyOver(radioPower(channel), airTime(channel, size));
