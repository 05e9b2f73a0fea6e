import type { Tensor } from '../network/tensor.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import {
  activation,
  ADD,
  connected,
  connectedEverywhere,
  convolution2d,
  FLATTEN,
  GLOBAL_AVERAGE,
  LAYER_NORMALISATION,
  MULTIPLY,
  transpose,
} from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Channels and blocks of each stage. */
const STAGES = [
  [96, 3],
  [192, 3],
  [384, 9],
  [768, 3],
] as const;

export const convnextTiny = zooNetwork({
  id: 'convnext-tiny',
  title: 'ConvNeXt-Tiny',
  reference: 'Liu et al., A ConvNet for the 2020s, CVPR 2022, as in torchvision',
  parameters: imageParameters({ default: 224, minimum: 32 }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    let x: Tensor = image;
    STAGES.forEach(([channels, blocks], stage) => {
      x = stage === 0 ? patches(net, x, channels) : downsampled(net, `downsample${stage}`, x, channels);
      for (let index = 0; index < blocks; index++) x = block(net, `stage${stage + 1}.${index}`, x);
    });
    x = net.add('avgpool', GLOBAL_AVERAGE, x);
    x = normalisedChannels(net, 'head.norm', x);
    x = net.add('flatten', FLATTEN, x);
    net.add('classifier', connected(classes), x);
    return net.build();
  },
});

function patches(net: Blueprint, image: Tensor, channels: number): Tensor {
  const patch = convolution2d({ kernels: channels, size: 4, stride: 4, padding: 0, bias: true });
  return normalisedChannels(net, 'stem.norm', net.add('stem.conv', patch, image));
}

function downsampled(net: Blueprint, name: string, input: Tensor, channels: number): Tensor {
  const halving = convolution2d({ kernels: channels, size: 2, stride: 2, padding: 0, bias: true });
  return net.add(`${name}.conv`, halving, normalisedChannels(net, `${name}.norm`, input));
}

/** Layer normalisation over the channels of a map, which have to be last for it. */
function normalisedChannels(net: Blueprint, name: string, input: Tensor): Tensor {
  const last = net.add(`${name}.channels-last`, transpose(0, 2, 3, 1), input);
  const normalised = net.add(name, LAYER_NORMALISATION, last);
  return net.add(`${name}.channels-first`, transpose(0, 3, 1, 2), normalised);
}

function block(net: Blueprint, name: string, input: Tensor): Tensor {
  const channels = channelsOf(input);
  const depthwise = convolution2d({ kernels: channels, size: 7, groups: channels, bias: true });
  let x = net.add(`${name}.depthwise`, depthwise, input);
  x = net.add(`${name}.channels-last`, transpose(0, 2, 3, 1), x);
  x = net.add(`${name}.norm`, LAYER_NORMALISATION, x);
  x = net.add(`${name}.expand`, connectedEverywhere(4 * channels), x);
  x = net.add(`${name}.gelu`, activation('gelu'), x);
  x = net.add(`${name}.project`, connectedEverywhere(channels), x);
  x = net.add(`${name}.channels-first`, transpose(0, 3, 1, 2), x);
  x = net.add(`${name}.scale`, { ...MULTIPLY, weights: [[channels, 1, 1]] }, x);
  return net.add(`${name}.add`, ADD, [x, input]);
}
