import { costBetween } from './cut-costs.js';
import { FAR_ITEMS } from './far-side.js';
import { LEDGER_ITEMS, ledgerOf, type ItemCost, type LedgerItem, type LedgerItemName } from './ledger.js';
import { ledgersOf } from './ledgers.js';
import { NEAR_ITEMS } from './near-side.js';
import type { Pricing } from './pricing.js';

/** The ledger of the candidate of one choice that divides a network with two cuts. */
export function ledgerOfPair(pricing: Pricing, first: number, second: number): LedgerItem[] {
  const { cuts, cloud, device, edge, edgeSlowdown } = pricing;
  const pairs = { first: Uint32Array.of(first), second: Uint32Array.of(second) };
  const { near, far } = ledgersOf(pricing, pairs);
  const items: Record<LedgerItemName, ItemCost> = {
    ...itemsOf(NEAR_ITEMS, near),
    ...itemsOf(FAR_ITEMS, far),
    'edge-layers': {
      latency: edgeSlowdown * costBetween(cuts, edge.latency, first, second),
      energy:
        first === second ? 0 : edge.energy === null ? NaN : costBetween(cuts, edge.energy, first, second),
    },
    'device-waiting': { latency: 0, energy: 0 },
  };
  const waiting = LEDGER_ITEMS.slice(LEDGER_ITEMS.indexOf('uplink')).reduce(
    (sum, item) => sum + items[item].latency,
    0,
  );
  items['device-waiting'] = { latency: 0, energy: waiting * device.idlePower };
  return ledgerOf((item) => items[item], cloud !== null);
}

/** Of the first row. */
const itemsOf = <Item extends string>(
  columns: Readonly<Record<Item, number>>,
  side: Float64Array,
): Record<Item, ItemCost> =>
  Object.fromEntries(
    Object.entries<number>(columns).map(([item, column]) => [
      item,
      { latency: side[column]!, energy: side[column + 1]! },
    ]),
  ) as Record<Item, ItemCost>;
