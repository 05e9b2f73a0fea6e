import type { Padding } from '../../../core/network/padding.js';
import type { Shape } from '../../../core/network/tensor.js';
import { windowOf, type Window } from '../../operators/windows.js';
import type { LoweringContext } from '../context.js';
import type { Lowering, LoweringTable } from '../lowering.js';
import { outputDataType } from './output-type.js';
import { paddingOf, slidingWindow } from './windows.js';

/** Input places of weights and bias; a convolution without a place for a bias has none. */
interface ConvolutionForm {
  readonly weights: number;
  readonly bias?: number;
}

function convolution({ weights, bias = -1 }: ConvolutionForm): Lowering {
  return (context) => {
    const [kernels, , ...kernelSize] = context.shape(weights);
    const window = windowOf(context, kernelSize.length, kernelSize);
    return {
      operation: {
        kind: 'convolution',
        kernels: kernels!,
        ...slidingWindow(window),
        groups: context.int('group', 1),
        bias: context.has(bias),
        ...outputDataType(context),
      },
      inputs: context.dynamic([0, weights, bias]),
    };
  };
}

const transposedConvolution: Lowering = (context) => {
  const [, perGroup, ...kernelSize] = context.shape(1);
  const groups = context.int('group', 1);
  const window = windowOf(context, kernelSize.length, kernelSize);
  return {
    operation: {
      kind: 'transposed-convolution',
      kernels: perGroup! * groups,
      ...slidingWindow(window),
      ...enlargement(context, window),
      groups,
      bias: context.has(2),
    },
    inputs: context.dynamic([0, 1, 2]),
  };
};

/** Padding and output padding, which follow from the size of the output where that is given. */
function enlargement(
  context: LoweringContext,
  window: Window,
): { padding: Padding; outputPadding: readonly number[] } {
  const extra = context.ints('output_padding') ?? window.kernel.map(() => 0);
  const given = context.ints('output_shape');
  if (!given) return { padding: paddingOf(window), outputPadding: extra };
  return paddingFor(given.slice(-window.kernel.length), context.shape(0).slice(2), window, extra);
}

/** Total padding by axis: stride (in - 1) + output padding + extent - out; what is missing is added to the end. */
function paddingFor(size: Shape, spatial: Shape, window: Window, extra: readonly number[]) {
  const { kernel, strides, dilations, autoPad } = window;
  const surplus = size.map((out, i) => {
    const extent = dilations[i]! * (kernel[i]! - 1) + 1;
    return strides[i]! * (spatial[i]! - 1) + extra[i]! + extent - out;
  });
  const total = surplus.map((elements) => Math.max(elements, 0));
  const smaller = total.map((elements) => Math.floor(elements / 2));
  const larger = total.map((elements, i) => elements - smaller[i]!);
  const isUpper = autoPad === 'SAME_UPPER';
  return {
    padding: { begin: isUpper ? smaller : larger, end: isUpper ? larger : smaller },
    outputPadding: extra.map((elements, i) => elements + Math.max(-surplus[i]!, 0)),
  };
}

export const CONVOLUTION: LoweringTable = {
  Conv: convolution({ weights: 1, bias: 2 }),
  ConvInteger: convolution({ weights: 1 }),
  QLinearConv: convolution({ weights: 3, bias: 8 }),
  ConvTranspose: transposedConvolution,
};

/** The activation of a FusedConv runs inside the convolution. */
export const MICROSOFT_CONVOLUTION: LoweringTable = {
  FusedConv: convolution({ weights: 1, bias: 2 }),
};
