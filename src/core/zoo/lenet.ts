import type { Tensor } from '../network/tensor.js';
import { Blueprint, imageInput } from './blueprint.js';
import { activation, averagePooling, connected, convolution2d, FLATTEN } from './operations.js';
import { BATCH, classesParameter } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

export const lenet5 = zooNetwork({
  id: 'lenet-5',
  title: 'LeNet-5',
  reference:
    'LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proceedings of the IEEE 1998; every map of the third layer sees all before it, pooling has no weights',
  parameters: { batch: BATCH, classes: classesParameter(10) },
  design({ batch, classes }, id) {
    const image = imageInput({ batch, resolution: 32, channels: 1 });
    const net = new Blueprint(id, [image]);
    let x: Tensor = image;
    [6, 16].forEach((kernels, index) => {
      const name = `conv${index + 1}`;
      x = net.add(name, convolution2d({ kernels, size: 5, padding: 0, bias: true }), x);
      x = net.add(`${name}.tanh`, activation('tanh'), x);
      x = net.add(`pool${index + 1}`, averagePooling({ size: 2, stride: 2 }), x);
    });
    x = net.add('flatten', FLATTEN, x);
    [120, 84].forEach((features, index) => {
      x = net.add(`connected${index + 1}`, connected(features), x);
      x = net.add(`connected${index + 1}.tanh`, activation('tanh'), x);
    });
    net.add('classifier', connected(classes), x);
    return net.build();
  },
});
