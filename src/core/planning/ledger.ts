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

/** What items have a share of. */
export type LedgerColumn = 'latency' | 'deviceEnergy' | 'edgeEnergy' | 'cloudEnergy';

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

/**
 * The ledger of one candidate as the model of its cost writes and reads it: an entry an item, in s and J, NaN for
 * what is not known and 0 for what the candidate does not have.
 */
export type LedgerRow = Readonly<Record<LedgerColumn, Float64Array>>;

const emptyRow = (): LedgerRow => ({
  latency: new Float64Array(LEDGER_ITEMS.length),
  deviceEnergy: new Float64Array(LEDGER_ITEMS.length),
  edgeEnergy: new Float64Array(LEDGER_ITEMS.length),
  cloudEnergy: new Float64Array(LEDGER_ITEMS.length),
});

const [TWO_TIERS, THREE_TIERS] = [emptyRow(), emptyRow()];

/**
 * A row to write. It is always the same one, for hundreds of thousands are written one after the other: whoever writes
 * it reads it off before anybody else can. With two tiers, the items of a cloud are never written.
 */
export const scratchRow = (hasCloud: boolean): LedgerRow => (hasCloud ? THREE_TIERS : TWO_TIERS);

/** Items that have a share of each total; no other does. */
const SHARES: Readonly<Record<LedgerColumn, readonly LedgerItemName[]>> = {
  latency: LEDGER_ITEMS.filter((item) => item !== 'device-waiting'),
  deviceEnergy: ['device-layers', 'device-inference', 'encode', 'uplink', 'downlink', 'device-waiting'],
  edgeEnergy: ['decode', 'edge-layers', 'edge-inference', 'edge-encode', 'edge-uplink', 'cloud-downlink'],
  cloudEnergy: ['cloud-decode', 'cloud-layers', 'cloud-inference'],
};

const indicesOf = (column: LedgerColumn): Uint8Array =>
  Uint8Array.from(SHARES[column], (item) => LEDGER_ITEMS.indexOf(item));

/** By column: indices of the items with a share of it. */
const SHARE_INDICES: Readonly<Record<LedgerColumn, Uint8Array>> = {
  latency: indicesOf('latency'),
  deviceEnergy: indicesOf('deviceEnergy'),
  edgeEnergy: indicesOf('edgeEnergy'),
  cloudEnergy: indicesOf('cloudEnergy'),
};

/** A total is the sum of its items in their order, and nothing else. */
export function totalOf(row: LedgerRow, column: LedgerColumn): number {
  let sum = 0;
  for (const item of SHARE_INDICES[column]) sum += row[column][item]!;
  return sum;
}

const ALL_ITEMS = LEDGER_ITEMS.map((item, index) => ({ item, index }));
const ITEMS_OF_TWO = ALL_ITEMS.filter(({ item }) => !CLOUD_ITEMS.has(item));

/** A row in full. */
export const ledgerOf = (row: LedgerRow, hasCloud: boolean): LedgerItem[] =>
  (hasCloud ? ALL_ITEMS : ITEMS_OF_TWO).map(({ item, index }) => ({
    item,
    latency: seconds(row.latency[index]!),
    deviceEnergy: knownEnergy(row.deviceEnergy[index]!),
    edgeEnergy: knownEnergy(row.edgeEnergy[index]!),
    cloudEnergy: knownEnergy(row.cloudEnergy[index]!),
  }));

export const knownEnergy = (value: number): Joules | null => (Number.isNaN(value) ? null : joules(value));
