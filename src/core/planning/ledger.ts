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
export const CLOUD_ITEMS: ReadonlySet<LedgerItemName> = new Set([
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

/**
 * One entry an item in every column, in the order of `LEDGER_ITEMS`: s and J, NaN for what is not known.
 * The whole model of a plan's cost writes and reads these columns.
 */
export interface LedgerColumns {
  readonly latency: Float64Array;
  readonly deviceEnergy: Float64Array;
  readonly edgeEnergy: Float64Array;
  readonly cloudEnergy: Float64Array;
}

export const emptyColumns = (): LedgerColumns => ({
  latency: new Float64Array(LEDGER_ITEMS.length),
  deviceEnergy: new Float64Array(LEDGER_ITEMS.length),
  edgeEnergy: new Float64Array(LEDGER_ITEMS.length),
  cloudEnergy: new Float64Array(LEDGER_ITEMS.length),
});

/** A total is the sum of its column in the order of the items, and nothing else. */
export function columnSum(column: Float64Array): number {
  let sum = 0;
  for (const share of column) sum += share;
  return sum;
}

/** The ledger of a plan; without the items that only a cloud has, unless it has one. */
export function ledgerOf(columns: LedgerColumns, hasCloud: boolean): LedgerItem[] {
  return LEDGER_ITEMS.map((item, index) => ({
    item,
    latency: seconds(columns.latency[index]!),
    deviceEnergy: knownEnergy(columns.deviceEnergy[index]!),
    edgeEnergy: knownEnergy(columns.edgeEnergy[index]!),
    cloudEnergy: knownEnergy(columns.cloudEnergy[index]!),
  })).filter(({ item }) => hasCloud || !CLOUD_ITEMS.has(item));
}

export const knownEnergy = (value: number): Joules | null => (Number.isNaN(value) ? null : joules(value));
