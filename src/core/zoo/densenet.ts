import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import {
  activation,
  averagePooling,
  BATCH_NORMALISATION,
  concat,
  convolution2d,
  maxPooling,
  type ConvolutionOptions,
} from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

/** Channels that each layer adds. */
const GROWTH = 32;

const densenet = (depth: number, blocks: readonly number[]): ZooNetwork =>
  zooNetwork({
    id: `densenet-${depth}`,
    title: `DenseNet-${depth}`,
    reference: 'Huang et al., Densely Connected Convolutional Networks, CVPR 2017, as in torchvision',
    parameters: imageParameters({ default: 224, minimum: 32 }),
    design({ batch, resolution, classes }, id) {
      const image = imageInput({ batch, resolution });
      const net = new Blueprint(id, [image]);
      let x = convolutionBlock(net, 'stem', image, { kernels: 64, size: 7, stride: 2, activation: 'relu' });
      x = net.add('stem.pool', maxPooling({ size: 3, stride: 2, padding: 1 }), x);
      blocks.forEach((layers, index) => {
        if (index > 0) x = transition(net, `transition${index}`, x);
        x = denseBlock(net, `block${index + 1}`, x, layers);
      });
      x = net.add('norm', BATCH_NORMALISATION, x);
      x = net.add('relu', activation('relu'), x);
      pooledClassifier(net, x, { classes, dropout: false });
      return net.build();
    },
  });

/** Each layer sees the outputs of all before it. */
function denseBlock(net: Blueprint, name: string, input: Tensor, layers: number): Tensor {
  const features = [input];
  for (let index = 0; index < layers; index++) {
    const layer = `${name}.${index}`;
    const seen = index === 0 ? input : net.add(`${layer}.concat`, concat(1), features);
    const inner = preactivated(net, `${layer}.1`, seen, { kernels: 4 * GROWTH, size: 1 });
    features.push(preactivated(net, `${layer}.2`, inner, { kernels: GROWTH, size: 3 }));
  }
  return net.add(`${name}.concat`, concat(1), features);
}

function transition(net: Blueprint, name: string, input: Tensor): Tensor {
  const halved = preactivated(net, name, input, { kernels: channelsOf(input) / 2, size: 1 });
  return net.add(`${name}.pool`, averagePooling({ size: 2, stride: 2 }), halved);
}

/** Batch normalisation → ReLU → convolution: the normalisation does not fold into a convolution before it. */
function preactivated(net: Blueprint, name: string, input: Tensor, options: ConvolutionOptions): Tensor {
  const normalised = net.add(`${name}.norm`, BATCH_NORMALISATION, input);
  const active = net.add(`${name}.relu`, activation('relu'), normalised);
  return net.add(`${name}.conv`, convolution2d(options), active);
}

export const DENSENETS = [densenet(121, [6, 12, 24, 16]), densenet(169, [6, 12, 32, 32])];
