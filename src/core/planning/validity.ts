import { boundsOf, FIGURE_OF, type Bound, type Constraints } from './constraints.js';
import type { Evaluation } from './evaluate.js';
import { objectiveValues, type Objective } from './objectives.js';
import type { SplitProblem } from './problem.js';
import { slopesOf, type SensitivityParameter, type Slopes } from './sensitivity.js';

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

type SumObjective = Exclude<Objective, 'energyDelayProduct' | 'throughput'>;

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
  const slopes = slopesOf(evaluation, axis.slopes);
  const lines = linesThrough(x, objectiveValues(evaluation, objective), objectiveSlopes(slopes, objective));
  const caps = new Float64Array(evaluation.count).fill(Infinity);
  for (const bound of boundsOf(evaluation, constraints)) {
    const figure = FIGURE_OF[bound.name];
    lowerCaps(caps, bound, figure === undefined ? null : linesThrough(x, bound.values, slopes[figure]));
  }
  return lowLines(lines, caps, axis.start);
}

/** By candidate. */
interface Lines {
  readonly intercepts: Float64Array;
  readonly slopes: Float64Array;
}

function linesThrough(x: number, values: Float64Array, slopes: Float64Array): Lines {
  const intercepts = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) intercepts[k] = values[k]! - slopes[k]! * x;
  return { intercepts, slopes };
}

function objectiveSlopes(slopes: Slopes, objective: SumObjective): Float64Array {
  if (typeof objective === 'string') return slopes[objective];
  const { latency, deviceEnergy, systemEnergy } = objective;
  return slopes.latency.map(
    (delay, k) =>
      latency * delay + deviceEnergy * slopes.deviceEnergy[k]! + systemEnergy * slopes.systemEnergy[k]!,
  );
}

/**
 * Lowers caps to where intercept + slope · x breaks the limit, before everything where it always does or is not
 * known; without lines, the values hold for every x.
 */
function lowerCaps(caps: Float64Array, { limit, values }: Bound, lines: Lines | null): void {
  for (let k = 0; k < caps.length; k++) {
    const intercept = lines === null ? values[k]! : lines.intercepts[k]!;
    const slope = lines === null ? 0 : lines.slopes[k]!;
    const always = intercept <= limit ? Infinity : -Infinity;
    const cap = slope > 0 ? (limit - intercept) / slope : always;
    if (!(cap >= caps[k]!)) caps[k] = Number.isNaN(cap) ? -Infinity : cap;
  }
}

/** The lines that the lowest one can be anywhere: those that no line without an end is below everywhere. */
function lowLines({ intercepts, slopes }: Lines, caps: Float64Array, start: number): Line[] {
  // Of lines without an end, the one that starts lowest and the flattest one tell most others from the lowest.
  let [first, flattest] = [-1, -1];
  const isBelow = (a: number, b: number, by: Float64Array, then: Float64Array): boolean =>
    b < 0 || by[a]! < by[b]! || (by[a] === by[b] && then[a]! < then[b]!);
  for (let k = 0; k < caps.length; k++) {
    if (caps[k] !== Infinity || Number.isNaN(intercepts[k]!)) continue;
    if (isBelow(k, first, intercepts, slopes)) first = k;
    if (isBelow(k, flattest, slopes, intercepts)) flattest = k;
  }
  const isAbove = (k: number, other: number): boolean =>
    other >= 0 &&
    intercepts[k]! >= intercepts[other]! &&
    slopes[k]! >= slopes[other]! &&
    (intercepts[k]! > intercepts[other]! || slopes[k]! > slopes[other]!);
  const lines: Line[] = [];
  for (let k = 0; k < caps.length; k++) {
    if (Number.isNaN(intercepts[k]!) || !(caps[k]! >= start)) continue;
    if (isAbove(k, first) || isAbove(k, flattest)) continue;
    lines.push({ candidate: k, intercept: intercepts[k]!, slope: slopes[k]!, cap: caps[k]! });
  }
  return lines;
}

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
