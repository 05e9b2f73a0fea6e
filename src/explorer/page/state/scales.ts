/** From the position of a slider to the value that it stands for, and back. */
export interface Scale {
  readonly valueAt: (position: number) => number;
  /** The nearest position. */
  readonly positionOf: (value: number) => number;
}

/** The same ratio from each position to the next; values are rounded to three digits. */
const logarithmic = (least: number, most: number, steps: number): Scale => ({
  valueAt: (position) => rounded(least * (most / least) ** (position / steps)),
  positionOf: (value) =>
    clamped(Math.round((Math.log(value / least) / Math.log(most / least)) * steps), 0, steps),
});

/** The same, with zero before the least. */
function fromZero(scale: Scale): Scale {
  return {
    valueAt: (position) => (position === 0 ? 0 : scale.valueAt(position - 1)),
    positionOf: (value) => (value === 0 ? 0 : scale.positionOf(value) + 1),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(3));
const clamped = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** Of 0.1 Mbit/s to 10 Gbit/s. */
export const RATE_SCALE = logarithmic(0.1, 10_000, 200);
/** Of nothing, and 0.1 ms to 1 s. */
export const ROUND_TRIP_SCALE = fromZero(logarithmic(0.1, 1_000, 99));
/** Of an edge of one's own to one that is 100 times slower. */
export const SLOWDOWN_SCALE = logarithmic(1, 100, 100);
/** Of 1 to 64 by doubling. */
export const BATCH_SCALE: Scale = {
  valueAt: (position) => 2 ** position,
  positionOf: (value) => clamped(Math.round(Math.log2(value)), 0, 6),
};
