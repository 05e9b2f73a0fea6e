import { boundsOf, FIGURE_OF, type Bound, type Constraints } from './constraints.js';
import type { Evaluation } from './evaluate.js';
import { objectiveValues, type Objective } from './objectives.js';
import type { SplitProblem } from './problem.js';
import type { SensitivityParameter } from './delays.js';
import { slopesOf, type SumObjective } from './sensitivity.js';

/** What a plan's validity is asked over. */
export const VALIDITY_PARAMETERS = ['uplinkRate', 'roundTrip', 'edgeSlowdown'] as const;
export type ValidityParameter = (typeof VALIDITY_PARAMETERS)[number];

/** The best plan between two values of a parameter, both ends included. */
export interface ValidityRange {
  /** Null where no candidate keeps to the constraints. */
  readonly candidate: number | null;
  /** bit/s, s or a factor; to Infinity. */
  readonly from: number;
  readonly to: number;
}

/** A parameter in which all sums of costs are affine. */
interface Axis {
  readonly slopes: SensitivityParameter;
  /** Its value in the problem. */
  of(problem: SplitProblem): number;
  readonly start: number;
  /** The parameter that the value stands for. */
  parameter(x: number): number;
}

const same = (x: number): number => x;

/** A rate is inverted: transfer times and the energy of base + slope · rate are affine in s per bit. */
const AXES: Readonly<Record<ValidityParameter, Axis>> = {
  uplinkRate: {
    slopes: 'inverseUplinkRate',
    of: ({ link }) => 1 / link.uplink.rate,
    start: 0,
    parameter: (x) => 1 / x,
  },
  roundTrip: { slopes: 'roundTrip', of: ({ link }) => link.roundTrip, start: 0, parameter: same },
  edgeSlowdown: { slopes: 'edgeSlowdown', of: ({ edgeSlowdown }) => edgeSlowdown, start: 1, parameter: same },
};

/**
 * The whole switch-over table: which candidate is best for which value of the parameter, in ascending order
 * and without gaps, all else as in the problem. It is the lower envelope of one line a candidate, each up to
 * where it breaks a constraint; closed form, no search over values. Null for an objective that is no sum of
 * costs (a product or a maximum), or is not known for any candidate.
 */
export function switchOvers(
  evaluation: Evaluation,
  parameter: ValidityParameter,
  asked: { readonly objective: Objective; readonly constraints?: Constraints },
): ValidityRange[] | null {
  const { objective, constraints = {} } = asked;
  if (objective === 'energyDelayProduct' || objective === 'throughput') return null;
  if (objectiveValues(evaluation, objective).every(Number.isNaN)) return null;
  const axis = AXES[parameter];
  const lines = linesOf(evaluation, axis, { objective, constraints });
  const ranges = envelope(lines, axis.start).map(({ candidate, from, to }) => {
    const [a, b] = [axis.parameter(from), axis.parameter(to)];
    return { candidate, from: Math.min(a, b), to: Math.max(a, b) };
  });
  return parameter === 'uplinkRate' ? ranges.reverse() : ranges;
}

/** The range of the table that the problem itself lies in. */
export function validityOf(
  evaluation: Evaluation,
  parameter: ValidityParameter,
  table: readonly ValidityRange[],
): ValidityRange {
  const axis = AXES[parameter];
  const value = axis.parameter(axis.of(evaluation.problem));
  return table.find(({ from, to }) => from <= value && value <= to)!;
}

/** value(x) = intercept + slope · x, allowed up to and with `cap`. */
interface Line {
  readonly candidate: number;
  readonly intercept: number;
  readonly slope: number;
  readonly cap: number;
}

function linesOf(
  evaluation: Evaluation,
  axis: Axis,
  { objective, constraints }: { objective: SumObjective; constraints: Constraints },
): Line[] {
  const x = axis.of(evaluation.problem);
  const linesFor = (figure: SumObjective, values: Float64Array): Lines => ({
    x,
    values,
    slopes: slopesOf(evaluation, axis.slopes, figure),
  });
  const lines = linesFor(objective, objectiveValues(evaluation, objective));
  const bounds = boundsOf(evaluation, constraints);
  if (bounds.length === 0) return lowLines(lines, null, axis.start);
  const caps = new Float64Array(evaluation.count).fill(Infinity);
  for (const bound of bounds) {
    const figure = FIGURE_OF[bound.name];
    lowerCaps(caps, bound, figure === undefined ? null : linesFor(figure, bound.values));
  }
  return lowLines(lines, caps, axis.start);
}

/** By candidate: the values at x, and how they rise. */
interface Lines {
  readonly x: number;
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

const interceptOf = ({ x, values, slopes }: Lines, k: number): number => values[k]! - slopes[k]! * x;

/**
 * Lowers caps to where intercept + slope · x breaks the limit, before everything where it always does or is not
 * known; without lines, the values hold for every x.
 */
function lowerCaps(caps: Float64Array, { limit, values }: Bound, lines: Lines | null): void {
  for (let k = 0; k < caps.length; k++) {
    const intercept = lines === null ? values[k]! : interceptOf(lines, k);
    const slope = lines === null ? 0 : lines.slopes[k]!;
    const always = intercept <= limit ? Infinity : -Infinity;
    const cap = slope > 0 ? (limit - intercept) / slope : always;
    if (!(cap >= caps[k]!)) caps[k] = Number.isNaN(cap) ? -Infinity : cap;
  }
}

/**
 * The lines that the lowest one can be anywhere: those that no line without an end is below everywhere. Without caps,
 * none has an end.
 */
function lowLines(lines: Lines, caps: Float64Array | null, start: number): Line[] {
  const { slopes, values } = lines;
  const [first, flattest] = outermost(lines, caps);
  const low: Line[] = [];
  for (let k = 0; k < values.length; k++) {
    const cap = caps === null ? Infinity : caps[k]!;
    if (Number.isNaN(values[k]!) || !(cap >= start)) continue;
    const intercept = interceptOf(lines, k);
    const slope = slopes[k]!;
    if (isAbove(intercept, slope, first) || isAbove(intercept, slope, flattest)) continue;
    low.push({ candidate: k, intercept, slope, cap });
  }
  return low;
}

type Outer = Pick<Line, 'intercept' | 'slope'>;

/**
 * Of the lines without an end, the one that starts lowest and the flattest one, which tell most others from the lowest;
 * lines above all others where none is without an end.
 */
function outermost(lines: Lines, caps: Float64Array | null): readonly [first: Outer, flattest: Outer] {
  const { slopes, values } = lines;
  let [low, rise, base, flat] = [Infinity, Infinity, Infinity, Infinity];
  for (let k = 0; k < values.length; k++) {
    if (caps !== null && caps[k] !== Infinity) continue;
    const intercept = interceptOf(lines, k);
    const slope = slopes[k]!;
    if (isBefore(intercept, low, slope - rise)) {
      low = intercept;
      rise = slope;
    }
    if (isBefore(slope, flat, intercept - base)) {
      base = intercept;
      flat = slope;
    }
  }
  return [
    { intercept: low, slope: rise },
    { intercept: base, slope: flat },
  ];
}

/** Whether a line is nowhere below another, and somewhere above it. */
function isAbove(intercept: number, slope: number, other: Outer): boolean {
  const higher = intercept - other.intercept;
  const steeper = slope - other.slope;
  return higher >= 0 && steeper >= 0 && (higher > 0 || steeper > 0);
}

/** Whether a is less than b, or equal with what then decides below 0. */
const isBefore = (a: number, b: number, then: number): boolean => a < b || (a === b && then < 0);

/**
 * Follows the lowest line from `start` on: to the first crossing with a flatter one, or to its own end,
 * where the lowest of those that go on takes over. One pass over the lines a change.
 */
function envelope(lines: readonly Line[], start: number): ValidityRange[] {
  const ranges: ValidityRange[] = [];
  let x = start;
  let current = lowestAt(lines, x, (line) => line.cap >= x);
  while (current !== null) {
    const next = crossing(lines, current, x);
    const to = Math.min(next?.x ?? Infinity, current.cap);
    append(ranges, { candidate: current.candidate, from: x, to });
    if (to === Infinity) return ranges;
    x = to;
    current = next !== null && next.x <= current.cap ? next.line : lowestAt(lines, x, (line) => line.cap > x);
  }
  append(ranges, { candidate: null, from: x, to: Infinity });
  return ranges;
}

function append(ranges: ValidityRange[], range: ValidityRange): void {
  if (range.to > range.from || ranges.length === 0) ranges.push(range);
}

const valueAt = ({ intercept, slope }: Line, x: number): number => intercept + slope * x;

/** Of equal values the flatter, which is the lower one from here on. */
function lowestAt(lines: readonly Line[], x: number, goesOn: (line: Line) => boolean): Line | null {
  let lowest: Line | null = null;
  for (const line of lines) {
    if (!goesOn(line)) continue;
    const difference = lowest === null ? -1 : valueAt(line, x) - valueAt(lowest, x);
    if (lowest === null || difference < 0 || (difference === 0 && line.slope < lowest.slope)) lowest = line;
  }
  return lowest;
}

function crossing(lines: readonly Line[], current: Line, from: number): { line: Line; x: number } | null {
  let first: { line: Line; x: number } | null = null;
  for (const line of lines) {
    if (line.slope >= current.slope) continue;
    const x = Math.max(from, (line.intercept - current.intercept) / (current.slope - line.slope));
    if (x > line.cap || (x === line.cap && x === from)) continue;
    if (first === null || x < first.x || (x === first.x && line.slope < first.line.slope))
      first = { line, x };
  }
  return first;
}
