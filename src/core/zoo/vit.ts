import type { Tensor } from '../network/tensor.js';
import { encoderLayer, selfAttention } from './blocks/transformer.js';
import { Blueprint, imageInput } from './blueprint.js';
import {
  ADD,
  concat,
  connected,
  convolution2d,
  LAYER_NORMALISATION,
  reshape,
  transpose,
} from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

const PATCH = 16;
const FEATURES = 768;
const HEADS = 12;
const LAYERS = 12;

export const vitB16 = zooNetwork({
  id: 'vit-b-16',
  title: 'ViT-B/16',
  reference:
    'Dosovitskiy et al., An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale, ICLR 2021, as in torchvision',
  parameters: imageParameters({ default: 224, minimum: PATCH, multipleOf: PATCH }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    let x = embedded(net, image);
    for (let index = 0; index < LAYERS; index++) {
      const name = `layer${index}`;
      const attend = (input: Tensor) => selfAttention(net, name, input, { heads: HEADS });
      x = encoderLayer(net, name, x, { inner: 4 * FEATURES, attend });
    }
    x = net.add('norm', LAYER_NORMALISATION, x);
    x = net.add('class-token.output', { kind: 'gather', axis: 1, indices: [] }, x);
    net.add('head', connected(classes), x);
    return net.build();
  },
});

/** Patches as tokens, with a class token before them and learnt positions. */
function embedded(net: Blueprint, image: Tensor): Tensor {
  const patch = convolution2d({ kernels: FEATURES, size: PATCH, stride: PATCH, padding: 0, bias: true });
  const map = net.add('patches', patch, image);
  const batch = map.shape[0]!;
  const sequence = net.add('patches.flatten', reshape(batch, FEATURES, -1), map);
  const tokens = net.add('patches.tokens', transpose(0, 2, 1), sequence);
  const token = net.add(
    'class-token',
    { kind: 'constant', shape: [1, 1, FEATURES], dataType: 'float32' },
    [],
  );
  const repeated = net.add('class-token.repeat', { kind: 'expand', shape: [batch, 1, FEATURES] }, token);
  const all = net.add('class-token.concat', concat(1), [repeated, tokens]);
  return net.add('positions', { ...ADD, weights: [[1, all.shape[1]!, FEATURES]] }, all);
}
