import { bitsPerSecond, bytes, joulesPerBit, seconds, watts } from '../units.js';
import { radioEnergy, transferTime, type Channel, type Link } from './link.js';

const channel: Channel = {
  rate: bitsPerSecond(8e6),
  radio: { base: watts(0.5), slope: joulesPerBit(100e-9) },
};

const link: Link = { uplink: channel, downlink: channel, roundTrip: seconds(0.01) };

describe('a link', () => {
  it('takes half a round trip and the time of its bits', () => {
    // 10 ms / 2 + 8 · 1000 bit / 8 Mbit/s = 5 ms + 1 ms
    expect(transferTime(link, 'uplink', bytes(1000))).toBeCloseTo(0.006, 15);
  });

  it('takes the whole round trip where a model says so', () => {
    // 10 ms + 1 ms
    expect(transferTime({ ...link, roundTripShare: 1 }, 'uplink', bytes(1000))).toBeCloseTo(0.011, 15);
  });

  it('takes no time for nothing', () => {
    expect(transferTime(link, 'uplink', bytes(0))).toBe(0);
  });

  it('draws base and slope · rate while bits are on the air', () => {
    // (0.5 W + 100 nJ/bit · 8 Mbit/s) · 1 ms = 1.3 W · 1 ms
    expect(radioEnergy(channel, bytes(1000))).toBeCloseTo(1.3e-3, 15);
  });
});
