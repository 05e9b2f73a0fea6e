import { arrayOf } from '../arrays.js';
import { costBetween } from './cut-costs.js';
import { FAR_ITEMS } from './far-side.js';
import { itemsOf, ledgerItem, type LedgerItem, type LedgerItemName } from './ledger.js';
import { ledgersOfOne } from './ledgers.js';
import { NEAR_ITEMS } from './near-side.js';
import type { Pricing } from './pricing.js';

type Columns = Readonly<Partial<Record<LedgerItemName, number>>>;

const [NEAR_COLUMNS, FAR_COLUMNS]: [Columns, Columns] = [NEAR_ITEMS, FAR_ITEMS];

/** The ledger of the candidate of one choice that divides a network with two cuts; a total is the sum of its items in their order. */
export function ledgerOfPair(pricing: Pricing, first: number, second: number): LedgerItem[] {
  const { near, far } = ledgersOfOne(pricing, first, second);
  let [hasLeft, waiting] = [false, 0];
  return arrayOf(itemsOf(pricing.cloud !== null), (name) => {
    if (name === 'device-waiting') return ledgerItem(name, 0, waiting * pricing.device.idlePower);
    const item =
      name === 'edge-layers'
        ? edgeLayers(pricing, first, second)
        : itemAt(name, NEAR_COLUMNS[name] === undefined ? far : near);
    hasLeft ||= name === 'uplink';
    if (hasLeft) waiting += item.latency;
    return item;
  });
}

/** Of the only row; its energy is behind its latency. */
function itemAt(name: LedgerItemName, row: Float64Array): LedgerItem {
  const column = NEAR_COLUMNS[name] ?? FAR_COLUMNS[name]!;
  return ledgerItem(name, row[column]!, row[column + 1]!);
}

function edgeLayers({ cuts, edge, edgeSlowdown }: Pricing, first: number, second: number): LedgerItem {
  const latency = edgeSlowdown * costBetween(cuts, edge.latency, first, second);
  if (first === second) return ledgerItem('edge-layers', latency, 0);
  const energy = edge.energy === null ? NaN : costBetween(cuts, edge.energy, first, second);
  return ledgerItem('edge-layers', latency, energy);
}
