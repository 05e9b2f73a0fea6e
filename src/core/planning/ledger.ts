import { joules, seconds, type Joules, type Seconds } from '../units.js';

/** Where a plan's latency and energy go, in the order in which they are spent. */
export const LEDGER_ITEMS = [
  'device-layers',
  'device-inference',
  'uplink',
  'edge-layers',
  'edge-inference',
  'downlink',
  'device-waiting',
] as const;
export type LedgerItemName = (typeof LEDGER_ITEMS)[number];

export interface LedgerItem {
  readonly item: LedgerItemName;
  readonly latency: Seconds;
  readonly deviceEnergy: Joules;
  readonly edgeEnergy: Joules;
}

export interface Totals {
  readonly latency: Seconds;
  readonly deviceEnergy: Joules;
  readonly edgeEnergy: Joules;
  readonly systemEnergy: Joules;
}

export const ledgerItem = (item: LedgerItemName, costs: Partial<Omit<LedgerItem, 'item'>>): LedgerItem => ({
  item,
  latency: costs.latency ?? seconds(0),
  deviceEnergy: costs.deviceEnergy ?? joules(0),
  edgeEnergy: costs.edgeEnergy ?? joules(0),
});

/** The totals of a plan are the sums of its ledger in the order of its items, and nothing else. */
export function totals(ledger: readonly LedgerItem[]): Totals {
  let latency = 0;
  let deviceEnergy = 0;
  let edgeEnergy = 0;
  for (const item of ledger) {
    latency += item.latency;
    deviceEnergy += item.deviceEnergy;
    edgeEnergy += item.edgeEnergy;
  }
  return {
    latency: seconds(latency),
    deviceEnergy: joules(deviceEnergy),
    edgeEnergy: joules(edgeEnergy),
    systemEnergy: joules(deviceEnergy + edgeEnergy),
  };
}
