import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { concat, maxPooling } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Kernels of a module: 1×1 | 1×1 → 3×3 | 1×1 → 3×3 (5×5 in the paper) | pooling → 1×1. */
type Inception = readonly [
  direct: number,
  reduced3: number,
  kernels3: number,
  reduced5: number,
  kernels5: number,
  pooled: number,
];

const STAGES: readonly (readonly Inception[])[] = [
  [
    [64, 96, 128, 16, 32, 32],
    [128, 128, 192, 32, 96, 64],
  ],
  [
    [192, 96, 208, 16, 48, 64],
    [160, 112, 224, 24, 64, 64],
    [128, 128, 256, 24, 64, 64],
    [112, 144, 288, 32, 64, 64],
    [256, 160, 320, 32, 128, 128],
  ],
  [
    [256, 160, 320, 32, 128, 128],
    [384, 192, 384, 48, 128, 128],
  ],
];

export const googlenet = zooNetwork({
  id: 'googlenet',
  title: 'GoogLeNet (Inception v1)',
  reference:
    'Szegedy et al., Going Deeper with Convolutions, CVPR 2015, as in torchvision: with batch normalisation, 3×3 for 5×5, without auxiliary classifiers',
  parameters: imageParameters({ default: 224, minimum: 32 }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    const halve = (name: string, input: Tensor, size: number) =>
      net.add(name, maxPooling({ size, stride: 2, ceilMode: true }), input);

    let x = convolutionBlock(net, 'conv1', image, { kernels: 64, size: 7, stride: 2, activation: 'relu' });
    x = halve('pool1', x, 3);
    x = convolutionBlock(net, 'conv2', x, { kernels: 64, size: 1, activation: 'relu' });
    x = convolutionBlock(net, 'conv3', x, { kernels: 192, size: 3, activation: 'relu' });
    STAGES.forEach((modules, stage) => {
      x = halve(`pool${stage + 2}`, x, stage === 2 ? 2 : 3);
      modules.forEach((module, index) => {
        x = inception(net, `inception${stage + 3}${'abcde'[index]!}`, x, module);
      });
    });
    pooledClassifier(net, x, { classes, dropout: true });
    return net.build();
  },
});

function inception(net: Blueprint, name: string, input: Tensor, module: Inception): Tensor {
  const [direct, reduced3, kernels3, reduced5, kernels5, pooled] = module;
  const convolve = (branch: string, from: Tensor, kernels: number, size: number) =>
    convolutionBlock(net, `${name}.${branch}`, from, { kernels, size, activation: 'relu' });
  const pool = maxPooling({ size: 3, stride: 1, padding: 1, ceilMode: true });
  return net.add(`${name}.concat`, concat(1), [
    convolve('branch1', input, direct, 1),
    convolve('branch2.1', convolve('branch2.0', input, reduced3, 1), kernels3, 3),
    convolve('branch3.1', convolve('branch3.0', input, reduced5, 1), kernels5, 3),
    convolve('branch4.1', net.add(`${name}.branch4.0`, pool, input), pooled, 1),
  ]);
}
