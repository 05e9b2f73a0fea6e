import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { invertedResidual, makeDivisible } from './blocks/inverted-residual.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { imageParameters } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

/** Expansion, kernel size, stride of the first, output channels, repetitions: table 1 of the paper. */
const STAGES = [
  [1, 3, 1, 16, 1],
  [6, 3, 2, 24, 2],
  [6, 5, 2, 40, 2],
  [6, 3, 2, 80, 3],
  [6, 5, 1, 112, 3],
  [6, 5, 2, 192, 4],
  [6, 3, 1, 320, 1],
] as const;

interface Variant {
  readonly name: string;
  /** Factors on channels and repetitions. */
  readonly width: number;
  readonly depth: number;
  readonly resolution: number;
}

const efficientnet = (variant: Variant): ZooNetwork =>
  zooNetwork({
    id: `efficientnet-${variant.name.toLowerCase()}`,
    title: `EfficientNet-${variant.name}`,
    reference:
      'Tan, Le, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML 2019, as in torchvision',
    parameters: imageParameters({ default: variant.resolution, minimum: 32 }),
    design({ batch, resolution, classes }, id) {
      const scaled = (channels: number) => makeDivisible(channels * variant.width);
      const image = imageInput({ batch, resolution });
      const net = new Blueprint(id, [image]);
      const stem = { kernels: scaled(32), size: 3, stride: 2, activation: 'silu' } as const;
      let x: Tensor = convolutionBlock(net, 'stem', image, stem);
      STAGES.forEach(([expansion, size, firstStride, channels, repetitions], stage) => {
        for (let index = 0; index < Math.ceil(repetitions * variant.depth); index++) {
          x = invertedResidual(net, `stage${stage + 1}.${index}`, x, {
            kernels: scaled(channels),
            expanded: makeDivisible(channelsOf(x) * expansion),
            size,
            stride: index === 0 ? firstStride : 1,
            activation: 'silu',
            // A quarter of the block's input, not of the expanded channels.
            squeeze: { channels: Math.floor(channelsOf(x) / 4), activation: 'silu', gate: 'sigmoid' },
          });
        }
      });
      x = convolutionBlock(net, 'head', x, { kernels: 4 * channelsOf(x), size: 1, activation: 'silu' });
      pooledClassifier(net, x, { classes, dropout: true });
      return net.build();
    },
  });

export const EFFICIENTNETS = [
  efficientnet({ name: 'B0', width: 1, depth: 1, resolution: 224 }),
  efficientnet({ name: 'B4', width: 1.4, depth: 1.8, resolution: 380 }),
];
