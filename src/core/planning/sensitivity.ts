import { float64Of } from '../arrays.js';
import { transferDelay } from '../cost/link.js';
import { seconds } from '../units.js';
import { delaysOf, type SensitivityParameter } from './delays.js';
import type { Evaluation } from './evaluate.js';
import type { Objective } from './objectives.js';
import { pairsBetween, stretchesOf } from './places.js';
import type { Pricing } from './pricing.js';

/** An objective that is a sum of costs. */
export type SumObjective = Exclude<Objective, 'energyDelayProduct' | 'throughput'>;

/**
 * What one more of a parameter (s per bit, s or 1) adds to a cost of each candidate: the partial derivatives of what
 * ledgers add up to; none is negative. While a transfer or the edge takes longer the device waits at its idle power. A
 * radio of power base + slope · rate spends base for each second on the air, and slope for each bit at any rate. The
 * energy of an edge does not grow with its load. The array may be one that is kept: nothing of it may be changed.
 */
export function slopesOf(
  evaluation: Evaluation,
  parameter: SensitivityParameter,
  objective: SumObjective,
): Float64Array {
  const { count, pricings, problem, kept } = evaluation;
  const share = parameter === 'roundTrip' ? transferDelay({ ...problem.link, roundTrip: seconds(1) }) : 1;
  const radioPower = parameter === 'inverseUplinkRate' ? problem.link.uplink.radio.base : 0;
  const [perSecond, perJoule] = pricesOf(objective);
  const priceOf = ({ device }: Pricing): number =>
    share * (perSecond + perJoule * (device.idlePower + radioPower));
  if (kept !== null) return timesPrice(kept.delays(parameter), priceOf(pricings[0]!));
  const slopes = new Float64Array(count);
  for (const { choice, start, end } of stretchesOf(evaluation)) {
    const { priced, directHop } = pricings[choice]!;
    const delays = delaysOf(parameter, priced, pairsBetween(evaluation, start, end), directHop !== null);
    slopes.set(timesPrice(delays, priceOf(pricings[choice]!)), start);
  }
  return slopes;
}

function timesPrice(delays: Float64Array, price: number): Float64Array {
  return price === 1 ? delays : float64Of(delays, (delay) => delay * price);
}

/** Of a second of latency and of a joule of the device, which all tiers together then spend too. */
function pricesOf(objective: SumObjective): readonly [perSecond: number, perJoule: number] {
  if (typeof objective === 'string') return objective === 'latency' ? [1, 0] : [0, 1];
  return [objective.latency, objective.deviceEnergy + objective.systemEnergy];
}
