import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock, depthwiseBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { imageParameters, WIDTH } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Output channels and stride of each of the 13 depthwise-separable blocks. */
export const MOBILENET_V1_BLOCKS = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const;

export const mobilenetV1 = zooNetwork({
  id: 'mobilenet-v1',
  title: 'MobileNet v1',
  reference:
    'Howard et al., MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, arXiv 1704.04861',
  parameters: { ...imageParameters({ default: 224, minimum: 32 }), width: WIDTH },
  design({ batch, resolution, classes, width }, id) {
    const scaled = (channels: number) => Math.max(8, Math.floor(channels * width));
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    const stem = { kernels: scaled(32), size: 3, stride: 2, activation: 'relu6' } as const;
    let x: Tensor = convolutionBlock(net, 'stem', image, stem);
    MOBILENET_V1_BLOCKS.forEach(([channels, stride], index) => {
      const name = `block${index + 1}`;
      x = depthwiseBlock(net, `${name}.depthwise`, x, { size: 3, stride, activation: 'relu6' });
      const pointwise = { kernels: scaled(channels), size: 1, activation: 'relu6' } as const;
      x = convolutionBlock(net, `${name}.pointwise`, x, pointwise);
    });
    pooledClassifier(net, x, { classes, dropout: true });
    return net.build();
  },
});
