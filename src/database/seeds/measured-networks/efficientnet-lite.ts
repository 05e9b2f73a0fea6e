import { blocks, type Network, type Tensor } from '../../../core/index.js';

const {
  Blueprint,
  channelsOf,
  convolutionBlock,
  imageInput,
  invertedResidual,
  makeDivisible,
  pooledClassifier,
} = blocks;

/** Expansion, kernel size, stride of the first, output channels, repetitions: as in EfficientNet-B0. */
const STAGES = [
  [1, 3, 1, 16, 1],
  [6, 3, 2, 24, 2],
  [6, 5, 2, 40, 2],
  [6, 3, 2, 80, 3],
  [6, 5, 1, 112, 3],
  [6, 5, 2, 192, 4],
  [6, 3, 1, 320, 1],
] as const;

/** Factors on channels and repetitions, and resolution. */
const VARIANTS = [
  [1, 1, 224],
  [1, 1.1, 240],
  [1.1, 1.2, 260],
  [1.2, 1.4, 280],
  [1.4, 1.8, 300],
] as const;

/**
 * EfficientNet-Lite: without squeeze-and-excitation, ReLU6 for SiLU, and neither the stem and the head nor the
 * repetitions of the first and last stage scaled.
 * Source: TensorFlow TPU, models/official/efficientnet/lite.
 */
export function efficientnetLite(variant: number): Network {
  const [width, depth, resolution] = VARIANTS[variant]!;
  const image = imageInput({ batch: 1, resolution });
  const net = new Blueprint(`efficientnet-lite${variant}`, [image]);
  const relu = { activation: 'relu6' } as const;
  let x: Tensor = convolutionBlock(net, 'stem', image, { kernels: 32, size: 3, stride: 2, ...relu });
  STAGES.forEach(([expansion, size, firstStride, channels, repetitions], stage) => {
    const isEnd = stage === 0 || stage === STAGES.length - 1;
    for (let index = 0; index < (isEnd ? repetitions : Math.ceil(repetitions * depth)); index++) {
      x = invertedResidual(net, `stage${stage + 1}.${index}`, x, {
        kernels: makeDivisible(channels * width),
        expanded: channelsOf(x) * expansion,
        size,
        stride: index === 0 ? firstStride : 1,
        ...relu,
      });
    }
  });
  x = convolutionBlock(net, 'head', x, { kernels: 1280, size: 1, ...relu });
  pooledClassifier(net, x, { classes: 1000, dropout: true });
  return net.build();
}
