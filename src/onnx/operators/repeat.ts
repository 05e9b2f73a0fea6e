import { formatShape, type Shape } from '../../core/network/tensor.js';
import { normalAxes, normalAxis, type OperatorContext } from './context.js';
import { broadcastRead, broadcastShapes, rowMajorStrides } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { isFoldable, known, tensor } from './value.js';

const expand: OperatorRule = {
  infer: (context) => {
    const { dataType, shape, constant } = context.input(0);
    const result = broadcastShapes([shape, context.constant(1)]);
    return [
      constant && isFoldable(result)
        ? known(dataType, result, broadcastRead(constant, shape, result))
        : tensor(dataType, result),
    ];
  },
};

/** Tile(input, repeats); before opset 6 (input, tiles, axis). */
const tile: OperatorRule = {
  infer: (context) => {
    const { dataType, shape, constant } = context.input(0);
    const repeats = context.opset < 6 ? repeatsOfAxis(context, shape) : context.constant(1);
    if (repeats.length !== shape.length)
      context.fail(`repeats: got ${repeats.length}, expected ${shape.length}`);
    const result = shape.map((dim, i) => dim * repeats[i]!);
    if (!constant || !isFoldable(result)) return [tensor(dataType, result)];
    return [
      known(
        dataType,
        result,
        readPositions(constant, shape, result, (i, axis) => i % shape[axis]!),
      ),
    ];
  },
};

function repeatsOfAxis(context: OperatorContext, shape: Shape): number[] {
  const axis = normalAxis(context, context.scalar(2), shape.length);
  return shape.map((_, i) => (i === axis ? context.scalar(1) : 1));
}

/** Reads `constant` at the position that `source` gives for each output position; undefined leaves zero. */
function readPositions(
  constant: readonly number[],
  from: Shape,
  to: Shape,
  source: (index: number, axis: number) => number | undefined,
  fill = 0,
): number[] {
  const strides = rowMajorStrides(from);
  let offsets: (number | undefined)[] = [0];
  to.forEach((dim, axis) => {
    offsets = offsets.flatMap((offset) =>
      Array.from({ length: dim }, (_, i) => {
        const position = source(i, axis);
        return offset === undefined || position === undefined
          ? undefined
          : offset + position * strides[axis]!;
      }),
    );
  });
  return offsets.map((offset) => (offset === undefined ? fill : constant[offset]!));
}

/** Pad: pads and value are attributes before opset 11 and inputs from then on; axes from 18. */
const pad: OperatorRule = {
  infer: (context) => {
    const { dataType, shape, constant } = context.input(0);
    const [before, after] = padsByAxis(context, shape);
    const result = shape.map((dim, i) => dim + before[i]! + after[i]!);
    const isConstantMode = context.string('mode', 'constant') === 'constant';
    const fill =
      context.opset < 11 ? context.float('value', 0) : context.has(2) ? context.input(2).constant?.[0] : 0;
    if (!constant || !isConstantMode || fill === undefined || !isFoldable(result))
      return [tensor(dataType, result)];
    const source = (i: number, axis: number): number | undefined => {
      const position = i - before[axis]!;
      return position >= 0 && position < shape[axis]! ? position : undefined;
    };
    return [known(dataType, result, readPositions(constant, shape, result, source, fill))];
  },
};

/** Elements added before and after each axis. Throws `NodeProblem`. */
export function padsByAxis(context: OperatorContext, shape: Shape): [number[], number[]] {
  const pads =
    context.opset < 11
      ? (context.ints('pads') ??
        context.ints('paddings') ??
        context.fail('pads: got nothing, expected integers'))
      : context.constant(1);
  const axes = normalAxes(context, context.optionalConstant(3) ?? shape.map((_, i) => i), shape.length);
  if (pads.length !== 2 * axes.length)
    context.fail(`pads: got ${pads.length}, expected ${2 * axes.length} for ${formatShape(shape)}`);
  const before = shape.map(() => 0);
  const after = shape.map(() => 0);
  axes.forEach((axis, i) => {
    before[axis] = pads[i]!;
    after[axis] = pads[axes.length + i]!;
  });
  return [before, after];
}

const centerCropPad: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const target = context.constant(1);
    const axes = normalAxes(context, context.ints('axes') ?? shape.map((_, i) => i), shape.length);
    if (target.length !== axes.length)
      context.fail(`target shape: got ${target.length} sizes, expected ${axes.length}`);
    const result = [...shape];
    axes.forEach((axis, i) => (result[axis] = target[i]!));
    return [tensor(context.type(0), result)];
  },
};

/** Operators that make a tensor larger or smaller by repetition or a border. */
export const REPEAT: OperatorTable = { Expand: expand, Tile: tile, Pad: pad, CenterCropPad: centerCropPad };
