import { blocks, type Network, type Tensor } from '../../../core/index.js';
import { residualBlock } from './residual.js';

const { Blueprint, convolution2d, convolutionBlock, imageInput, maxPooling, plainConvolutionBlock } = blocks;

/** Stages of ResNet-34 up to conv4_x, which keeps the resolution of conv3_x. */
const STAGES = [
  { width: 64, blocks: 3, stride: 1 },
  { width: 128, blocks: 4, stride: 2 },
  { width: 256, blocks: 6, stride: 1 },
] as const;

/** Extra feature maps: a 1×1 and a 3×3 convolution each; the last two 3×3 have no padding. */
const EXTRAS = [
  { inner: 256, kernels: 512, stride: 2, padding: 1 },
  { inner: 256, kernels: 512, stride: 2, padding: 1 },
  { inner: 128, kernels: 256, stride: 2, padding: 1 },
  { inner: 128, kernels: 256, stride: 2, padding: 0 },
  { inner: 128, kernels: 256, stride: 1, padding: 0 },
] as const;

/** Boxes at each place of a feature map; the heads step over it by 3. */
const BOXES = [4, 6, 6, 6, 4, 4] as const;
const HEAD_STRIDE = 3;
/** 80 classes of COCO and the background. */
const CLASSES = 81;

/**
 * SSD on ResNet-34 at 1200×1200, as MLPerf Inference runs it: 15 130 boxes on feature maps of
 * 50, 25, 13, 7, 3 and 3. 433 GOPs: Reddi et al., *MLPerf Inference Benchmark*, ISCA 2020, table I.
 */
export function ssdResnet34(): Network {
  const image = imageInput({ batch: 1, resolution: 1200 });
  const net = new Blueprint('ssd-resnet34', [image]);
  const relu = { activation: 'relu' } as const;
  let x: Tensor = convolutionBlock(net, 'conv1', image, { kernels: 64, size: 7, stride: 2, ...relu });
  x = net.add('pool1', maxPooling({ size: 3, stride: 2, padding: 1 }), x);
  STAGES.forEach(({ width, blocks: count, stride }, stage) => {
    for (let block = 0; block < count; block++) {
      x = residualBlock(net, `conv${stage + 2}_${block + 1}`, x, { width, stride: block === 0 ? stride : 1 });
    }
  });
  const features = [x];
  EXTRAS.forEach(({ inner, ...outer }, index) => {
    x = plainConvolutionBlock(net, `extra${index}/1x1`, x, { kernels: inner, size: 1, ...relu });
    x = plainConvolutionBlock(net, `extra${index}/3x3`, x, { ...outer, size: 3, ...relu });
    features.push(x);
  });
  features.forEach((feature, index) => {
    const head = { size: 3, stride: HEAD_STRIDE, bias: true } as const;
    net.add(`box${index}`, convolution2d({ kernels: BOXES[index]! * 4, ...head }), feature);
    net.add(`class${index}`, convolution2d({ kernels: BOXES[index]! * CLASSES, ...head }), feature);
  });
  return net.build();
}
