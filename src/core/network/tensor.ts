import { CoreError } from '../errors.js';
import { bytes, type Bytes } from '../units.js';
import { BITS_PER_ELEMENT, type DataType } from './data-type.js';

/** Sizes by dimension, the batch first; an empty shape is a scalar. */
export type Shape = readonly number[];

export interface TensorType {
  readonly shape: Shape;
  readonly dataType: DataType;
}

export interface Tensor extends TensorType {
  readonly name: string;
}

/** Product of the dimensions. Throws `size-overflow` when it is beyond exact integers (2^53 - 1). */
export function elementCount(shape: Shape): number {
  return safeProduct(shape);
}

/** Bytes of the tensor as laid out in memory; sub-byte types are packed. */
export function tensorBytes(tensor: TensorType): Bytes {
  return bytes(Math.ceil(safeProduct([elementCount(tensor.shape), BITS_PER_ELEMENT[tensor.dataType]]) / 8));
}

/** Product of non-negative integers, exact. Throws `size-overflow` beyond 2^53 - 1. */
export function safeProduct(factors: readonly number[]): number {
  let product = 1;
  for (const factor of factors) product *= factor;
  if (!Number.isSafeInteger(product)) {
    throw new CoreError(
      'size-overflow',
      `sizes multiply to more than 2^53 - 1: got ${factors.join(' × ')}, expected a product that is an exact integer`,
    );
  }
  return product;
}

/** Sum of non-negative integers, exact. Throws `size-overflow` beyond 2^53 - 1. */
export function safeSum(terms: readonly number[]): number {
  let sum = 0;
  for (const term of terms) sum += term;
  if (!Number.isSafeInteger(sum)) {
    throw new CoreError(
      'size-overflow',
      `sizes add up to more than 2^53 - 1: got ${sum}, expected a sum that is an exact integer`,
    );
  }
  return sum;
}

export const formatShape = (shape: Shape): string => `[${shape.join(', ')}]`;
