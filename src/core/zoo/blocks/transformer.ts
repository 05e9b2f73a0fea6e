import type { Tensor } from '../../network/tensor.js';
import type { Blueprint } from '../blueprint.js';
import { activation, ADD, connectedEverywhere, LAYER_NORMALISATION } from '../operations.js';

export const featuresOf = ({ shape }: Tensor): number => shape.at(-1)!;

/**
 * Queries, keys and values by one projection → attention → projection; input [batch, tokens, features].
 * Source: Vaswani et al., Attention Is All You Need, NeurIPS 2017.
 * @param weightElements weights of the attention itself, such as a table of position biases
 */
export function selfAttention(
  net: Blueprint,
  name: string,
  input: Tensor,
  { heads, weightElements }: { heads: number; weightElements?: number },
): Tensor {
  const features = featuresOf(input);
  const packed = net.add(`${name}.qkv`, connectedEverywhere(3 * features), input);
  const attended = net.add(`${name}.attention`, { kind: 'attention', heads }, packed, weightElements);
  return net.add(`${name}.project`, connectedEverywhere(features), attended);
}

/** Connected layer, GELU and connected layer at every token. */
export function feedForward(net: Blueprint, name: string, input: Tensor, inner: number): Tensor {
  let x = net.add(`${name}.1`, connectedEverywhere(inner), input);
  x = net.add(`${name}.gelu`, activation('gelu'), x);
  return net.add(`${name}.2`, connectedEverywhere(featuresOf(input)), x);
}

/** Normalisation → attention → addition → normalisation → feed-forward → addition. */
export function encoderLayer(
  net: Blueprint,
  name: string,
  input: Tensor,
  options: { inner: number; attend: (normalised: Tensor) => Tensor },
): Tensor {
  const attended = options.attend(net.add(`${name}.norm1`, LAYER_NORMALISATION, input));
  const sum = net.add(`${name}.add1`, ADD, [attended, input]);
  const normalised = net.add(`${name}.norm2`, LAYER_NORMALISATION, sum);
  return net.add(`${name}.add2`, ADD, [feedForward(net, `${name}.mlp`, normalised, options.inner), sum]);
}
