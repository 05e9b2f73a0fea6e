import type { ActivationFunction } from '../../network/kinds/activation.js';
import type { Tensor } from '../../network/tensor.js';
import { channelsOf, type Blueprint } from '../blueprint.js';
import { activation, BATCH_NORMALISATION, convolution2d, type ConvolutionOptions } from '../operations.js';

export interface ConvolutionBlockOptions extends ConvolutionOptions {
  /** None where absent. */
  readonly activation?: ActivationFunction;
}

/** Convolution → batch normalisation → activation. */
export function convolutionBlock(
  net: Blueprint,
  name: string,
  input: Tensor,
  options: ConvolutionBlockOptions,
): Tensor {
  const convolved = net.add(`${name}.conv`, convolution2d(options), input);
  const normalised = net.add(`${name}.norm`, BATCH_NORMALISATION, convolved);
  return activated(net, name, normalised, options.activation);
}

/** Convolution with bias → activation. */
export function plainConvolutionBlock(
  net: Blueprint,
  name: string,
  input: Tensor,
  options: ConvolutionBlockOptions,
): Tensor {
  const convolved = net.add(`${name}.conv`, convolution2d({ bias: true, ...options }), input);
  return activated(net, name, convolved, options.activation);
}

/** A convolution block whose every kernel sees one channel. */
export const depthwiseBlock = (
  net: Blueprint,
  name: string,
  input: Tensor,
  options: Omit<ConvolutionBlockOptions, 'kernels' | 'groups'>,
): Tensor =>
  convolutionBlock(net, name, input, {
    ...options,
    kernels: channelsOf(input),
    groups: channelsOf(input),
  });

function activated(net: Blueprint, name: string, input: Tensor, by: ActivationFunction | undefined): Tensor {
  return by === undefined ? input : net.add(`${name}.${by}`, activation(by), input);
}
