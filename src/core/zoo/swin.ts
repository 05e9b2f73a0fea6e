import type { Tensor } from '../network/tensor.js';
import { encoderLayer, featuresOf, selfAttention } from './blocks/transformer.js';
import { Blueprint, imageInput } from './blueprint.js';
import {
  concat,
  connected,
  connectedEverywhere,
  convolution2d,
  FLATTEN,
  GLOBAL_AVERAGE,
  LAYER_NORMALISATION,
  reshape,
  transpose,
} from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

const WINDOW = 7;
/** Blocks and heads of each stage. */
const STAGES = [
  [2, 3],
  [2, 6],
  [6, 12],
  [2, 24],
] as const;

/** Maps are [batch, height, width, features] throughout. */
export const swinT = zooNetwork({
  id: 'swin-t',
  title: 'Swin-T',
  reference:
    'Liu et al., Swin Transformer: Hierarchical Vision Transformer using Shifted Windows, ICCV 2021, as in torchvision',
  // Whole windows at every stage, each half as large as the one before: 4 · 2³ · 7.
  parameters: imageParameters({ default: 224, minimum: 224, multipleOf: 32 * WINDOW }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    let x = patches(net, image);
    STAGES.forEach(([blocks, heads], stage) => {
      if (stage > 0) x = merged(net, `merge${stage}`, x);
      for (let index = 0; index < blocks; index++) {
        const name = `stage${stage + 1}.${index}`;
        const shifted = index % 2 === 1;
        const attend = (input: Tensor) => windowAttention(net, name, input, { heads, shifted });
        x = encoderLayer(net, name, x, { inner: 4 * featuresOf(x), attend });
      }
    });
    x = net.add('norm', LAYER_NORMALISATION, x);
    x = net.add('channels-first', transpose(0, 3, 1, 2), x);
    x = net.add('flatten', FLATTEN, net.add('avgpool', GLOBAL_AVERAGE, x));
    net.add('head', connected(classes), x);
    return net.build();
  },
});

function patches(net: Blueprint, image: Tensor): Tensor {
  const patch = convolution2d({ kernels: 96, size: 4, stride: 4, padding: 0, bias: true });
  const map = net.add('patches.channels-last', transpose(0, 2, 3, 1), net.add('patches', patch, image));
  return net.add('patches.norm', LAYER_NORMALISATION, map);
}

/** Four neighbours side by side, then half of their features. */
function merged(net: Blueprint, name: string, input: Tensor): Tensor {
  const [, height, width, features] = input.shape as [number, number, number, number];
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].map((starts, index) => {
    const every = { kind: 'slice', axes: [1, 2], starts, ends: [height, width], steps: [2, 2] } as const;
    return net.add(`${name}.slice${index}`, every, input);
  });
  const joined = net.add(`${name}.concat`, concat(3), corners);
  const normalised = net.add(`${name}.norm`, LAYER_NORMALISATION, joined);
  return net.add(`${name}.reduce`, connectedEverywhere(2 * features, false), normalised);
}

/** Attention inside each window; shifted by half a window where there is more than one. */
function windowAttention(
  net: Blueprint,
  name: string,
  input: Tensor,
  { heads, shifted }: { heads: number; shifted: boolean },
): Tensor {
  const [batch, height, width, features] = input.shape as [number, number, number, number];
  const shifts = shifted && height > WINDOW;
  const rows = height / WINDOW;
  const columns = width / WINDOW;
  let x = shifts ? rolled(net, `${name}.shift`, input) : input;
  x = net.add(`${name}.split`, reshape(batch, rows, WINDOW, columns, WINDOW, features), x);
  x = net.add(`${name}.partition`, transpose(0, 1, 3, 2, 4, 5), x);
  x = net.add(`${name}.windows`, reshape(-1, WINDOW * WINDOW, features), x);
  // A learnt bias for each head and each of the (2 · 7 - 1)² offsets between two positions of a window.
  x = selfAttention(net, name, x, { heads, weightElements: (2 * WINDOW - 1) ** 2 * heads });
  x = net.add(`${name}.unwindow`, reshape(batch, rows, columns, WINDOW, WINDOW, features), x);
  x = net.add(`${name}.merge`, transpose(0, 1, 3, 2, 4, 5), x);
  x = net.add(`${name}.join`, reshape(batch, height, width, features), x);
  return shifts ? rolled(net, `${name}.unshift`, x) : x;
}

/** Rows and columns in another order: what leaves on one side comes in on the other. */
function rolled(net: Blueprint, name: string, input: Tensor): Tensor {
  const [, height, width] = input.shape as [number, number, number, number];
  const rows = net.add(`${name}.rows`, { kind: 'gather', axis: 1, indices: [height] }, input);
  return net.add(`${name}.columns`, { kind: 'gather', axis: 2, indices: [width] }, rows);
}
