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

/** Items that have a share of each total; no other does. */
export const SHARES = {
  latency: LEDGER_ITEMS.filter((item) => item !== 'device-waiting'),
  deviceEnergy: ['device-layers', 'device-inference', 'encode', 'uplink', 'downlink', 'device-waiting'],
  edgeEnergy: ['decode', 'edge-layers', 'edge-inference', 'edge-encode', 'edge-uplink', 'cloud-downlink'],
  cloudEnergy: ['cloud-decode', 'cloud-layers', 'cloud-inference'],
} as const satisfies Record<string, readonly LedgerItemName[]>;
export type LedgerColumn = keyof typeof SHARES;
export const LEDGER_COLUMNS = Object.keys(SHARES) as readonly LedgerColumn[];

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
 * Ledgers of several candidates, column by column: [item][candidate], in s and J, NaN for what is not known.
 * The whole model of a plan's cost writes and reads these.
 */
export interface LedgerColumns extends Readonly<Record<LedgerColumn, readonly Float64Array[]>> {
  /** Indices of the items that the plans have. */
  readonly items: readonly number[];
  /** By column: indices of the items with a share of it. */
  readonly shares: Readonly<Record<LedgerColumn, readonly number[]>>;
}

type Layout = Pick<LedgerColumns, 'items' | 'shares'>;
const layoutOf = (hasCloud: boolean): Layout => {
  const items = LEDGER_ITEMS.flatMap((name, item) => (hasCloud || !CLOUD_ITEMS.has(name) ? [item] : []));
  const shares = (name: LedgerColumn): number[] =>
    items.filter((item) => (SHARES[name] as readonly LedgerItemName[]).includes(LEDGER_ITEMS[item]!));
  return {
    items,
    shares: {
      latency: shares('latency'),
      deviceEnergy: shares('deviceEnergy'),
      edgeEnergy: shares('edgeEnergy'),
      cloudEnergy: shares('cloudEnergy'),
    },
  };
};

/** Candidates whose costs are computed together: few enough to stay in the cache. */
export const BATCH = 256;

const NO_SHARE = new Float64Array(0);

function columnsFor(hasCloud: boolean): LedgerColumns {
  const { items, shares } = layoutOf(hasCloud);
  const column = (name: LedgerColumn): Float64Array[] => {
    const arrays = LEDGER_ITEMS.map(() => NO_SHARE);
    for (const item of shares[name]) arrays[item] = new Float64Array(BATCH);
    return arrays;
  };
  return {
    items,
    shares,
    latency: column('latency'),
    deviceEnergy: column('deviceEnergy'),
    edgeEnergy: column('edgeEnergy'),
    cloudEnergy: column('cloudEnergy'),
  };
}

const TWO_TIERS = columnsFor(false);
const THREE_TIERS = columnsFor(true);

/**
 * Columns for at most `BATCH` candidates. They are always the same ones, for allocating some forty arrays takes
 * longer than filling them: whoever fills them reads them off before anybody else can.
 */
export const scratchColumns = (hasCloud: boolean): LedgerColumns => (hasCloud ? THREE_TIERS : TWO_TIERS);

/** The ledger of one of the candidates. */
export const ledgerOf = (columns: LedgerColumns, candidate: number): LedgerItem[] =>
  columns.items.map((item) => ({
    item: LEDGER_ITEMS[item]!,
    latency: seconds(columns.latency[item]![candidate] ?? 0),
    deviceEnergy: knownEnergy(columns.deviceEnergy[item]![candidate] ?? 0),
    edgeEnergy: knownEnergy(columns.edgeEnergy[item]![candidate] ?? 0),
    cloudEnergy: knownEnergy(columns.cloudEnergy[item]![candidate] ?? 0),
  }));

export const knownEnergy = (value: number): Joules | null => (Number.isNaN(value) ? null : joules(value));
