import type { Shape } from '../../core/network/tensor.js';
import { formatShape } from '../../core/network/tensor.js';
import type { OperatorContext } from './context.js';

/** A sliding window over the spatial dimensions of N x C x spatial. */
export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Begin of each dimension, then end of each. */
  readonly pads: readonly number[];
  readonly autoPad: string;
}

/** The window of a convolution or pooling node. `kernel` is taken from the weights where the attribute is absent. */
export function windowOf(context: OperatorContext, spatialRank: number, kernel: readonly number[]): Window {
  const ones = new Array<number>(spatialRank).fill(1);
  const window: Window = {
    kernel: context.ints('kernel_shape') ?? kernel,
    strides: context.ints('strides') ?? ones,
    dilations: context.ints('dilations') ?? ones,
    pads: context.ints('pads') ?? new Array<number>(2 * spatialRank).fill(0),
    autoPad: context.string('auto_pad', 'NOTSET'),
  };
  const { strides, dilations, pads } = window;
  for (const list of [window.kernel, strides, dilations]) {
    const isValid = list.length === spatialRank && list.every((x) => Number.isSafeInteger(x) && x >= 1);
    if (!isValid)
      context.fail(
        `kernel_shape, strides, dilations: got ${formatShape(list)}, expected ${spatialRank} positive integers`,
      );
  }
  if (pads.length !== 2 * spatialRank) context.fail(`pads: got ${pads.length}, expected ${2 * spatialRank}`);
  return window;
}

/**
 * Output size of each spatial dimension.
 * floor((in + pads - dilation * (kernel - 1) - 1) / stride) + 1, rounded up with `ceil`, and ceil(in / stride)
 * with SAME padding: https://onnx.ai/onnx/operators/onnx__MaxPool.html
 */
export function slideOver(context: OperatorContext, spatial: Shape, window: Window, ceil = false): number[] {
  return spatial.map((size, i) => {
    const stride = window.strides[i]!;
    if (window.autoPad.startsWith('SAME')) return Math.ceil(size / stride);
    const [begin, end] =
      window.autoPad === 'VALID' ? [0, 0] : [window.pads[i]!, window.pads[spatial.length + i]!];
    const room = size + begin + end - window.dilations[i]! * (window.kernel[i]! - 1) - 1;
    if (room < 0)
      context.fail(
        `kernel: got ${formatShape(window.kernel)}, expected one that fits into ${formatShape(spatial)} with its padding`,
      );
    const count = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
    // A window that would start behind the input and its begin padding is not evaluated.
    return ceil && (count - 1) * stride >= size + begin ? count - 1 : count;
  });
}

/** Batch, channels and spatial sizes of input 0. */
export function imageOf(context: OperatorContext): { batch: number; channels: number; spatial: Shape } {
  const [batch, channels, ...spatial] = context.shapeOfRank(0, 2);
  return { batch: batch!, channels: channels!, spatial };
}
