import { figures } from '../../../charts/options/index.js';
import type { PlanAnswerDto } from '../../../plans/index.js';

type Validity = PlanAnswerDto['validity'];
type SwitchOvers = Validity[keyof Validity];

/** Within which rates, round trips and loads of the edge the plan stays the best one; nothing where that is not known. */
export function validityOf({ uplinkRateMbps, roundTripMs, edgeSlowdown }: Validity): string {
  const ranges = [
    rangeOf('rates', uplinkRateMbps, figures.rate),
    rangeOf('round trips', roundTripMs, figures.latency),
    rangeOf('an edge', edgeSlowdown, (factor) => `${figures.times(factor)} slower`, 1),
  ].filter((range) => range !== null);
  return ranges.length === 0 ? '' : `Stays the best for ${ranges.join(', ')}.`;
}

function rangeOf(
  what: string,
  switchOvers: SwitchOvers,
  write: (value: number) => string,
  least = 0,
): string | null {
  if (switchOvers === null) return null;
  const { from, to } = switchOvers.current;
  if (to === null)
    return from <= least
      ? `all ${what === 'an edge' ? 'loads of the edge' : what}`
      : `${what} from ${write(from)} on`;
  return from <= least ? `${what} up to ${write(to)}` : `${what} from ${write(from)} to ${write(to)}`;
}
