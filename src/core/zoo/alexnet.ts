import type { Tensor } from '../network/tensor.js';
import { plainConvolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { activation, connected, DROPOUT, FLATTEN, maxPooling } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

const CONVOLUTIONS = [
  { kernels: 64, size: 11, stride: 4, padding: 2, pooled: true },
  { kernels: 192, size: 5, pooled: true },
  { kernels: 384, size: 3, pooled: false },
  { kernels: 256, size: 3, pooled: false },
  { kernels: 256, size: 3, pooled: true },
];

export const alexnet = zooNetwork({
  id: 'alexnet',
  title: 'AlexNet',
  reference:
    'Krizhevsky, One weird trick for parallelizing convolutional neural networks, arXiv 1404.5997 (one tower), as in torchvision',
  parameters: imageParameters({ default: 224, minimum: 63 }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    let x: Tensor = image;
    CONVOLUTIONS.forEach(({ pooled, ...options }, index) => {
      x = plainConvolutionBlock(net, `features.${index}`, x, { ...options, activation: 'relu' });
      if (pooled) x = net.add(`features.${index}.pool`, maxPooling({ size: 3, stride: 2 }), x);
    });
    x = net.add('avgpool', { kind: 'global-pooling', mode: 'average', outputSize: [6, 6] }, x);
    connectedHead(net, x, { classes, dropoutFirst: true });
    return net.build();
  },
});

/** Flatten and three connected layers, the first two with 4 096 features (AlexNet and VGG). */
export function connectedHead(
  net: Blueprint,
  input: Tensor,
  options: { classes: number; dropoutFirst: boolean },
): Tensor {
  let x = net.add('flatten', FLATTEN, input);
  for (const index of [0, 1]) {
    const name = `classifier.${index}`;
    if (options.dropoutFirst) x = net.add(`${name}.dropout`, DROPOUT, x);
    x = net.add(name, connected(4096), x);
    x = net.add(`${name}.relu`, activation('relu'), x);
    if (!options.dropoutFirst) x = net.add(`${name}.dropout`, DROPOUT, x);
  }
  return net.add('classifier.2', connected(options.classes), x);
}
