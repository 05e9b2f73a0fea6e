import { CoreError } from '../../errors.js';
import { formatShape, type TensorType } from '../tensor.js';

/** Throws `invalid-parameter` unless all values are exact integers from `minimum` on. */
export function checkIntegers(parameter: string, values: readonly number[], minimum: number): void {
  for (const value of values) {
    if (Number.isSafeInteger(value) && value >= minimum) continue;
    throw new CoreError(
      'invalid-parameter',
      `${parameter}: got ${value}, expected an integer of at least ${minimum}`,
      { parameter },
    );
  }
}

/** Throws `wrong-rank` unless there is one value for each of `count` dimensions. */
export function checkLength(parameter: string, values: readonly unknown[], count: number, of: string): void {
  if (values.length === count) return;
  throw new CoreError(
    'wrong-rank',
    `${parameter}: got ${values.length} values, expected ${count}, one for each ${of}`,
    { parameter },
  );
}

/** Throws `wrong-rank` unless the input has at least `least` dimensions, which are `named`. */
export function checkLeastRank(input: TensorType, least: number, named: string): void {
  if (input.shape.length >= least) return;
  throw new CoreError(
    'wrong-rank',
    `input: got rank ${input.shape.length} (${formatShape(input.shape)}), expected at least rank ${least} (${named})`,
  );
}

/** An axis of a tensor of `rank` counted from the front; negative axes count from the back. */
export function resolveAxis(axis: number, rank: number, parameter = 'axis'): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (Number.isSafeInteger(axis) && resolved >= 0 && resolved < rank) return resolved;
  throw new CoreError(
    'wrong-rank',
    `${parameter}: got ${axis}, expected ${rank === 0 ? 'none' : `${-rank} to ${rank - 1}`} for an input of rank ${rank}`,
    { parameter },
  );
}

/** Axes counted from the front, each at most once. */
export function resolveAxes(axes: readonly number[], rank: number, parameter = 'axes'): number[] {
  const resolved = axes.map((axis) => resolveAxis(axis, rank, parameter));
  if (new Set(resolved).size === resolved.length) return resolved;
  throw new CoreError(
    'invalid-parameter',
    `${parameter}: got [${axes.join(', ')}], expected each axis at most once`,
    { parameter },
  );
}
