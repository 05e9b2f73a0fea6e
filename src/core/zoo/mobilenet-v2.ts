import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { invertedResidual, makeDivisible } from './blocks/inverted-residual.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { imageParameters, WIDTH } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Expansion, output channels, repetitions, stride of the first: table 2 of the paper. */
const STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

export const mobilenetV2 = zooNetwork({
  id: 'mobilenet-v2',
  title: 'MobileNet v2',
  reference:
    'Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018, as in torchvision',
  parameters: { ...imageParameters({ default: 224, minimum: 32 }), width: WIDTH },
  design({ batch, resolution, classes, width }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    const stem = { kernels: makeDivisible(32 * width), size: 3, stride: 2, activation: 'relu6' } as const;
    let x: Tensor = convolutionBlock(net, 'stem', image, stem);
    STAGES.forEach(([expansion, channels, repetitions, firstStride], stage) => {
      for (let index = 0; index < repetitions; index++) {
        x = invertedResidual(net, `stage${stage + 1}.${index}`, x, {
          kernels: makeDivisible(channels * width),
          expanded: channelsOf(x) * expansion,
          size: 3,
          stride: index === 0 ? firstStride : 1,
          activation: 'relu6',
        });
      }
    });
    // A narrow network keeps the full width before its classifier.
    const head = { kernels: makeDivisible(1280 * Math.max(1, width)), size: 1, activation: 'relu6' } as const;
    x = convolutionBlock(net, 'head', x, head);
    pooledClassifier(net, x, { classes, dropout: true });
    return net.build();
  },
});
