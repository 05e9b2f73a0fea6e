import type { ActivationFunction } from '../../network/kinds/activation.js';
import type { Tensor } from '../../network/tensor.js';
import { channelsOf, type Blueprint } from '../blueprint.js';
import { ADD } from '../operations.js';
import { convolutionBlock, depthwiseBlock } from './convolution-block.js';
import { squeezeExcitation, type SqueezeOptions } from './squeeze-excitation.js';

export interface InvertedResidualOptions {
  /** Output channels. */
  readonly kernels: number;
  /** Channels in between; no expansion where they are those of the input. */
  readonly expanded: number;
  /** Of the depthwise convolution. */
  readonly size: number;
  readonly stride: number;
  readonly activation: ActivationFunction;
  readonly squeeze?: SqueezeOptions;
}

/**
 * Expansion → depthwise convolution → squeeze-and-excitation → projection, around which a shortcut leads where
 * input and output have the same shape.
 * Source: Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018.
 */
export function invertedResidual(
  net: Blueprint,
  name: string,
  input: Tensor,
  options: InvertedResidualOptions,
): Tensor {
  const { kernels, expanded, stride, size, squeeze } = options;
  let inner = input;
  if (expanded !== channelsOf(input)) {
    const expansion = { kernels: expanded, size: 1, activation: options.activation };
    inner = convolutionBlock(net, `${name}.expand`, inner, expansion);
  }
  inner = depthwiseBlock(net, `${name}.depthwise`, inner, { size, stride, activation: options.activation });
  if (squeeze !== undefined) inner = squeezeExcitation(net, `${name}.squeeze`, inner, squeeze);
  const projected = convolutionBlock(net, `${name}.project`, inner, { kernels, size: 1 });
  const shortcut = stride === 1 && kernels === channelsOf(input);
  return shortcut ? net.add(`${name}.add`, ADD, [input, projected]) : projected;
}

/**
 * The multiple of `divisor` nearest to a number of channels, but never less than nine tenths of it.
 * Source: TensorFlow models, slim/nets/mobilenet, `make_divisible`.
 */
export function makeDivisible(channels: number, divisor = 8): number {
  const nearest = Math.max(divisor, Math.floor((channels + divisor / 2) / divisor) * divisor);
  return nearest < 0.9 * channels ? nearest + divisor : nearest;
}
