import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock, depthwiseBlock } from './blocks/convolution-block.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { concat, maxPooling, reshape, transpose } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Units and output channels of each stage: table 5 of the paper, 1×. */
const STAGES = [
  [4, 116],
  [8, 232],
  [4, 464],
] as const;

export const shufflenetV2 = zooNetwork({
  id: 'shufflenet-v2-x1.0',
  title: 'ShuffleNet v2 1×',
  reference:
    'Ma et al., ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design, ECCV 2018, as in torchvision',
  parameters: imageParameters({ default: 224, minimum: 32 }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    let x = convolutionBlock(net, 'stem', image, { kernels: 24, size: 3, stride: 2, activation: 'relu' });
    x = net.add('stem.pool', maxPooling({ size: 3, stride: 2, padding: 1 }), x);
    STAGES.forEach(([units, channels], stage) => {
      for (let index = 0; index < units; index++) {
        const name = `stage${stage + 2}.${index}`;
        x = index === 0 ? halvingUnit(net, name, x, channels) : unit(net, name, x);
      }
    });
    x = convolutionBlock(net, 'head', x, { kernels: 1024, size: 1, activation: 'relu' });
    pooledClassifier(net, x, { classes, dropout: false });
    return net.build();
  },
});

/** Half of the channels pass through, the other half are convolved. */
function unit(net: Blueprint, name: string, input: Tensor): Tensor {
  const half = channelsOf(input) / 2;
  const halves = net.addAll(`${name}.split`, { kind: 'split', axis: 1, sizes: [half, half] }, input);
  const [kept, convolved] = halves as [Tensor, Tensor];
  return shuffled(net, name, [kept, branch(net, `${name}.branch2`, convolved, half, 1)]);
}

/** Both branches see all channels and halve height and width. */
function halvingUnit(net: Blueprint, name: string, input: Tensor, channels: number): Tensor {
  const kernels = channels / 2;
  const direct = depthwiseBlock(net, `${name}.branch1.depthwise`, input, { size: 3, stride: 2 });
  return shuffled(net, name, [
    convolutionBlock(net, `${name}.branch1.pointwise`, direct, { kernels, size: 1, activation: 'relu' }),
    branch(net, `${name}.branch2`, input, kernels, 2),
  ]);
}

function branch(net: Blueprint, name: string, input: Tensor, kernels: number, stride: number): Tensor {
  const pointwise = { kernels, size: 1, activation: 'relu' } as const;
  const first = convolutionBlock(net, `${name}.1`, input, pointwise);
  const depthwise = depthwiseBlock(net, `${name}.depthwise`, first, { size: 3, stride });
  return convolutionBlock(net, `${name}.2`, depthwise, pointwise);
}

/** Interleaves the channels of both branches. */
function shuffled(net: Blueprint, name: string, branches: readonly [Tensor, Tensor]): Tensor {
  const joined = net.add(`${name}.concat`, concat(1), branches);
  const [batch, channels, height, width] = joined.shape as [number, number, number, number];
  const grouped = net.add(`${name}.group`, reshape(batch, 2, channels / 2, height, width), joined);
  const swapped = net.add(`${name}.shuffle`, transpose(0, 2, 1, 3, 4), grouped);
  return net.add(`${name}.ungroup`, reshape(batch, channels, height, width), swapped);
}
