import { joules, seconds, type Joules, type Seconds } from '../units.js';

/** Where a plan's latency and energy go, in the order in which they are spent. */
export const LEDGER_ITEMS = [
  'device-layers',
  'device-inference',
  'encode',
  'uplink',
  'decode',
  'edge-layers',
  'edge-inference',
  'edge-encode',
  'edge-uplink',
  'cloud-decode',
  'cloud-layers',
  'cloud-inference',
  'cloud-downlink',
  'downlink',
  'device-waiting',
] as const;
export type LedgerItemName = (typeof LEDGER_ITEMS)[number];

/** Items that only a plan with a cloud has. */
const CLOUD_ITEMS: ReadonlySet<LedgerItemName> = new Set([
  'edge-encode',
  'edge-uplink',
  'cloud-decode',
  'cloud-layers',
  'cloud-inference',
  'cloud-downlink',
]);

/** Energies are null where they are not known. */
export interface LedgerItem {
  readonly item: LedgerItemName;
  readonly latency: Seconds;
  readonly deviceEnergy: Joules | null;
  readonly edgeEnergy: Joules | null;
  readonly cloudEnergy: Joules | null;
}

export interface Totals {
  readonly latency: Seconds;
  readonly deviceEnergy: Joules | null;
  readonly edgeEnergy: Joules | null;
  readonly cloudEnergy: Joules | null;
  /** Device, edge and cloud. */
  readonly systemEnergy: Joules | null;
  /** Time between two results when frames are pipelined: that of the slowest stage. */
  readonly period: Seconds;
}

type EnergyColumn = 'deviceEnergy' | 'edgeEnergy' | 'cloudEnergy';

/** Whose energy an item takes. */
const BEARERS: Readonly<Record<LedgerItemName, EnergyColumn>> = {
  'device-layers': 'deviceEnergy',
  'device-inference': 'deviceEnergy',
  encode: 'deviceEnergy',
  uplink: 'deviceEnergy',
  decode: 'edgeEnergy',
  'edge-layers': 'edgeEnergy',
  'edge-inference': 'edgeEnergy',
  'edge-encode': 'edgeEnergy',
  'edge-uplink': 'edgeEnergy',
  'cloud-decode': 'cloudEnergy',
  'cloud-layers': 'cloudEnergy',
  'cloud-inference': 'cloudEnergy',
  'cloud-downlink': 'edgeEnergy',
  downlink: 'deviceEnergy',
  'device-waiting': 'deviceEnergy',
};

const ITEMS_OF_TWO = LEDGER_ITEMS.filter((item) => !CLOUD_ITEMS.has(item));

/** The items of a plan's ledger in their order. */
export const itemsOf = (hasCloud: boolean): readonly LedgerItemName[] =>
  hasCloud ? LEDGER_ITEMS : ITEMS_OF_TWO;

const NOTHING = joules(0);

/** An item that takes so many s and J, NaN for what is not known. */
export function ledgerItem(item: LedgerItemName, latency: number, energy: number): LedgerItem {
  const bearer = BEARERS[item];
  const known = knownEnergy(energy);
  return {
    item,
    latency: seconds(latency),
    deviceEnergy: bearer === 'deviceEnergy' ? known : NOTHING,
    edgeEnergy: bearer === 'edgeEnergy' ? known : NOTHING,
    cloudEnergy: bearer === 'cloudEnergy' ? known : NOTHING,
  };
}

export const knownEnergy = (value: number): Joules | null => (Number.isNaN(value) ? null : joules(value));
