import type { ChannelAnalysis, ChannelGroup } from './channel-groups.js';
import { type Costs, type PrunedCosts, difference } from './pruned-costs.js';

/** The costs of the network with so many units of one group, all else as it is. */
export interface CurvePoint extends Costs {
  readonly kept: number;
}

/** A stretch over which a cost changes by as much for each unit, to within the tolerance. */
export interface StraightPiece {
  readonly from: number;
  readonly to: number;
  /** Cost for each unit between its ends, J or s. */
  readonly perUnit: number;
}

/** Points of a curve at most. */
const MAX_POINTS = 65;
/** Share of the range of a curve by which a straight piece may miss a point of it. */
const STRAIGHT = 0.01;

/** The curve of every group. Throws `pruning-too-large`, before it begins, where that would take too long. */
export function curvesOf({ groups }: ChannelAnalysis, costs: PrunedCosts): CurvePoint[][] {
  costs.foresee((group) => pointsOf(groups[group]!));
  return groups.map((own, group) => curveOf(own, costs, group));
}

const pointsOf = ({ units }: ChannelGroup): number => Math.min(units, MAX_POINTS);

/** From all units down to one, evenly spaced where there are many. */
function curveOf(own: ChannelGroup, costs: PrunedCosts, group: number): CurvePoint[] {
  const { units } = own;
  const total = costs.total();
  const count = pointsOf(own);
  return Array.from({ length: count }, (_, k) => {
    const kept = count === 1 ? units : Math.round(units - (k * (units - 1)) / (count - 1));
    return { kept, ...difference(total, costs.saving(group, units - kept)) };
  });
}

/**
 * The curve as straight pieces, each as long as it stays within a hundredth of the curve's range: where one ends,
 * the slope changes. Empty for a single point or a cost that is not known.
 */
export function straightPieces(curve: readonly CurvePoint[], cost: keyof Costs): StraightPiece[] {
  const values = curve.map((point) => point[cost]);
  const range = Math.max(...values) - Math.min(...values);
  if (Number.isNaN(range)) return [];
  const slope = (from: number, to: number): number =>
    (values[from]! - values[to]!) / (curve[from]!.kept - curve[to]!.kept);
  const isStraight = (from: number, to: number): boolean => {
    const perUnit = slope(from, to);
    for (let k = from + 1; k < to; k++) {
      const straight = values[from]! + perUnit * (curve[k]!.kept - curve[from]!.kept);
      if (Math.abs(straight - values[k]!) > STRAIGHT * range) return false;
    }
    return true;
  };
  const pieces: StraightPiece[] = [];
  for (let from = 0; from < curve.length - 1;) {
    let to = from + 1;
    while (to + 1 < curve.length && isStraight(from, to + 1)) to++;
    pieces.push({ from: curve[from]!.kept, to: curve[to]!.kept, perUnit: slope(from, to) });
    from = to;
  }
  return pieces;
}
