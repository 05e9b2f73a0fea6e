import type { Shape } from '../../core/network/tensor.js';
import { normalAxes, type OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

/** The sizes or scales of Resize, spread over all axes. */
interface Targets {
  readonly axes: readonly number[];
  readonly scales: readonly number[] | undefined;
  readonly sizes: readonly number[] | undefined;
  readonly roi: readonly number[] | undefined;
}

/** Resize: https://onnx.ai/onnx/operators/onnx__Resize.html (scales are input 1 in opset 10, input 2 later). */
const resize: OperatorRule = {
  infer: (context) => [tensor(context.type(0), resized(context, context.shape(0), targetsOf(context)))],
};

/** Upsample: scales are an attribute in opset 7 and input 1 from opset 9. */
const upsample: OperatorRule = {
  infer: (context) => {
    const shape = context.shape(0);
    const scales = (context.opset < 9 ? context.floats('scales') : undefined) ?? context.constant(1);
    const axes = shape.map((_, i) => i);
    return [
      tensor(context.type(0), resized(context, shape, { axes, scales, sizes: undefined, roi: undefined })),
    ];
  },
};

function targetsOf(context: OperatorContext): Targets {
  const rank = context.shape(0).length;
  const axes = normalAxes(context, context.ints('axes') ?? context.shape(0).map((_, i) => i), rank);
  if (context.opset < 11) return { axes, scales: context.constant(1), sizes: undefined, roi: undefined };
  const sizes = nonEmpty(context.optionalConstant(3));
  const scales = sizes ? undefined : nonEmpty(context.optionalConstant(2));
  const crops = context.string('coordinate_transformation_mode', 'half_pixel') === 'tf_crop_and_resize';
  return { axes, scales, sizes, roi: crops && scales ? context.constant(1) : undefined };
}

/** An empty tensor stands for an absent one. */
const nonEmpty = (list: readonly number[] | undefined): readonly number[] | undefined =>
  list && list.length > 0 ? list : undefined;

function resized(context: OperatorContext, shape: Shape, { axes, scales, sizes, roi }: Targets): Shape {
  const targets = scales ?? sizes ?? context.fail('scales and sizes: got neither, expected one of them');
  if (targets.length !== axes.length || (roi && roi.length !== 2 * axes.length)) {
    context.fail(`scales or sizes: got ${targets.length}, expected ${axes.length}`);
  }
  const result = [...shape];
  axes.forEach((axis, i) => {
    const extent = roi ? roi[axes.length + i]! - roi[i]! : 1;
    // Runtimes multiply in single precision, which decides where the product lies next to an integer.
    result[axis] = scales ? Math.floor(Math.fround(shape[axis]! * extent * scales[i]!)) : sizes![i]!;
  });
  return sizes ? keepingAspect(context, shape, result, axes) : result;
}

function keepingAspect(context: OperatorContext, from: Shape, to: Shape, axes: readonly number[]): Shape {
  const policy = context.string('keep_aspect_ratio_policy', 'stretch');
  if (policy === 'stretch') return to;
  const ratios = axes.map((axis) => to[axis]! / from[axis]!);
  const scale = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  return to.map((dim, axis) => (axes.includes(axis) ? Math.round(scale * from[axis]!) : dim));
}

/** GridSample: the grid N x spatial x rank gives the size of the output. */
const gridSample: OperatorRule = {
  infer: (context) => {
    const [batch, channels] = context.shapeOfRank(0, 3);
    return [tensor(context.type(0), [batch!, channels!, ...context.shapeOfRank(1, 3).slice(1, -1)])];
  },
};

/** AffineGrid(theta, size N x C x spatial): N x spatial x number of spatial dimensions. */
const affineGrid: OperatorRule = {
  infer: (context) => {
    const [batch, , ...spatial] = context.constant(1);
    if (batch === undefined) context.fail('size: got nothing, expected N x C x spatial');
    return [tensor(context.type(0), [batch ?? 0, ...spatial, spatial.length])];
  },
};

/** Operators that sample an image at other places. */
export const RESIZE: OperatorTable = {
  Resize: resize,
  Upsample: upsample,
  GridSample: gridSample,
  AffineGrid: affineGrid,
};
