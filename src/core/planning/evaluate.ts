import type { BoardCosts } from '../cost/board-costs.js';
import { radioEnergy, transferTime, type Link } from '../cost/link.js';
import type { Network } from '../network/network.js';
import { energyOver, joules, seconds, watts, type Watts } from '../units.js';
import { splitCosts, type SplitCosts } from './compute.js';
import { ledgerItem, totals, type LedgerItem, type Totals } from './ledger.js';
import { chainSplits, type Split, type TransferOptions } from './split.js';

/** A board in its part of a plan: what the network's layers cost on it. */
export interface Tier {
  readonly costs: BoardCosts;
  /** Power of the board while it waits; null when unknown, and then not counted. */
  readonly idlePower: Watts | null;
}

export interface SplitProblem extends TransferOptions {
  readonly network: Network;
  readonly device: Tier;
  readonly edge: Tier;
  readonly link: Link;
}

/** One split and its cost. */
export interface Candidate extends Totals {
  readonly split: Split;
  readonly ledger: readonly LedgerItem[];
}

/** Every candidate of a chain, in the order of the number of layers on the device. */
export function evaluateSplits(problem: SplitProblem): Candidate[] {
  const device = tierCosts(problem.device);
  const edge = tierCosts(problem.edge);
  return chainSplits(problem.network, problem).map((split) => {
    const ledger = splitLedger(problem, split, device, edge);
    return { split, ledger, ...totals(ledger) };
  });
}

interface TierSplitCosts {
  readonly latency: SplitCosts;
  readonly energy: SplitCosts;
}

const tierCosts = ({ costs }: Tier): TierSplitCosts => ({
  latency: splitCosts(costs.latency, costs.fusedInto),
  energy: splitCosts(costs.energy, costs.fusedInto),
});

function splitLedger(
  { network, device, edge, link }: SplitProblem,
  { deviceLayerCount: split, bytesUp, bytesDown }: Split,
  deviceCosts: TierSplitCosts,
  edgeCosts: TierSplitCosts,
): LedgerItem[] {
  const onDevice = split > 0;
  const onEdge = split < network.layers.length;
  const perInference = (tier: Tier, cost: 'energy' | 'latency', runs: boolean) =>
    runs ? tier.costs[cost].perInference : 0;

  const spent = [
    ledgerItem('device-layers', {
      latency: seconds(deviceCosts.latency.head[split]!),
      deviceEnergy: joules(deviceCosts.energy.head[split]!),
    }),
    ledgerItem('device-inference', {
      latency: seconds(perInference(device, 'latency', onDevice)),
      deviceEnergy: joules(perInference(device, 'energy', onDevice)),
    }),
    ledgerItem('uplink', {
      latency: transferTime(link.uplink, link.roundTrip, bytesUp),
      deviceEnergy: radioEnergy(link.uplink, bytesUp),
    }),
    ledgerItem('edge-layers', {
      latency: seconds(edgeCosts.latency.tail[split]!),
      edgeEnergy: joules(edgeCosts.energy.tail[split]!),
    }),
    ledgerItem('edge-inference', {
      latency: seconds(perInference(edge, 'latency', onEdge)),
      edgeEnergy: joules(perInference(edge, 'energy', onEdge)),
    }),
    ledgerItem('downlink', {
      latency: transferTime(link.downlink, link.roundTrip, bytesDown),
      deviceEnergy: radioEnergy(link.downlink, bytesDown),
    }),
  ];
  return [...spent, waiting(device, spent)];
}

/** From its own last layer until the result is there, the device draws its idle power, whatever its radio does. */
function waiting(device: Tier, spent: readonly LedgerItem[]): LedgerItem {
  const duration = spent
    .filter(({ item }) => item !== 'device-layers' && item !== 'device-inference')
    .reduce((sum, { latency }) => sum + latency, 0);
  return ledgerItem('device-waiting', {
    deviceEnergy: energyOver(device.idlePower ?? watts(0), seconds(duration)),
  });
}
