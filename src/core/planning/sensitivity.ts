import { transferDelay } from '../cost/link.js';
import { seconds } from '../units.js';
import { costBetween } from './cut-costs.js';
import type { Evaluation } from './evaluate.js';
import type { Objective } from './objectives.js';
import type { HopPrices } from './pricing.js';

/** What a plan's costs follow from in a straight line. */
export type SensitivityParameter = 'inverseUplinkRate' | 'roundTrip' | 'edgeSlowdown';

/** An objective that is a sum of costs. */
export type SumObjective = Exclude<Objective, 'energyDelayProduct' | 'throughput'>;

/**
 * What one more of a parameter (s per bit, s or 1) adds to a cost of each candidate: the partial derivatives of what
 * `spend` computes; none is negative. While a transfer or the edge takes longer the device waits at its idle power. A
 * radio of power base + slope · rate spends base for each second on the air, and slope for each bit at any rate. The
 * energy of an edge does not grow with its load.
 */
export function slopesOf(
  evaluation: Evaluation,
  parameter: SensitivityParameter,
  objective: SumObjective,
): Float64Array {
  const { count, choice, pricings, problem } = evaluation;
  const slopes = new Float64Array(count);
  DELAYS[parameter](evaluation, slopes);
  const radioPower = parameter === 'inverseUplinkRate' ? problem.link.uplink.radio.base : 0;
  const [perSecond, perJoule] = pricesOf(objective);
  for (let k = 0; k < count; k++) {
    const delay = Math.max(0, slopes[k]!); // what is below nothing is rounding
    slopes[k] = delay * (perSecond + perJoule * (pricings[choice[k]!]!.device.idlePower + radioPower));
  }
  return slopes;
}

/** Of a second of latency and of a joule of the device, which all tiers together then spend too. */
function pricesOf(objective: SumObjective): readonly [perSecond: number, perJoule: number] {
  if (typeof objective === 'string') return objective === 'latency' ? [1, 0] : [0, 1];
  return [objective.latency, objective.deviceEnergy + objective.systemEnergy];
}

/** What one more of a parameter adds to the latency of each candidate. */
type Delays = (evaluation: Evaluation, delays: Float64Array) => void;

/** One loop for each parameter, for they run over all candidates of every plan. */
const DELAYS: Readonly<Record<SensitivityParameter, Delays>> = {
  inverseUplinkRate({ count, choice, first, second, pricings }, delays) {
    for (let k = 0; k < count; k++) {
      const { inputs, sent, reach, directHop } = pricings[choice[k]!]!;
      const cut = first[k]!;
      if (isDirect(directHop, cut, second[k]!)) continue;
      delays[k] = reach[cut]! * 8 * (inputs.bytes[cut]! + sent.bytes[cut]!);
    }
  },
  roundTrip({ count, choice, first, second, pricings, problem }, delays) {
    const share = transferDelay({ ...problem.link, roundTrip: seconds(1) });
    for (let k = 0; k < count; k++) {
      const { inputs, sent, returned, reach, directHop } = pricings[choice[k]!]!;
      const cut = first[k]!;
      if (isDirect(directHop, cut, second[k]!)) continue;
      const transfers = (inputs.bytes[cut]! + sent.bytes[cut]! > 0 ? 1 : 0) + (returned[cut]! > 0 ? 1 : 0);
      delays[k] = reach[cut]! * transfers * share;
    }
  },
  edgeSlowdown({ count, choice, first, second, pricings }, delays) {
    for (let k = 0; k < count; k++) {
      const { cuts, edge, reach } = pricings[choice[k]!]!;
      const [inner, outer] = [first[k]!, second[k]!];
      if (inner === outer) continue;
      delays[k] = costBetween(cuts, edge.latency, inner, outer) + reach[inner]! * edge.latency.perInference;
    }
  },
};

/** Whether a candidate leaves the link between device and edge alone. */
const isDirect = (directHop: HopPrices | null, inner: number, outer: number): boolean =>
  directHop !== null && inner === outer;
