import { costBetween } from './cut-costs.js';
import type { CutPairs } from './places.js';
import type { PricedChoice } from './pricing.js';

/** What a plan's costs follow from in a straight line. */
export type SensitivityParameter = 'inverseUplinkRate' | 'roundTrip' | 'edgeSlowdown';

/**
 * What one more of a parameter adds to the latency of each pair of cuts; of a round trip, per part of it that a transfer
 * takes. With a direct link, a pair that leaves the edge idle leaves the link of the device alone.
 */
export function delaysOf(
  parameter: SensitivityParameter,
  priced: PricedChoice,
  pairs: CutPairs,
  hasDirect = false,
): Float64Array {
  const delays = new Float64Array(pairs.first.length);
  ADD_DELAYS[parameter](delays, priced, pairs, hasDirect);
  return delays;
}

/** Where nothing is added, 0 stays. */
type AddDelays = (delays: Float64Array, priced: PricedChoice, pairs: CutPairs, hasDirect: boolean) => void;

/** A loop each, for they run over all candidates of a plan. */
const ADD_DELAYS: Readonly<Record<SensitivityParameter, AddDelays>> = {
  inverseUplinkRate(delays, { inputs, sent, reach }, { first, second }, hasDirect) {
    for (let k = 0; k < delays.length; k++) {
      const cut = first[k]!;
      if (hasDirect && cut === second[k]) continue;
      delays[k] = reach[cut]! * 8 * (inputs.bytes[cut]! + sent.bytes[cut]!);
    }
  },
  roundTrip(delays, { inputs, sent, returned, reach }, { first, second }, hasDirect) {
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
