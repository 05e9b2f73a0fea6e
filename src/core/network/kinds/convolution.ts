import { CoreError } from '../../errors.js';
import type { Convolution } from '../layer.js';
import { safeProduct, type TensorType } from '../tensor.js';
import type { LayerRules } from './rules.js';
import { slide, spatialInput } from './window.js';

/** MACs = output elements · (input channels / groups) · kernel elements. */
export const convolution: LayerRules<Convolution> = {
  outputs(operation, inputs) {
    const input = spatialInput(inputs, operation.kernelSize);
    const [batch, channels, ...spatial] = input.shape as [number, number, ...number[]];
    checkGroups(operation, channels);
    return [
      {
        shape: [batch, operation.kernels, ...slide(spatial, { ...operation, ceilMode: false })],
        dataType: input.dataType,
      },
    ];
  },
  work(operation, [input], [output]) {
    const weightsPerKernel = weightCountPerKernel(operation, input!);
    return {
      macs: safeProduct([...output!.shape, weightsPerKernel]),
      weightElements:
        safeProduct([operation.kernels, weightsPerKernel]) + (operation.bias ? operation.kernels : 0),
    };
  },
};

function weightCountPerKernel(operation: Convolution, input: TensorType): number {
  return safeProduct([input.shape[1]! / operation.groups, ...operation.kernelSize]);
}

function checkGroups({ groups, kernels }: Convolution, channels: number): void {
  if (channels % groups !== 0 || kernels % groups !== 0) {
    throw new CoreError(
      'shape-mismatch',
      `groups: got ${groups}, expected a divisor of both the input channels (${channels}) and the kernels (${kernels})`,
      { parameter: 'groups' },
    );
  }
}
