import { transferDelay } from '../cost/link.js';
import { seconds } from '../units.js';
import { costBetween } from './cut-costs.js';
import type { Evaluation } from './evaluate.js';
import type { Objective } from './objectives.js';
import { stretchesOf, type Stretch } from './places.js';
import type { HopPrices, Pricing } from './pricing.js';

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
  const addDelays = DELAYS[parameter];
  const radioPower = parameter === 'inverseUplinkRate' ? problem.link.uplink.radio.base : 0;
  const [perSecond, perJoule] = pricesOf(objective);
  for (const { choice, start, end } of stretchesOf(evaluation)) {
    const pricing = pricings[choice]!;
    addDelays(slopes, evaluation, { pricing, start, end });
    const price = perSecond + perJoule * (pricing.device.idlePower + radioPower);
    for (let k = start; k < end; k++) slopes[k] = Math.max(0, slopes[k]!) * price; // below nothing is rounding
  }
  return slopes;
}

/** Of a second of latency and of a joule of the device, which all tiers together then spend too. */
function pricesOf(objective: SumObjective): readonly [perSecond: number, perJoule: number] {
  if (typeof objective === 'string') return objective === 'latency' ? [1, 0] : [0, 1];
  return [objective.latency, objective.deviceEnergy + objective.systemEnergy];
}

/** Candidates of one choice: those from `start` to before `end`. */
interface Run extends Omit<Stretch, 'choice'> {
  readonly pricing: Pricing;
}

/** Writes by candidate what one more of a parameter adds to the latency; where that is nothing, 0 stays. */
type Delays = (delays: Float64Array, evaluation: Evaluation, run: Run) => void;

/** A loop each, for they run over all candidates of every plan. */
const DELAYS: Readonly<Record<SensitivityParameter, Delays>> = {
  inverseUplinkRate(delays, { first, second }, { pricing, start, end }) {
    const { inputs, sent, reach, directHop } = pricing;
    for (let k = start; k < end; k++) {
      const cut = first[k]!;
      if (isDirect(directHop, cut, second[k]!)) continue;
      delays[k] = reach[cut]! * 8 * (inputs.bytes[cut]! + sent.bytes[cut]!);
    }
  },
  roundTrip(delays, { first, second, problem }, { pricing, start, end }) {
    const { inputs, sent, returned, reach, directHop } = pricing;
    const share = transferDelay({ ...problem.link, roundTrip: seconds(1) });
    for (let k = start; k < end; k++) {
      const cut = first[k]!;
      if (isDirect(directHop, cut, second[k]!)) continue;
      const transfers = (inputs.bytes[cut]! + sent.bytes[cut]! > 0 ? 1 : 0) + (returned[cut]! > 0 ? 1 : 0);
      delays[k] = reach[cut]! * transfers * share;
    }
  },
  edgeSlowdown(delays, { first, second }, { pricing, start, end }) {
    const { cuts, edge, reach } = pricing;
    for (let k = start; k < end; k++) {
      const [inner, outer] = [first[k]!, second[k]!];
      if (inner === outer) continue;
      delays[k] = costBetween(cuts, edge.latency, inner, outer) + reach[inner]! * edge.latency.perInference;
    }
  },
};

/** Whether a candidate leaves the link between device and edge alone. */
const isDirect = (directHop: HopPrices | null, inner: number, outer: number): boolean =>
  directHop !== null && inner === outer;
