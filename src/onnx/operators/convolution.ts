import type { DataType } from '../../core/network/data-type.js';
import { formatShape, type Shape } from '../../core/network/tensor.js';
import type { OperatorContext } from './context.js';
import { productOf } from './indexing.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';
import { imageOf, slideOver, windowOf } from './windows.js';

/** Input places of the weights, and the type of the output. */
interface ConvolutionForm {
  readonly weights: number;
  readonly outputType: (context: OperatorContext) => DataType;
}

/**
 * Convolution of N x C x spatial with weights K x C/groups x kernel.
 * MACs: every output element takes C/groups * kernel products.
 * https://onnx.ai/onnx/operators/onnx__Conv.html
 */
function convolution({ weights, outputType }: ConvolutionForm): OperatorRule {
  return {
    infer: (context) => {
      const { batch, channels, spatial } = imageOf(context);
      const kernels = context.shape(weights);
      const groups = context.int('group', 1);
      if (
        kernels.length !== spatial.length + 2 ||
        kernels[1]! * groups !== channels ||
        kernels[0]! % groups !== 0
      ) {
        context.fail(
          `weights: got ${formatShape(kernels)} in ${groups} groups, expected ones for ${formatShape(context.shape(0))}`,
        );
      }
      const window = windowOf(context, spatial.length, kernels.slice(2));
      if (window.kernel.some((size, i) => size !== kernels[i + 2])) {
        context.fail(
          `kernel_shape: got ${formatShape(window.kernel)}, expected that of the weights ${formatShape(kernels)}`,
        );
      }
      return [tensor(outputType(context), [batch, kernels[0]!, ...slideOver(context, spatial, window)])];
    },
    macs: (context, [output]) => productOf(output!.shape) * productOf(context.shape(weights), 1),
    int32Weights: weights !== 1,
  };
}

/**
 * Transposed convolution with weights C x K/groups x kernel. MACs: every input element is multiplied with
 * K/groups * kernel weights. https://onnx.ai/onnx/operators/onnx__ConvTranspose.html
 */
const transposedConvolution: OperatorRule = {
  infer: (context) => {
    const { batch, channels, spatial } = imageOf(context);
    const kernels = context.shape(1);
    const groups = context.int('group', 1);
    if (kernels.length !== spatial.length + 2 || kernels[0] !== channels) {
      context.fail(
        `weights: got ${formatShape(kernels)}, expected ones for ${formatShape(context.shape(0))}`,
      );
    }
    const size = context.ints('output_shape') ?? transposedSize(context, spatial, kernels);
    return [tensor(context.type(0), [batch, kernels[1]! * groups, ...size.slice(-spatial.length)])];
  },
  macs: (context) => productOf(context.shape(0)) * productOf(context.shape(1), 1),
};

/** stride * (in - 1) + output_padding + dilation * (kernel - 1) + 1 - pads; in * stride with SAME padding. */
function transposedSize(context: OperatorContext, spatial: Shape, kernels: Shape): number[] {
  const window = windowOf(context, spatial.length, kernels.slice(2));
  const extra = context.ints('output_padding') ?? spatial.map(() => 0);
  return spatial.map((size, i) => {
    const stride = window.strides[i]!;
    if (window.autoPad.startsWith('SAME')) return size * stride;
    const pads = window.autoPad === 'VALID' ? 0 : window.pads[i]! + window.pads[spatial.length + i]!;
    return stride * (size - 1) + (extra[i] ?? 0) + window.dilations[i]! * (window.kernel[i]! - 1) + 1 - pads;
  });
}

/** Col2Im(input N x C*block x L, image_shape, block_shape): N x C x image. */
const columnsToImage: OperatorRule = {
  infer: (context) => {
    const shape = context.shapeOfRank(0, 3);
    const block = productOf(context.constant(2));
    return [tensor(context.type(0), [shape[0]!, shape[1]! / block, ...context.constant(1)])];
  },
};

const ofInput = (context: OperatorContext): DataType => context.type(0);

/** Operators of the default domain that slide learned kernels over an image. */
export const CONVOLUTION: OperatorTable = {
  Conv: convolution({ weights: 1, outputType: ofInput }),
  ConvInteger: convolution({ weights: 1, outputType: () => 'int32' }),
  QLinearConv: convolution({ weights: 3, outputType: (context) => context.type(7) }),
  DeformConv: convolution({ weights: 1, outputType: ofInput }),
  ConvTranspose: transposedConvolution,
  Col2Im: columnsToImage,
};

/** FusedConv is Conv with an activation and, as input 3, a tensor to add. */
export const MICROSOFT_CONVOLUTION: OperatorTable = {
  FusedConv: convolution({ weights: 1, outputType: ofInput }),
};
