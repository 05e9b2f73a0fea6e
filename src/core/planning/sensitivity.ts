import { transferDelay } from '../cost/link.js';
import { seconds } from '../units.js';
import { costBetween } from './cut-costs.js';
import type { Evaluation } from './evaluate.js';
import type { Objective } from './objectives.js';
import type { HopPrices, Pricing } from './pricing.js';

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
  const delayOf = DELAYS[parameter](evaluation);
  const radioPower = parameter === 'inverseUplinkRate' ? problem.link.uplink.radio.base : 0;
  const [perSecond, perJoule] = pricesOf(objective);
  for (let k = 0; k < count; k++) {
    const pricing = pricings[choice[k]!]!;
    const delay = Math.max(0, delayOf(pricing, k)); // what is below nothing is rounding
    slopes[k] = delay * (perSecond + perJoule * (pricing.device.idlePower + radioPower));
  }
  return slopes;
}

/** Of a second of latency and of a joule of the device, which all tiers together then spend too. */
function pricesOf(objective: SumObjective): readonly [perSecond: number, perJoule: number] {
  if (typeof objective === 'string') return objective === 'latency' ? [1, 0] : [0, 1];
  return [objective.latency, objective.deviceEnergy + objective.systemEnergy];
}

/** What one more of a parameter adds to the latency of a candidate. */
type Delay = (evaluation: Evaluation) => (pricing: Pricing, candidate: number) => number;

const DELAYS: Readonly<Record<SensitivityParameter, Delay>> = {
  inverseUplinkRate:
    ({ first, second }) =>
    ({ inputs, sent, reach, directHop }, k) => {
      const cut = first[k]!;
      return isDirect(directHop, cut, second[k]!)
        ? 0
        : reach[cut]! * 8 * (inputs.bytes[cut]! + sent.bytes[cut]!);
    },
  roundTrip({ first, second, problem }) {
    const share = transferDelay({ ...problem.link, roundTrip: seconds(1) });
    return ({ inputs, sent, returned, reach, directHop }, k) => {
      const cut = first[k]!;
      if (isDirect(directHop, cut, second[k]!)) return 0;
      const transfers = (inputs.bytes[cut]! + sent.bytes[cut]! > 0 ? 1 : 0) + (returned[cut]! > 0 ? 1 : 0);
      return reach[cut]! * transfers * share;
    };
  },
  edgeSlowdown:
    ({ first, second }) =>
    ({ cuts, edge, reach }, k) => {
      const [inner, outer] = [first[k]!, second[k]!];
      if (inner === outer) return 0;
      return costBetween(cuts, edge.latency, inner, outer) + reach[inner]! * edge.latency.perInference;
    },
};

/** Whether a candidate leaves the link between device and edge alone. */
const isDirect = (directHop: HopPrices | null, inner: number, outer: number): boolean =>
  directHop !== null && inner === outer;
