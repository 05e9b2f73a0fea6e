import { CoreError } from '../../core/errors.js';
import type { DataType } from '../../core/network/data-type.js';
import { elementCount, formatShape, type Shape, type TensorType } from '../../core/network/tensor.js';
import { integerRange } from '../element-type.js';
import { MAX_FOLDED_ELEMENTS, MAX_RANK } from '../limits.js';

/** What a rule says about one output. `constant` holds the row-major elements where they are known. */
export interface Inferred extends TensorType {
  readonly constant?: readonly number[] | undefined;
}

/** Why the outputs of a node are not known. */
export class NodeProblem extends Error {}

export const tensor = (dataType: DataType, shape: Shape): Inferred => ({ dataType, shape });

/**
 * An output with known elements. They are dropped, and only shape and type kept, where they are too many or where
 * an integer element left the range of its type (wrap-around is not followed).
 */
export function known(dataType: DataType, shape: Shape, elements: readonly number[]): Inferred {
  if (!isFoldable(shape)) return { dataType, shape };
  const range = integerRange(dataType);
  if (range && !elements.every((element) => isIntegerOf(range, element))) return { dataType, shape };
  return { dataType, shape, constant: dataType === 'float32' ? elements.map(Math.fround) : elements };
}

const isIntegerOf = ([low, high]: readonly [number, number], element: number): boolean =>
  // Bounds such as the largest int64 are kept as their nearest double: operators that clamp accept them.
  Number.isInteger(element) &&
  (high === Number.MAX_SAFE_INTEGER ? Math.abs(element) <= 2 ** 64 : element >= low && element <= high);

/**
 * True where a tensor of this shape is small enough for its elements to be followed. Empty dimensions count as
 * one: loops over the others must stay short even where no element comes of them.
 */
export const isFoldable = (shape: Shape): boolean =>
  countOf(shape) <= MAX_FOLDED_ELEMENTS &&
  shape.reduce((product, dim) => product * Math.max(dim, 1), 1) <= MAX_FOLDED_ELEMENTS;

/** Elements of a shape that a rule made up. Throws `NodeProblem` when no tensor can have it. */
export function countOf(shape: Shape): number {
  if (shape.length > MAX_RANK)
    throw new NodeProblem(`rank: got ${shape.length}, expected at most ${MAX_RANK}`);
  for (const dim of shape) {
    if (!Number.isSafeInteger(dim) || dim < 0) {
      throw new NodeProblem(`shape: got ${formatShape(shape)}, expected non-negative integers below 2^53`);
    }
  }
  try {
    return elementCount(shape);
  } catch (error) {
    if (error instanceof CoreError)
      throw new NodeProblem(`size: got ${formatShape(shape)}, expected fewer than 2^53 elements`);
    throw error;
  }
}
