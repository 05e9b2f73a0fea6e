import type { ChannelProfile, LinkProfile } from '../../links/index.js';

/** Base powers that were published with these slopes are of whole phones, so none is given. */
const SIGCOMM21 =
  'Narayanan et al., SIGCOMM 2021, SIGCOMM21-5G/artifact@35aaf28: Monsoon monitor, lines fitted anew. The base power ' +
  'is left out: what was published with it is that of a whole phone with its screen on.';

const MOBISYS12 =
  'Huang et al., MobiSys 2012: slopes at second hand, as in PureEdgeSim@03bfc2e simulation_parameters.properties. ' +
  'The base power is left out: no published figure of it could be verified.';

const NO_RADIO = 'None: a cable has no radio. The power of network adapters is not known and not counted.';

const channel = (
  radioSlopeMwPerMbps: number,
  measured: readonly [number, number] | null,
  source: string,
): ChannelProfile => ({
  rateMbps: null,
  radioBaseMw: null,
  radioSlopeMwPerMbps,
  measuredMbps: measured && { minMbps: measured[0], maxMbps: measured[1] },
  source,
});

const wire: ChannelProfile = { ...channel(0, null, NO_RADIO), radioBaseMw: 0 };

/** Rates and round trips differ from place to place: the request for a plan says them. */
export const SEEDED_LINKS: readonly LinkProfile[] = [
  {
    id: 'wifi-802.11n',
    name: 'Wi-Fi 802.11n',
    uplink: channel(283.17, null, MOBISYS12),
    downlink: channel(137.01, null, MOBISYS12),
    roundTripMs: null,
  },
  {
    id: 'lte',
    name: 'LTE',
    uplink: channel(80.208, [1, 25], SIGCOMM21),
    downlink: channel(14.549, [1, 50], SIGCOMM21),
    roundTripMs: null,
  },
  {
    id: '5g-low-band',
    name: '5G low-band',
    uplink: channel(29.148, [1, 40], SIGCOMM21),
    downlink: channel(13.518, [1, 100], SIGCOMM21),
    roundTripMs: null,
  },
  {
    id: '5g-mmwave',
    name: '5G mmWave',
    uplink: channel(9.422, [1, 190], SIGCOMM21),
    downlink: channel(1.807, [1, 2196], SIGCOMM21),
    roundTripMs: null,
  },
  { id: 'ethernet', name: 'Ethernet', uplink: wire, downlink: wire, roundTripMs: null },
];
