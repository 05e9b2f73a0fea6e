import { transferDelay } from '../cost/link.js';
import { seconds } from '../units.js';
import { costBetween } from './cut-costs.js';
import type { Evaluation } from './evaluate.js';
import type { HopPrices, Pricing } from './pricing.js';

/** What a plan's costs follow from in a straight line. */
export type SensitivityParameter = 'inverseUplinkRate' | 'roundTrip' | 'edgeSlowdown';

/** By candidate: what one more of a parameter (s per bit, s or 1) adds to a cost. */
export interface Slopes {
  /** s */
  readonly latency: Float64Array;
  /** J */
  readonly deviceEnergy: Float64Array;
  /** J, of all tiers. */
  readonly systemEnergy: Float64Array;
}

/**
 * The partial derivatives of what `spend` computes; none is negative. While a transfer or the edge takes longer the
 * device waits at its idle power. A radio of power base + slope · rate spends base for each second on the air, and
 * slope for each bit at any rate. The energy of an edge does not grow with its load.
 */
export function slopesOf(evaluation: Evaluation, parameter: SensitivityParameter): Slopes {
  const { count, choice, pricings, problem } = evaluation;
  const [latency, deviceEnergy] = [new Float64Array(count), new Float64Array(count)];
  const delayOf = DELAYS[parameter](evaluation);
  const radioPower = parameter === 'inverseUplinkRate' ? problem.link.uplink.radio.base : 0;
  for (let k = 0; k < count; k++) {
    const pricing = pricings[choice[k]!]!;
    const delay = Math.max(0, delayOf(pricing, k)); // what is below nothing is rounding
    latency[k] = delay;
    deviceEnergy[k] = delay * (pricing.device.idlePower + radioPower);
  }
  return { latency, deviceEnergy, systemEnergy: deviceEnergy };
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
