import { blocks, type Network, type Tensor } from '../../../core/index.js';

const {
  activation,
  Blueprint,
  channelsOf,
  connected,
  convolutionBlock,
  FLATTEN,
  GLOBAL_AVERAGE,
  imageInput,
  invertedResidual,
} = blocks;

/** Expanded channels, output channels, stride: tables 1 and 2 of the paper. */
const LARGE = [
  [16, 16, 1],
  [64, 24, 2],
  [72, 24, 1],
  [72, 40, 2],
  [120, 40, 1],
  [120, 40, 1],
  [240, 80, 2],
  [200, 80, 1],
  [184, 80, 1],
  [184, 80, 1],
  [480, 112, 1],
  [672, 112, 1],
  [672, 160, 2],
  [960, 160, 1],
  [960, 160, 1],
] as const;
const SMALL = [
  [16, 16, 2],
  [72, 24, 2],
  [88, 24, 1],
  [96, 40, 2],
  [240, 40, 1],
  [240, 40, 1],
  [120, 48, 1],
  [144, 48, 1],
  [288, 96, 2],
  [576, 96, 1],
  [576, 96, 1],
] as const;

/**
 * MobileNet v3 without squeeze-and-excitation, hard-swish and 5×5 kernels.
 * Howard et al., *Searching for MobileNetV3*, ICCV 2019; TensorFlow models, slim/nets/mobilenet.
 */
export function mobilenetV3Minimalistic(size: 'small' | 'large'): Network {
  const image = imageInput({ batch: 1, resolution: 224 });
  const net = new Blueprint(`mobilenet-v3-${size}-minimalistic`, [image]);
  const relu = { activation: 'relu' } as const;
  let x: Tensor = convolutionBlock(net, 'stem', image, { kernels: 16, size: 3, stride: 2, ...relu });
  (size === 'large' ? LARGE : SMALL).forEach(([expanded, kernels, stride], index) => {
    x = invertedResidual(net, `block${index + 1}`, x, { kernels, expanded, size: 3, stride, ...relu });
  });
  x = convolutionBlock(net, 'head', x, { kernels: 6 * channelsOf(x), size: 1, ...relu });
  x = net.add('flatten', FLATTEN, net.add('avgpool', GLOBAL_AVERAGE, x));
  x = net.add('features', connected(size === 'large' ? 1280 : 1024), x);
  net.add('classifier', connected(1000), net.add('features.relu', activation('relu'), x));
  return net.build();
}
