import { bitsPerSecond, seconds, type SplitProblem, type SweepPoint } from '../../core/index.js';
import type { SweepParameterName } from './sweep.dto.js';
import type { SweepAxis } from './sweep-values.js';

/** How a point follows from another; what a batch changes is the problem. */
const AT: Readonly<Record<SweepParameterName, (point: SweepPoint, value: number) => SweepPoint>> = {
  uplinkRateMbps: ({ link, edgeSlowdown }, value) => ({
    link: { ...link, uplink: { ...link.uplink, rate: bitsPerSecond(value * 1e6) } },
    edgeSlowdown,
  }),
  roundTripMs: ({ link, edgeSlowdown }, value) => ({
    link: { ...link, roundTrip: seconds(value / 1e3) },
    edgeSlowdown,
  }),
  edgeSlowdown: ({ link }, value) => ({ link, edgeSlowdown: value }),
  batch: (point) => point,
};

/** The point of a problem with these values of the axes, in their order. */
export const pointAt = (
  problem: SplitProblem,
  axes: readonly SweepAxis[],
  values: readonly number[],
): SweepPoint => axes.reduce<SweepPoint>((point, { name }, axis) => AT[name](point, values[axis]!), problem);
