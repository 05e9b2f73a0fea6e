import type { Shape } from '../tensor.js';
import { safeProduct } from '../tensor.js';
import { checkIntegers, checkLength } from './checks.js';
import {
  checkComputedWeights,
  checkKernels,
  isDepthwise,
  kernelWeights,
  type Convolution,
} from './convolution.js';
import type { LayerRules } from './rules.js';
import { checkWindow, extentAlong, spatialInput } from './window.js';

/**
 * Input [batch, channels, ...spatial] → [batch, kernels, ...spatial]; a convolution run backwards, which
 * enlarges (deconvolution). Computed weights are [channels, kernels / groups, ...kernelSize].
 */
export interface TransposedConvolution extends Omit<Convolution, 'kind'> {
  readonly kind: 'transposed-convolution';
  /** Elements added to one end of each spatial output dimension. */
  readonly outputPadding: readonly number[];
}

/** MACs = input elements · (kernels / groups) · kernel elements: every input element meets each weight once. */
export const transposedConvolution: LayerRules<TransposedConvolution> = {
  inputCount: { least: 1, most: 3 },
  outputs(operation, inputs) {
    const { batch, channels, spatial } = spatialInput(inputs, operation.kernelSize);
    checkKernels(operation, channels);
    checkComputedWeights(inputs, [channels, operation.kernels / operation.groups, ...operation.kernelSize]);
    return [
      {
        shape: [batch, operation.kernels, ...enlarge(spatial, operation)],
        dataType: operation.outputDataType ?? inputs[0]!.dataType,
      },
    ];
  },
  work(operation, inputs) {
    const weightsPerChannel = safeProduct([operation.kernels / operation.groups, ...operation.kernelSize]);
    return {
      macs: safeProduct([...inputs[0]!.shape, weightsPerChannel]),
      weightElements: kernelWeights(
        operation,
        inputs,
        safeProduct([inputs[0]!.shape[1]!, weightsPerChannel]),
      ),
    };
  },
  layerClass: (operation, [input]) => (isDepthwise(operation, input!.shape) ? 'depthwise' : 'convolution'),
  kernels: ({ kernels }) => kernels,
  fusionRole: () => 'root',
};

/** stride · (size - 1) + extent + output padding - padding; size · stride with automatic padding. */
function enlarge(spatial: Shape, operation: TransposedConvolution): number[] {
  const { padding, strides, outputPadding } = operation;
  checkWindow(spatial.length, operation);
  checkLength('outputPadding', outputPadding, spatial.length, 'spatial dimension');
  checkIntegers('outputPadding', outputPadding, 0);
  return spatial.map((size, axis) =>
    typeof padding === 'string'
      ? size * strides[axis]!
      : strides[axis]! * (size - 1) +
        extentAlong(operation, axis) +
        outputPadding[axis]! -
        padding.begin[axis]! -
        padding.end[axis]!,
  );
}
