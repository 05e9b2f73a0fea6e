import { blocks, type Network, type Tensor } from '../../../core/index.js';

const { Blueprint, concat, DROPOUT, FLATTEN, GLOBAL_AVERAGE, imageInput, maxPooling, plainConvolutionBlock } =
  blocks;
type Blueprint = InstanceType<typeof blocks.Blueprint>;

/** Squeezed channels of the fire modules, and before which the maps are halved. */
const FIRES = [16, 16, 32, 32, 48, 48, 64, 64] as const;
const HALVED_BEFORE: readonly number[] = [0, 3, 7];

/**
 * SqueezeNet 1.0 as in Caffe, at 227×227, with its last convolution padded by 1.
 * Iandola et al., *SqueezeNet*, arXiv 1602.07360.
 */
export function caffeSqueezeNet(): Network {
  const image = imageInput({ batch: 1, resolution: 227 });
  const net = new Blueprint('SqueezeNet', [image]);
  const stem = { kernels: 96, size: 7, stride: 2, padding: 0, activation: 'relu' } as const;
  let x: Tensor = plainConvolutionBlock(net, 'conv1', image, stem);
  FIRES.forEach((squeezed, index) => {
    if (HALVED_BEFORE.includes(index)) {
      x = net.add(`pool${index + 1}`, maxPooling({ size: 3, stride: 2, ceilMode: true }), x);
    }
    x = fire(net, `fire${index + 2}`, x, squeezed);
  });
  x = net.add('dropout', DROPOUT, x);
  x = plainConvolutionBlock(net, 'conv10', x, { kernels: 1000, size: 1, padding: 1, activation: 'relu' });
  net.add('flatten', FLATTEN, net.add('pool10', GLOBAL_AVERAGE, x));
  return net.build();
}

function fire(net: Blueprint, name: string, input: Tensor, squeezed: number): Tensor {
  const convolve = (branch: string, from: Tensor, kernels: number, size: number) =>
    plainConvolutionBlock(net, `${name}/${branch}`, from, { kernels, size, activation: 'relu' });
  const inner = convolve('squeeze', input, squeezed, 1);
  return net.add(`${name}/concat`, concat(1), [
    convolve('expand1x1', inner, 4 * squeezed, 1),
    convolve('expand3x3', inner, 4 * squeezed, 3),
  ]);
}
