import type { Shape } from '../../core/network/tensor.js';
import { formatShape } from '../../core/network/tensor.js';
import { normalAxes, normalAxis, type OperatorContext } from './context.js';
import { productOf, rowMajorStrides, stridedRead } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { countOf, known, tensor, type Inferred } from './value.js';

/** The same elements in the same order under another shape. */
const relabelled = (input: Inferred, shape: Shape): Inferred =>
  input.constant ? known(input.dataType, shape, input.constant) : tensor(input.dataType, shape);

/** Shape, with `start` and `end` from opset 15: https://onnx.ai/onnx/operators/onnx__Shape.html */
const shapeOf: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const clamp = (axis: number): number =>
      Math.min(Math.max(axis < 0 ? axis + shape.length : axis, 0), shape.length);
    const part = shape.slice(clamp(context.int('start', 0)), clamp(context.int('end', shape.length)));
    return [known('int64', [part.length], part)];
  },
};

const size: OperatorRule = { infer: (context) => [known('int64', [], [countOf(context.shape(0))])] };

/** Reshape: 0 copies a dimension (unless `allowzero`), one -1 takes what is left. */
const reshape: OperatorRule = {
  infer: (context) => {
    const target = context.opset < 5 ? (context.ints('shape') ?? context.constant(1)) : context.constant(1);
    return [relabelled(context.input(0), resolveTarget(context, context.shape(0), target))];
  },
};

function resolveTarget(context: OperatorContext, from: Shape, target: readonly number[]): Shape {
  const keepsZero = context.int('allowzero', 0) === 1;
  const shape = target.map((dim, i) => (dim === 0 && !keepsZero ? (from[i] ?? NaN) : dim));
  const unknown = shape.indexOf(-1);
  const total = countOf(from);
  if (unknown >= 0) {
    shape[unknown] = 1;
    const rest = countOf(shape);
    shape[unknown] = rest === 0 ? 0 : total / rest;
  }
  if (shape.some((dim) => !Number.isInteger(dim) || dim < 0) || countOf(shape) !== total) {
    context.fail(
      `target shape: got ${formatShape(target)}, expected one of ${total} elements like ${formatShape(from)}`,
    );
  }
  return shape;
}

const flatten: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const axis = context.int('axis', 1);
    const split = axis === shape.length ? axis : normalAxis(context, axis, Math.max(shape.length, 1));
    return [relabelled(context.input(0), [productOf(shape, 0, split), productOf(shape, split)])];
  },
};

/** Axes are an attribute up to opset 12 and an input from 13. */
const axesOf = (context: OperatorContext): readonly number[] | undefined =>
  context.opset < 13 ? context.ints('axes') : context.optionalConstant(1);

const squeeze: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const axes = axesOf(context);
    const removed = axes && new Set(normalAxes(context, axes, shape.length));
    if (removed && [...removed].some((axis) => shape[axis] !== 1)) {
      context.fail(
        `dimensions to squeeze: got axes [${axes.join(', ')}] of ${formatShape(shape)}, expected dimensions of size 1`,
      );
    }
    const kept = shape.filter((dim, axis) => (removed ? !removed.has(axis) : dim !== 1));
    return [relabelled(context.input(0), kept)];
  },
};

const unsqueeze: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const axes = axesOf(context) ?? context.fail('axes: got nothing, expected integers');
    const rank = shape.length + axes.length;
    const added = new Set(normalAxes(context, axes, rank));
    const rest = shape[Symbol.iterator]();
    const result = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : rest.next().value!));
    return [relabelled(context.input(0), result)];
  },
};

const transpose: OperatorRule = {
  infer: (context) => {
    const { dataType, shape, constant } = context.input(0);
    const order = normalAxes(
      context,
      context.ints('perm') ?? shape.map((_, i) => shape.length - 1 - i),
      shape.length,
    );
    if (order.length !== shape.length)
      context.fail(`perm: got [${order.join(', ')}], expected ${shape.length} axes`);
    const result = order.map((axis) => shape[axis]!);
    if (!constant) return [tensor(dataType, result)];
    const strides = rowMajorStrides(shape);
    return [
      known(
        dataType,
        result,
        stridedRead(
          constant,
          result,
          order.map((axis) => strides[axis]!),
        ),
      ),
    ];
  },
};

/** DepthToSpace and SpaceToDepth on N x C x H x W. */
const depthToSpace: OperatorRule = {
  infer: (context) => {
    const [n, c, h, w] = fourDimensions(context);
    const block = context.requiredInt('blocksize');
    return [tensor(context.type(0), [n, c / (block * block), h * block, w * block])];
  },
};

const spaceToDepth: OperatorRule = {
  infer: (context) => {
    const [n, c, h, w] = fourDimensions(context);
    const block = context.requiredInt('blocksize');
    return [tensor(context.type(0), [n, c * block * block, h / block, w / block])];
  },
};

function fourDimensions(context: OperatorContext): [number, number, number, number] {
  const shape = context.shape(0);
  if (shape.length !== 4) context.fail(`rank: got ${formatShape(shape)}, expected N x C x H x W`);
  return [shape[0]!, shape[1]!, shape[2]!, shape[3]!];
}

/** Operators that give elements another shape or order without changing them. */
export const RESHAPE: OperatorTable = {
  Shape: shapeOf,
  Size: size,
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  DepthToSpace: depthToSpace,
  SpaceToDepth: spaceToDepth,
};
