import { radioPower, transferDelay, type Link } from '../cost/link.js';
import type { CutList } from '../network/cuts/index.js';
import { expectedCosts, reachOf, type Reach } from './exits.js';
import { onceEach, remember, rememberAll } from '../memo.js';
import { tierCutCosts, type TierCutCosts } from './cut-costs.js';
import { choicesOf, type Choice, type SplitProblem } from './problem.js';
import type { Tier } from './tier.js';
import {
  inputBytes,
  sentByCut,
  trafficOf,
  type InputEncoding,
  type SentByCut,
  type TransferPrecision,
} from './transfer.js';

/** What a choice costs on a list of cuts, whatever the links and the load of the edge. */
export interface PricedChoice {
  readonly cuts: CutList;
  readonly choice: Choice;
  readonly device: TierPrices;
  readonly edge: TierPrices;
  readonly cloud: TierPrices | null;
  /** By cut: probability that an inference gets out of it; 1 without early exits. */
  readonly reach: Float64Array;
  readonly sent: SentByCut;
  /** By cut: bytes of the results outside that return to the device. */
  readonly returned: Float64Array;
  readonly inputs: InputsSent;
}

/** What a choice costs cut by cut: all that the cost of a plan is read off. */
export interface Pricing extends PricedChoice {
  /** Without the link and the load: the same object whatever these are. */
  readonly priced: PricedChoice;
  readonly edgeSlowdown: number;
  readonly hop: HopPrices;
  readonly cloudHop: HopPrices | null;
  readonly directHop: HopPrices | null;
}

/** By cut. */
export interface InputsSent {
  /** Encoded bytes of the inputs among the crossing tensors. */
  readonly bytes: Float64Array;
  /** 1 where there is one. */
  readonly any: Uint8Array;
}

export interface TierPrices extends TierCutCosts {
  /** W; 0 where it is not known. */
  readonly idlePower: number;
}

/** A link in numbers that the kernel multiplies with. */
export interface HopPrices {
  /** s, whatever the size */
  readonly delay: number;
  /** bit/s */
  readonly upRate: number;
  readonly downRate: number;
  /** W */
  readonly upPower: number;
  readonly downPower: number;
}

/** Every choice of a problem with its prices. */
export function priceChoices(problem: SplitProblem): Pricing[] {
  const { link, cloud, edgeSlowdown } = problem;
  const hop = hopPrices(link);
  const cloudHop = cloud === null ? null : hopPrices(cloud.link);
  const directHop = cloud?.directLink ? hopPrices(cloud.directLink) : null;
  return pricedChoices(problem).map((priced) => ({
    priced,
    cuts: priced.cuts,
    choice: priced.choice,
    device: priced.device,
    edge: priced.edge,
    cloud: priced.cloud,
    reach: priced.reach,
    sent: priced.sent,
    returned: priced.returned,
    inputs: priced.inputs,
    edgeSlowdown,
    hop,
    cloudHop,
    directHop,
  }));
}

function pricedChoices(problem: SplitProblem): PricedChoice[] {
  const { cuts, exits, returnsResults } = problem;
  const returned = returnsResults ? trafficOf(cuts).results : nothing(cuts);
  const choices = choicesOf(problem);
  if (exits.length === 0) {
    return choices.map(({ device, edge, cloud, encoding, precision }) =>
      pricedWithoutExits(device, edge, cuts, returned, cloud, encoding, precision),
    );
  }
  const reach = reachOf(cuts, exits);
  // Many choices share a tier.
  const prices = onceEach((tier: Tier) => {
    const { costs, heads = [] } = tier;
    return pricesOf(cuts, tier, expectedCosts(costs, reach, { exits, heads }));
  });
  return choices.map((choice) => priceChoice(choice, { cuts, returned, reach, prices }));
}

const nothing = remember(({ count }: CutList) => new Float64Array(count));

const certain = remember((cuts: CutList): Reach => reachOf(cuts, []));

/** Found once for a list of cuts and all that is chosen: from request to request, it is often only the link that changes. */
const pricedWithoutExits = rememberAll(
  (
    device: Tier,
    edge: Tier,
    cuts: CutList,
    returned: Float64Array,
    cloud: Tier | null,
    encoding: InputEncoding,
    precision: TransferPrecision,
  ) =>
    priceChoice(
      { device, edge, cloud, encoding, precision },
      { cuts, returned, reach: certain(cuts), prices: (tier) => pricesOf(cuts, tier, tier.costs) },
    ),
);

interface PricedWith extends Pick<PricedChoice, 'cuts' | 'returned'> {
  readonly reach: Reach;
  readonly prices: (tier: Tier) => TierPrices;
}

const priceChoice = (choice: Choice, { cuts, returned, reach, prices }: PricedWith): PricedChoice => ({
  cuts,
  choice,
  device: prices(choice.device),
  edge: prices(choice.edge),
  cloud: choice.cloud === null ? null : prices(choice.cloud),
  reach: reach.cuts,
  sent: sentByCut(cuts, choice.precision.name),
  returned,
  inputs: inputsSent(cuts, choice.encoding),
});

function pricesOf(cuts: CutList, { idlePower }: Tier, costs: Tier['costs']): TierPrices {
  const { latency, energy } = tierCutCosts(costs, cuts);
  return { latency, energy, idlePower: idlePower ?? 0 };
}

/** What inputs send, computed once for a list of cuts and a way to send them. */
const inputsSent = rememberAll((cuts: CutList, encoding: InputEncoding): InputsSent => {
  const bytes = new Float64Array(cuts.count);
  const any = new Uint8Array(cuts.count);
  trafficOf(cuts).inputs.forEach((crosses, input) => {
    const size = inputBytes(cuts, input, encoding);
    for (let cut = 0; cut < cuts.count; cut++) {
      if (crosses[cut] === 0) continue;
      bytes[cut]! += size;
      any[cut] = 1;
    }
  });
  return { bytes, any };
});

export function hopPrices(link: Link): HopPrices {
  return {
    delay: transferDelay(link),
    upRate: link.uplink.rate,
    downRate: link.downlink.rate,
    upPower: radioPower(link.uplink),
    downPower: radioPower(link.downlink),
  };
}
