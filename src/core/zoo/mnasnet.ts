import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock, depthwiseBlock } from './blocks/convolution-block.js';
import { invertedResidual } from './blocks/inverted-residual.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Output channels, kernel size, stride of the first, expansion, repetitions. */
const STAGES = [
  [24, 3, 2, 3, 3],
  [40, 5, 2, 3, 3],
  [80, 5, 2, 6, 3],
  [96, 3, 1, 6, 2],
  [192, 5, 2, 6, 4],
  [320, 3, 1, 6, 1],
] as const;

export const mnasnet = zooNetwork({
  id: 'mnasnet-1.0',
  title: 'MNASNet 1.0 (B1)',
  reference:
    'Tan et al., MnasNet: Platform-Aware Neural Architecture Search for Mobile, CVPR 2019, as in torchvision',
  parameters: imageParameters({ default: 224, minimum: 32 }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    const stem = { kernels: 32, size: 3, stride: 2, activation: 'relu' } as const;
    let x: Tensor = convolutionBlock(net, 'stem', image, stem);
    x = depthwiseBlock(net, 'separable.depthwise', x, { size: 3, activation: 'relu' });
    x = convolutionBlock(net, 'separable.pointwise', x, { kernels: 16, size: 1 });
    STAGES.forEach(([kernels, size, firstStride, expansion, repetitions], stage) => {
      for (let index = 0; index < repetitions; index++) {
        x = invertedResidual(net, `stage${stage + 1}.${index}`, x, {
          kernels,
          expanded: channelsOf(x) * expansion,
          size,
          stride: index === 0 ? firstStride : 1,
          activation: 'relu',
        });
      }
    });
    x = convolutionBlock(net, 'head', x, { kernels: 1280, size: 1, activation: 'relu' });
    pooledClassifier(net, x, { classes, dropout: true });
    return net.build();
  },
});
