import { refusal } from '../refusal.js';
import {
  MAX_POINTS,
  type SweepParameterDto,
  type SweepParameterName,
  type SweepRangeDto,
} from './sweep.dto.js';

/** Different batches of a sweep. */
const MAX_BATCHES = 256;

/** A parameter with all its values. */
export interface SweepAxis {
  readonly name: SweepParameterName;
  readonly values: readonly number[];
}

/** What a value must be, and how that is said; as for the fields of the request that the parameters stand for. */
const ACCEPTED: Readonly<Record<SweepParameterName, { holds: (value: number) => boolean; text: string }>> = {
  uplinkRateMbps: {
    holds: (value) => value >= 1e-6 && value <= 1e6,
    text: 'at least 0.000001 and at most 1000000 [Mbit/s]',
  },
  roundTripMs: {
    holds: (value) => value >= 0 && value <= 3_600_000,
    text: 'at least 0 and at most 3600000 [ms]',
  },
  edgeSlowdown: { holds: (value) => value >= 1 && value <= 1e6, text: 'at least 1 and at most 1000000' },
  batch: {
    holds: (value) => Number.isInteger(value) && value >= 1 && value <= 65_536,
    text: 'that are integers of at least 1 and at most 65536',
  },
};

/** Throws a `ProblemError` that names the field at fault. */
export function toAxes(parameters: readonly SweepParameterDto[]): SweepAxis[] {
  const axes = parameters.map(({ name, ...dto }, index) => {
    const pointer = `/parameters/${index}`;
    const values = name === 'batch' ? wholeNumbers(dto, pointer) : valuesOf(dto, pointer);
    const { holds, text } = ACCEPTED[name];
    const wrong = values.find((value) => !holds(value));
    if (wrong !== undefined) {
      throw refusal(
        `${pointer}/${dto.values ? 'values' : 'range'}`,
        `got ${wrong} for ${name}`,
        `numbers ${text}`,
      );
    }
    return { name, values };
  });
  if (axes[0]!.name === axes[1]?.name) {
    throw refusal('/parameters/1/name', `got ${axes[1].name} twice`, 'another parameter than the first');
  }
  const batches = new Set(axes.find(({ name }) => name === 'batch')?.values).size;
  if (batches > MAX_BATCHES)
    throw refusal(
      '/parameters',
      `got ${batches} batches`,
      `at most ${MAX_BATCHES}, for each is a network of its own`,
    );
  const points = axes.reduce((product, { values }) => product * values.length, 1);
  if (points > MAX_POINTS)
    throw refusal('/parameters', `got ${points} points`, `at most ${MAX_POINTS} points`);
  return axes;
}

/** Every combination of values, a value an axis, the last one fastest. */
export const combinations = ([outer, inner]: readonly SweepAxis[]): (readonly number[])[] =>
  inner === undefined
    ? outer!.values.map((value) => [value])
    : outer!.values.flatMap((value) => inner.values.map((other) => [value, other]));

function valuesOf({ values, range }: Omit<SweepParameterDto, 'name'>, pointer: string): readonly number[] {
  if (values !== undefined && range === undefined) return values;
  if (range !== undefined && values === undefined) return spread(range, `${pointer}/range`);
  const got = values === undefined ? 'neither values nor range' : 'both values and range';
  throw refusal(pointer, `got ${got}`, 'values, or range in their place');
}

/** As they are given, or those of a range rounded, each once. */
const wholeNumbers = (dto: Omit<SweepParameterDto, 'name'>, pointer: string): readonly number[] => {
  const values = valuesOf(dto, pointer);
  return dto.range === undefined ? values : [...new Set(values.map(Math.round))];
};

/** Both ends are exact. */
function spread({ from, to, points, scale }: SweepRangeDto, pointer: string): number[] {
  if (to < from) throw refusal(`${pointer}/to`, `got ${to}`, `at least the first value, ${from}`);
  if (scale === 'log' && from === 0) throw refusal(`${pointer}/from`, 'got 0', 'above 0 for the scale log');
  return Array.from({ length: points }, (_, k) => {
    if (k === points - 1) return to;
    const share = k / (points - 1);
    return scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
  });
}
