import type { LedgerItemDto } from '../../plans/index.js';
import type { Stage } from './theme.js';

/** The stage that an item of the ledger belongs to. */
export const STAGE_OF: Readonly<Record<LedgerItemDto['item'], Stage>> = {
  'device-layers': 'device',
  'device-inference': 'device',
  encode: 'encode',
  uplink: 'up',
  decode: 'encode',
  'edge-layers': 'edge',
  'edge-inference': 'edge',
  'edge-encode': 'encode',
  'edge-uplink': 'backhaul',
  'cloud-decode': 'encode',
  'cloud-layers': 'cloud',
  'cloud-inference': 'cloud',
  'cloud-downlink': 'down',
  downlink: 'down',
  'device-waiting': 'waiting',
};

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  device: 'device',
  encode: 'encode and decode',
  up: 'up',
  edge: 'edge',
  backhaul: 'backhaul',
  cloud: 'cloud',
  down: 'down',
  waiting: 'device waiting',
};

/** What is added up over the items of a ledger. */
export interface LedgerFigure {
  /** As axes and titles say it. */
  readonly name: string;
  /** In ms or J. */
  readonly of: (item: LedgerItemDto) => number;
}

export const LATENCY_FIGURE: LedgerFigure = { name: 'latency', of: ({ latencyMs }) => latencyMs };

const DEVICE_ENERGY: LedgerFigure = {
  name: 'device energy',
  of: ({ deviceEnergyJ }) => deviceEnergyJ ?? 0,
};
const SYSTEM_ENERGY: LedgerFigure = {
  name: 'energy of all tiers',
  of: ({ deviceEnergyJ, edgeEnergyJ, cloudEnergyJ }) =>
    (deviceEnergyJ ?? 0) + (edgeEnergyJ ?? 0) + (cloudEnergyJ ?? 0),
};

/**
 * The energy that all of some ledgers know: that of all tiers, else that of the device; null where one of them does
 * not know either.
 */
export function energyFigureOf(ledgers: readonly (readonly LedgerItemDto[])[]): LedgerFigure | null {
  const isKnown = (fields: readonly ('deviceEnergyJ' | 'edgeEnergyJ' | 'cloudEnergyJ')[]): boolean =>
    ledgers.every((ledger) => ledger.every((item) => fields.every((field) => item[field] !== null)));
  if (isKnown(['deviceEnergyJ', 'edgeEnergyJ', 'cloudEnergyJ'])) return SYSTEM_ENERGY;
  return isKnown(['deviceEnergyJ']) ? DEVICE_ENERGY : null;
}
