import { CoreError } from '../../errors.js';
import type { DataType } from '../data-type.js';
import type { Padding } from '../padding.js';
import { formatShape, safeProduct, safeSum, type Shape, type TensorType } from '../tensor.js';
import { checkIntegers } from './checks.js';
import type { LayerRules, LayerWork } from './rules.js';
import { slide, spatialInput } from './window.js';

/**
 * Input [batch, channels, ...spatial] → [batch, kernels, ...spatial], in one to three dimensions or more.
 * Depthwise when `groups` equals the input channels and there is more than one.
 *
 * Weights are its own, or further inputs when they are computed: [kernels, channels / groups, ...kernelSize],
 * then a bias of [kernels].
 */
export interface Convolution {
  readonly kind: 'convolution';
  /** Number of filters, which is the number of output channels. */
  readonly kernels: number;
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: Padding;
  readonly groups: number;
  readonly bias: boolean;
  /** Element type of the output where it is not the input's (integer convolutions accumulate in int32). */
  readonly outputDataType?: DataType;
}

/** MACs = output elements · (input channels / groups) · kernel elements. */
export const convolution: LayerRules<Convolution> = {
  inputCount: { least: 1, most: 3 },
  outputs(operation, inputs) {
    const { batch, channels, spatial } = spatialInput(inputs, operation.kernelSize);
    checkKernels(operation, channels);
    checkComputedWeights(inputs, [operation.kernels, channels / operation.groups, ...operation.kernelSize]);
    return [
      {
        shape: [batch, operation.kernels, ...slide(spatial, operation)],
        dataType: operation.outputDataType ?? inputs[0]!.dataType,
      },
    ];
  },
  work(operation, inputs, [output]) {
    const weightsPerKernel = safeProduct([inputs[0]!.shape[1]! / operation.groups, ...operation.kernelSize]);
    return {
      macs: safeProduct([...output!.shape, weightsPerKernel]),
      weightElements: kernelWeights(operation, inputs, safeProduct([operation.kernels, weightsPerKernel])),
    };
  },
  layerClass: (operation, [input]) => (isDepthwise(operation, input!.shape) ? 'depthwise' : 'convolution'),
  kernels: ({ kernels }) => kernels,
  gatheredElements({ kernels, kernelSize }, [input], [output]) {
    const window = safeProduct(kernelSize);
    const positions = safeProduct(output!.shape) / kernels;
    return window === 1 ? 0 : positions * input!.shape[1]! * window;
  },
  fusionRole: () => 'root',
};

/** A convolution each of whose kernels sees one input channel. */
export function isDepthwise({ groups }: Pick<Convolution, 'groups'>, input: Shape): boolean {
  return groups > 1 && groups === input[1];
}

/** Weights that belong to the layer: none of those that come as inputs. */
export function kernelWeights(
  { kernels, bias }: Pick<Convolution, 'kernels' | 'bias'>,
  inputs: readonly TensorType[],
  elements: number,
): LayerWork['weightElements'] {
  return safeSum([inputs.length > 1 ? 0 : elements, bias && inputs.length < 3 ? kernels : 0]);
}

/** Throws `invalid-parameter` or `shape-mismatch` unless channels and kernels divide into the groups. */
export function checkKernels(
  { groups, kernels }: Pick<Convolution, 'groups' | 'kernels'>,
  channels: number,
): void {
  checkIntegers('kernels', [kernels], 1);
  checkIntegers('groups', [groups], 1);
  if (channels % groups !== 0 || kernels % groups !== 0) {
    throw new CoreError(
      'shape-mismatch',
      `groups: got ${groups}, expected a divisor of both the input channels (${channels}) and the kernels (${kernels})`,
      { parameter: 'groups' },
    );
  }
}

/** Throws `shape-mismatch` when weights come as an input that does not have the shape expected of them. */
export function checkComputedWeights(inputs: readonly TensorType[], expected: Shape): void {
  const weights = inputs[1];
  if (weights === undefined || formatShape(weights.shape) === formatShape(expected)) return;
  throw new CoreError(
    'shape-mismatch',
    `inputs: got weights of shape ${formatShape(weights.shape)}, expected ${formatShape(expected)}`,
    { parameter: 'inputs' },
  );
}
