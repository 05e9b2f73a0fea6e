import type { Tensor } from '../network/tensor.js';
import { plainConvolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { concat, convolution2d, doublingConvolution, maxPooling } from './operations.js';
import { classesParameter, imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** How often the maps are halved on the way down and doubled on the way up. */
const LEVELS = 4;

export const uNet = zooNetwork({
  id: 'u-net',
  title: 'U-Net',
  reference:
    'Ronneberger et al., U-Net: Convolutional Networks for Biomedical Image Segmentation, MICCAI 2015 (convolutions without padding: 572 × 572 in, 388 × 388 out)',
  parameters: {
    ...imageParameters({ default: 572, minimum: 188 }),
    channels: {
      type: 'integer',
      description: 'Channels of the input image',
      default: 1,
      minimum: 1,
      maximum: 1024,
    },
    classes: classesParameter(2),
  },
  design({ batch, resolution, classes, channels }, id) {
    const image = imageInput({ batch, resolution, channels });
    const net = new Blueprint(id, [image]);
    const skipped: Tensor[] = [];
    let x = twoConvolutions(net, 'down0', image, 64);
    for (let level = 1; level <= LEVELS; level++) {
      skipped.push(x);
      x = net.add(`down${level}.pool`, maxPooling({ size: 2, stride: 2 }), x);
      x = twoConvolutions(net, `down${level}`, x, 64 * 2 ** level);
    }
    skipped.reverse().forEach((skip, index) => {
      x = upwards(net, `up${LEVELS - index}`, x, skip);
    });
    net.add('classifier', convolution2d({ kernels: classes, size: 1, bias: true }), x);
    return net.build();
  },
});

function twoConvolutions(net: Blueprint, name: string, input: Tensor, kernels: number): Tensor {
  const options = { kernels, size: 3, padding: 0, activation: 'relu' } as const;
  const first = plainConvolutionBlock(net, `${name}.1`, input, options);
  return plainConvolutionBlock(net, `${name}.2`, first, options);
}

/** Doubles the map and joins it with the middle of the one from the way down. */
function upwards(net: Blueprint, name: string, input: Tensor, skip: Tensor): Tensor {
  const kernels = channelsOf(input) / 2;
  const doubled = net.add(`${name}.transposed`, doublingConvolution(kernels), input);
  const border = [2, 3].map((axis) => Math.floor((skip.shape[axis]! - doubled.shape[axis]!) / 2));
  const ends = border.map((begin, index) => begin + doubled.shape[index + 2]!);
  const middle = net.add(`${name}.crop`, { kind: 'slice', axes: [2, 3], starts: border, ends }, skip);
  return twoConvolutions(net, name, net.add(`${name}.concat`, concat(1), [middle, doubled]), kernels);
}
