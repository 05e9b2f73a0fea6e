import { radioPower, transferDelay, type Link } from '../cost/link.js';
import type { CutList } from '../network/cuts/index.js';
import { expectedCosts, reachOf, type Reach } from './exits.js';
import { onceEach, remember } from '../memo.js';
import { tierCutCosts, type TierCutCosts } from './cut-costs.js';
import { choicesOf, type Choice, type SplitProblem } from './problem.js';
import type { Tier } from './tier.js';
import { inputBytes, sentByCut, trafficOf, type InputEncoding, type SentByCut } from './transfer.js';

/** What a choice costs cut by cut: all that the cost of a plan is read off. */
export interface Pricing {
  readonly cuts: CutList;
  readonly choice: Choice;
  readonly device: TierPrices;
  readonly edge: TierPrices;
  readonly cloud: TierPrices | null;
  readonly edgeSlowdown: number;
  /** By cut: probability that an inference gets out of it; 1 without early exits. */
  readonly reach: Float64Array;
  readonly hop: HopPrices;
  readonly cloudHop: HopPrices | null;
  readonly directHop: HopPrices | null;
  readonly sent: SentByCut;
  /** By cut: bytes of the results outside that return to the device. */
  readonly returned: Float64Array;
  readonly inputs: InputsSent;
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
  const { cuts, link, cloud, edgeSlowdown } = problem;
  const traffic = trafficOf(cuts);
  const reach = problem.exits.length === 0 ? certain(cuts) : reachOf(cuts, problem.exits);
  const returned = problem.returnsResults ? traffic.results : new Float64Array(cuts.count);
  const inputs = problem.encodings.map(inputsSent(cuts));
  const hop = hopPrices(link);
  const cloudHop = cloud === null ? null : hopPrices(cloud.link);
  const directHop = cloud?.directLink ? hopPrices(cloud.directLink) : null;
  // Many choices share a tier.
  const priced = onceEach((tier: Tier) => tierPrices(problem, tier, reach));
  return choicesOf(problem).map((choice) => ({
    cuts,
    choice,
    device: priced(choice.device),
    edge: priced(choice.edge),
    cloud: choice.cloud === null ? null : priced(choice.cloud),
    reach: reach.cuts,
    edgeSlowdown,
    hop,
    cloudHop,
    directHop,
    sent: sentByCut(cuts, choice.precision.name),
    inputs: inputs[problem.encodings.indexOf(choice.encoding)]!,
    returned,
  }));
}

const certain = remember((cuts: CutList): Reach => reachOf(cuts, []));

function tierPrices(
  { cuts, exits }: SplitProblem,
  { costs, idlePower, heads = [] }: Tier,
  reach: Reach,
): TierPrices {
  const expected = exits.length === 0 ? costs : expectedCosts(costs, reach, { exits, heads });
  const { latency, energy } = tierCutCosts(cuts, expected);
  return { latency, energy, idlePower: idlePower ?? 0 };
}

/** What inputs send, computed once for a list of cuts and a way to send them. */
const inputsSent = remember((cuts: CutList) =>
  remember((encoding: InputEncoding) => sentInputs(cuts, encoding)),
);

function sentInputs(cuts: CutList, encoding: InputEncoding): InputsSent {
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
}

export function hopPrices(link: Link): HopPrices {
  return {
    delay: transferDelay(link),
    upRate: link.uplink.rate,
    downRate: link.downlink.rate,
    upPower: radioPower(link.uplink),
    downPower: radioPower(link.downlink),
  };
}
