import { transferDelay } from '../cost/link.js';
import { onceEach, remember } from '../memo.js';
import { seconds } from '../units.js';
import { costBetween } from './cut-costs.js';
import type { Evaluation } from './evaluate.js';
import type { Objective } from './objectives.js';
import { KEPT_CUTS, pairsBetween, splitsOf, stretchesOf, type CutPairs } from './places.js';
import type { PricedChoice } from './pricing.js';

/** What a plan's costs follow from in a straight line. */
export type SensitivityParameter = 'inverseUplinkRate' | 'roundTrip' | 'edgeSlowdown';

/** An objective that is a sum of costs. */
export type SumObjective = Exclude<Objective, 'energyDelayProduct' | 'throughput'>;

/**
 * What one more of a parameter (s per bit, s or 1) adds to a cost of each candidate: the partial derivatives of what
 * ledgers add up to; none is negative. While a transfer or the edge takes longer the device waits at its idle power. A
 * radio of power base + slope · rate spends base for each second on the air, and slope for each bit at any rate. The
 * energy of an edge does not grow with its load.
 */
export function slopesOf(
  evaluation: Evaluation,
  parameter: SensitivityParameter,
  objective: SumObjective,
): Float64Array {
  const { count, pricings, problem } = evaluation;
  const slopes = new Float64Array(count);
  const share = parameter === 'roundTrip' ? transferDelay({ ...problem.link, roundTrip: seconds(1) }) : 1;
  const radioPower = parameter === 'inverseUplinkRate' ? problem.link.uplink.radio.base : 0;
  const [perSecond, perJoule] = pricesOf(objective);
  for (const { choice, start, end } of stretchesOf(evaluation)) {
    const { priced, device, directHop } = pricings[choice]!;
    const hasDirect = directHop !== null;
    const delays = isKept(evaluation, priced)
      ? keptDelays(priced)(parameter)
      : delaysOf(parameter, priced, { pairs: pairsBetween(evaluation, start, end), hasDirect });
    const price = share * (perSecond + perJoule * (device.idlePower + radioPower));
    for (let k = start; k < end; k++) slopes[k] = delays[k - start]! * price;
  }
  return slopes;
}

/** Of a second of latency and of a joule of the device, which all tiers together then spend too. */
function pricesOf(objective: SumObjective): readonly [perSecond: number, perJoule: number] {
  if (typeof objective === 'string') return objective === 'latency' ? [1, 0] : [0, 1];
  return [objective.latency, objective.deviceEnergy + objective.systemEnergy];
}

/** What one more of a parameter adds to the latency, but for the part of a round trip that a transfer takes. */
function delaysOf(
  parameter: SensitivityParameter,
  priced: PricedChoice,
  { pairs, hasDirect }: { readonly pairs: CutPairs; readonly hasDirect: boolean },
): Float64Array {
  const delays = new Float64Array(pairs.first.length);
  ADD_DELAYS[parameter](delays, priced, { ...pairs, hasDirect });
  return delays;
}

/** Those of every cut of two tiers, which no link and no load changes. */
const keptDelays = remember((priced: PricedChoice) =>
  onceEach((parameter: SensitivityParameter) =>
    delaysOf(parameter, priced, { pairs: splitsOf(priced.cuts), hasDirect: false }),
  ),
);

const isKept = ({ first }: Evaluation, { cuts }: PricedChoice): boolean =>
  cuts.count <= KEPT_CUTS && first === splitsOf(cuts).first;

/** Pairs of which those with an idle edge may have a link that leaves it alone. */
interface Linked extends CutPairs {
  readonly hasDirect: boolean;
}

/** Where nothing is added, 0 stays. */
type AddDelays = (delays: Float64Array, priced: PricedChoice, pairs: Linked) => void;

/** A loop each, for they run over all candidates of a plan. */
const ADD_DELAYS: Readonly<Record<SensitivityParameter, AddDelays>> = {
  inverseUplinkRate(delays, { inputs, sent, reach }, { first, second, hasDirect }) {
    for (let k = 0; k < delays.length; k++) {
      const cut = first[k]!;
      if (hasDirect && cut === second[k]) continue;
      delays[k] = reach[cut]! * 8 * (inputs.bytes[cut]! + sent.bytes[cut]!);
    }
  },
  roundTrip(delays, { inputs, sent, returned, reach }, { first, second, hasDirect }) {
    for (let k = 0; k < delays.length; k++) {
      const cut = first[k]!;
      if (hasDirect && cut === second[k]) continue;
      const transfers = (inputs.bytes[cut]! + sent.bytes[cut]! > 0 ? 1 : 0) + (returned[cut]! > 0 ? 1 : 0);
      delays[k] = reach[cut]! * transfers;
    }
  },
  edgeSlowdown(delays, { cuts, edge, reach }, { first, second }) {
    for (let k = 0; k < delays.length; k++) {
      const [inner, outer] = [first[k]!, second[k]!];
      if (inner === outer) continue;
      const layers = costBetween(cuts, edge.latency, inner, outer);
      delays[k] = Math.max(0, layers + reach[inner]! * edge.latency.perInference); // below nothing is rounding
    }
  },
};
