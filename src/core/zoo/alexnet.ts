import type { Tensor } from '../network/tensor.js';
import { connectedHead } from './blocks/classifier.js';
import { plainConvolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { maxPooling } from './operations.js';
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
