import type { Tensor } from '../network/tensor.js';
import { connectedHead } from './blocks/classifier.js';
import { plainConvolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { maxPooling } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

const KERNELS = [64, 128, 256, 512, 512];

/** Convolutions in each of the five stages. */
const STAGES = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
} as const;

const vgg = (depth: keyof typeof STAGES): ZooNetwork =>
  zooNetwork({
    id: `vgg-${depth}`,
    title: `VGG-${depth}`,
    reference:
      'Simonyan, Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015, as in torchvision',
    parameters: imageParameters({ default: 224, minimum: 32 }),
    design({ batch, resolution, classes }, id) {
      const image = imageInput({ batch, resolution });
      const net = new Blueprint(id, [image]);
      let x: Tensor = image;
      STAGES[depth].forEach((convolutions, stage) => {
        for (let index = 0; index < convolutions; index++) {
          const options = { kernels: KERNELS[stage]!, size: 3, activation: 'relu' } as const;
          x = plainConvolutionBlock(net, `stage${stage + 1}.${index}`, x, options);
        }
        x = net.add(`stage${stage + 1}.pool`, maxPooling({ size: 2, stride: 2 }), x);
      });
      x = net.add('avgpool', { kind: 'global-pooling', mode: 'average', outputSize: [7, 7] }, x);
      connectedHead(net, x, { classes, dropoutFirst: false });
      return net.build();
    },
  });

export const VGG = [vgg(11), vgg(13), vgg(16), vgg(19)];
