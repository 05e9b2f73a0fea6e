import { transferDelay } from '../cost/link.js';
import { seconds } from '../units.js';
import { delaysOf, type SensitivityParameter } from './delays.js';
import type { Evaluation } from './evaluate.js';
import type { Objective } from './objectives.js';
import { pairsBetween, stretchesOf, type Stretch } from './places.js';

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
    const delays = delaysAt(evaluation, parameter, { choice, start, end });
    const price = share * (perSecond + perJoule * (pricings[choice]!.device.idlePower + radioPower));
    for (let k = start; k < end; k++) slopes[k] = delays[k - start]! * price;
  }
  return slopes;
}

/** Of a second of latency and of a joule of the device, which all tiers together then spend too. */
function pricesOf(objective: SumObjective): readonly [perSecond: number, perJoule: number] {
  if (typeof objective === 'string') return objective === 'latency' ? [1, 0] : [0, 1];
  return [objective.latency, objective.deviceEnergy + objective.systemEnergy];
}

function delaysAt(
  evaluation: Evaluation,
  parameter: SensitivityParameter,
  { choice, start, end }: Stretch,
): Float64Array {
  if (evaluation.keptDelays !== null) return evaluation.keptDelays(parameter);
  const { priced, directHop } = evaluation.pricings[choice]!;
  return delaysOf(parameter, priced, pairsBetween(evaluation, start, end), directHop !== null);
}
