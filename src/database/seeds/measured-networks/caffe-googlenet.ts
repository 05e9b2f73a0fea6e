import { blocks, type Network, type Tensor } from '../../../core/index.js';

const { Blueprint, concat, imageInput, maxPooling, plainConvolutionBlock, pooledClassifier } = blocks;
type Blueprint = InstanceType<typeof blocks.Blueprint>;

const LOCAL_RESPONSE = { kind: 'normalisation', mode: 'local-response', scale: false, shift: false } as const;

/** Kernels of a module: 1×1 | 1×1 → 3×3 | 1×1 → 5×5 | pooling → 1×1. Table 1 of the paper. */
const STAGES = [
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
] as const;

/**
 * GoogLeNet as in Caffe: local response instead of batch normalisation, and the 5×5 convolutions of the paper.
 * Szegedy et al., *Going Deeper with Convolutions*, CVPR 2015.
 */
export function caffeGoogLeNet(): Network {
  const image = imageInput({ batch: 1, resolution: 224 });
  const net = new Blueprint('GoogleNet', [image]);
  const halve = (name: string, input: Tensor) =>
    net.add(name, maxPooling({ size: 3, stride: 2, ceilMode: true }), input);
  const convolve = (name: string, input: Tensor, kernels: number, size: number, stride = 1) =>
    plainConvolutionBlock(net, name, input, { kernels, size, stride, activation: 'relu' });

  let x = halve('pool1', convolve('conv1', image, 64, 7, 2));
  x = convolve('conv2-reduce', net.add('norm1', LOCAL_RESPONSE, x), 64, 1);
  x = net.add('norm2', LOCAL_RESPONSE, convolve('conv2', x, 192, 3));
  STAGES.forEach((modules, stage) => {
    x = halve(`pool${stage + 2}`, x);
    modules.forEach(
      (module, index) => (x = inception(net, `inception${stage + 3}${'abcde'[index]!}`, x, module)),
    );
  });
  pooledClassifier(net, x, { classes: 1000, dropout: true });
  return net.build();
}

function inception(
  net: Blueprint,
  name: string,
  input: Tensor,
  [direct, reduced3, kernels3, reduced5, kernels5, pooled]: (typeof STAGES)[number][number],
): Tensor {
  const convolve = (branch: string, from: Tensor, kernels: number, size: number) =>
    plainConvolutionBlock(net, `${name}/${branch}`, from, { kernels, size, activation: 'relu' });
  const pool = net.add(`${name}/pool`, maxPooling({ size: 3, stride: 1, padding: 1 }), input);
  return net.add(`${name}/concat`, concat(1), [
    convolve('1x1', input, direct, 1),
    convolve('3x3', convolve('3x3-reduce', input, reduced3, 1), kernels3, 3),
    convolve('5x5', convolve('5x5-reduce', input, reduced5, 1), kernels5, 5),
    convolve('pool-project', pool, pooled, 1),
  ]);
}
