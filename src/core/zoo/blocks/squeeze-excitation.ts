import type { ActivationFunction } from '../../network/kinds/activation.js';
import type { Tensor } from '../../network/tensor.js';
import { channelsOf, type Blueprint } from '../blueprint.js';
import { activation, convolution2d, GLOBAL_AVERAGE, MULTIPLY } from '../operations.js';

export interface SqueezeOptions {
  /** Channels in between. */
  readonly channels: number;
  readonly activation: ActivationFunction;
  readonly gate: ActivationFunction;
}

/**
 * Weighs each channel by a gate that sees the mean of all.
 * Source: Hu et al., Squeeze-and-Excitation Networks, CVPR 2018.
 */
export function squeezeExcitation(
  net: Blueprint,
  name: string,
  input: Tensor,
  options: SqueezeOptions,
): Tensor {
  const convolve = (kernels: number) => convolution2d({ kernels, size: 1, bias: true });
  const mean = net.add(`${name}.avgpool`, GLOBAL_AVERAGE, input);
  const squeezed = net.add(`${name}.fc1`, convolve(options.channels), mean);
  const active = net.add(`${name}.activation`, activation(options.activation), squeezed);
  const excited = net.add(`${name}.fc2`, convolve(channelsOf(input)), active);
  const gate = net.add(`${name}.gate`, activation(options.gate), excited);
  return net.add(`${name}.scale`, MULTIPLY, [input, gate]);
}
