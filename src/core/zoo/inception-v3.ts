import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { averagePooling, concat, maxPooling, type ConvolutionOptions } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

export const inceptionV3 = zooNetwork({
  id: 'inception-v3',
  title: 'Inception v3',
  reference:
    'Szegedy et al., Rethinking the Inception Architecture for Computer Vision, CVPR 2016, as in torchvision without the auxiliary classifier',
  parameters: imageParameters({ default: 299, minimum: 75 }),
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    let x = stem(net, image);
    [32, 64, 64].forEach((pooled, index) => (x = mixedA(net, `mixed5${'bcd'[index]!}`, x, pooled)));
    x = reductionB(net, 'mixed6a', x);
    [128, 160, 160, 192].forEach((inner, index) => (x = mixedC(net, `mixed6${'bcde'[index]!}`, x, inner)));
    x = reductionD(net, 'mixed7a', x);
    ['b', 'c'].forEach((letter) => (x = mixedE(net, `mixed7${letter}`, x)));
    pooledClassifier(net, x, { classes, dropout: true });
    return net.build();
  },
});

/** Kernels and size of one convolution; `valid` without padding, at stride 2 where it says so. */
type Step = readonly [kernels: number, size: ConvolutionOptions['size'], valid?: 'valid' | 'valid-2'];

/** Convolution blocks one behind the other. */
function run(net: Blueprint, name: string, input: Tensor, steps: readonly Step[]): Tensor {
  return steps.reduce((x, [kernels, size, valid], index) => {
    const options = { kernels, size, stride: valid === 'valid-2' ? 2 : 1, activation: 'relu' } as const;
    return convolutionBlock(net, `${name}.${index}`, x, valid ? { ...options, padding: 0 } : options);
  }, input);
}

const join = (net: Blueprint, name: string, branches: Tensor[]): Tensor =>
  net.add(`${name}.concat`, concat(1), branches);

const averaged = (net: Blueprint, name: string, input: Tensor): Tensor =>
  net.add(`${name}.pool`, averagePooling({ size: 3, stride: 1, padding: 1 }), input);

const halved = (net: Blueprint, name: string, input: Tensor): Tensor =>
  net.add(`${name}.pool`, maxPooling({ size: 3, stride: 2 }), input);

function stem(net: Blueprint, image: Tensor): Tensor {
  const first = run(net, 'stem1', image, [
    [32, 3, 'valid-2'],
    [32, 3, 'valid'],
    [64, 3],
  ]);
  const second = run(net, 'stem2', halved(net, 'stem1', first), [
    [80, 1],
    [192, 3, 'valid'],
  ]);
  return halved(net, 'stem2', second);
}

function mixedA(net: Blueprint, name: string, input: Tensor, pooled: number): Tensor {
  return join(net, name, [
    run(net, `${name}.1x1`, input, [[64, 1]]),
    run(net, `${name}.5x5`, input, [
      [48, 1],
      [64, 5],
    ]),
    run(net, `${name}.3x3`, input, [
      [64, 1],
      [96, 3],
      [96, 3],
    ]),
    run(net, `${name}.pooled`, averaged(net, name, input), [[pooled, 1]]),
  ]);
}

function reductionB(net: Blueprint, name: string, input: Tensor): Tensor {
  return join(net, name, [
    run(net, `${name}.3x3`, input, [[384, 3, 'valid-2']]),
    run(net, `${name}.double`, input, [
      [64, 1],
      [96, 3],
      [96, 3, 'valid-2'],
    ]),
    halved(net, name, input),
  ]);
}

function mixedC(net: Blueprint, name: string, input: Tensor, inner: number): Tensor {
  return join(net, name, [
    run(net, `${name}.1x1`, input, [[192, 1]]),
    run(net, `${name}.7x7`, input, [
      [inner, 1],
      [inner, [1, 7]],
      [192, [7, 1]],
    ]),
    run(net, `${name}.double`, input, [
      [inner, 1],
      [inner, [7, 1]],
      [inner, [1, 7]],
      [inner, [7, 1]],
      [192, [1, 7]],
    ]),
    run(net, `${name}.pooled`, averaged(net, name, input), [[192, 1]]),
  ]);
}

function reductionD(net: Blueprint, name: string, input: Tensor): Tensor {
  return join(net, name, [
    run(net, `${name}.3x3`, input, [
      [192, 1],
      [320, 3, 'valid-2'],
    ]),
    run(net, `${name}.7x7`, input, [
      [192, 1],
      [192, [1, 7]],
      [192, [7, 1]],
      [192, 3, 'valid-2'],
    ]),
    halved(net, name, input),
  ]);
}

function mixedE(net: Blueprint, name: string, input: Tensor): Tensor {
  const forked = (branch: string, steps: readonly Step[]) => {
    const inner = run(net, `${name}.${branch}`, input, steps);
    return join(net, `${name}.${branch}`, [
      run(net, `${name}.${branch}.wide`, inner, [[384, [1, 3]]]),
      run(net, `${name}.${branch}.high`, inner, [[384, [3, 1]]]),
    ]);
  };
  return join(net, name, [
    run(net, `${name}.1x1`, input, [[320, 1]]),
    forked('3x3', [[384, 1]]),
    forked('double', [
      [448, 1],
      [384, 3],
    ]),
    run(net, `${name}.pooled`, averaged(net, name, input), [[192, 1]]),
  ]);
}
