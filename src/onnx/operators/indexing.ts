import type { Shape } from '../../core/network/tensor.js';
import { NodeProblem } from './value.js';
import { formatShape } from '../../core/network/tensor.js';

/** Elements between neighbours of each dimension in row-major order. */
export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}

/** Visits the elements of `shape` in row-major order; `visit` gets the strided offset of each. */
export function forEachOffset(
  shape: Shape,
  strides: readonly number[],
  start: number,
  visit: (offset: number) => void,
): void {
  if (shape.some((dim) => dim === 0)) return;
  const index = new Array<number>(shape.length).fill(0);
  let offset = start;
  for (;;) {
    visit(offset);
    let dim = shape.length - 1;
    while (dim >= 0 && (index[dim]! += 1) === shape[dim]) {
      offset -= (shape[dim]! - 1) * strides[dim]!;
      index[dim--] = 0;
    }
    if (dim < 0) return;
    offset += strides[dim]!;
  }
}

/** Reads a tensor of `shape` out of `data` with one stride a dimension: transposes, slices and broadcasts. */
export function stridedRead(
  data: readonly number[],
  shape: Shape,
  strides: readonly number[],
  start = 0,
): number[] {
  const result: number[] = [];
  forEachOffset(shape, strides, start, (offset) => result.push(data[offset]!));
  return result;
}

/** Multidirectional broadcasting: https://onnx.ai/onnx/repo-docs/Broadcasting.html */
export function broadcastShapes(shapes: readonly Shape[]): Shape {
  const rank = shapes.reduce((most, shape) => Math.max(most, shape.length), 0);
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    const lead = rank - shape.length;
    for (let i = 0; i < shape.length; i++) {
      const dim = shape[i]!;
      if (dim === 1 || dim === result[lead + i]) continue;
      if (result[lead + i] !== 1) {
        throw new NodeProblem(
          `shapes to broadcast: got ${shapes.slice(0, 3).map(formatShape).join(' and ')}, expected equal or unit dimensions`,
        );
      }
      result[lead + i] = dim;
    }
  }
  return result;
}

/** Strides that repeat a tensor of shape `from` over `to`. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const lead = to.length - from.length;
  const strides = rowMajorStrides(from);
  return to.map((_, i) => (i < lead || from[i - lead] === 1 ? 0 : strides[i - lead]!));
}

/** The elements of `data` repeated to `to`. */
export const broadcastRead = (data: readonly number[], from: Shape, to: Shape): number[] =>
  stridedRead(data, to, broadcastStrides(from, to));

/** Product of the dimensions from `start` up to, not including, `end`. */
export function productOf(shape: Shape, start = 0, end = shape.length): number {
  let product = 1;
  for (let i = start; i < end; i++) product *= shape[i]!;
  return product;
}
