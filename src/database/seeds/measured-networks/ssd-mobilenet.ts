import { blocks, type Network, type Tensor } from '../../../core/index.js';

const { Blueprint, convolution2d, convolutionBlock, depthwiseBlock, imageInput, MOBILENET_V1_BLOCKS } =
  blocks;

/** The block (from 1) whose output is the first feature map that boxes are predicted on. */
const FIRST_FEATURE_BLOCK = 11;
/** Kernels of the 3×3 convolution with stride 2 of each extra feature map; the 1×1 before it has half as many. */
const EXTRAS = [512, 256, 256, 128] as const;
/** 90 classes of COCO and the background. */
const CLASSES = 91;

/**
 * SSD on MobileNet v1 at 300×300, as MLPerf Inference runs it: `ssd_mobilenet_v1_coco` of the TensorFlow object
 * detection API, boxes predicted by 1×1 convolutions, 3 on the first feature map and 6 on the others.
 * 2.47 GOPs: Reddi et al., *MLPerf Inference Benchmark*, ISCA 2020, table I.
 */
export function ssdMobilenet(): Network {
  const image = imageInput({ batch: 1, resolution: 300 });
  const net = new Blueprint('ssd-mobilenet', [image]);
  const relu = { activation: 'relu6' } as const;
  const features: Tensor[] = [];
  let x = convolutionBlock(net, 'conv0', image, { kernels: 32, size: 3, stride: 2, ...relu });
  MOBILENET_V1_BLOCKS.forEach(([kernels, stride], index) => {
    const block = index + 1;
    x = depthwiseBlock(net, `conv${block}/depthwise`, x, { size: 3, stride, ...relu });
    x = convolutionBlock(net, `conv${block}/pointwise`, x, { kernels, size: 1, ...relu });
    if (block === FIRST_FEATURE_BLOCK || block === MOBILENET_V1_BLOCKS.length) features.push(x);
  });
  EXTRAS.forEach((kernels, index) => {
    const name = `conv${MOBILENET_V1_BLOCKS.length + 1 + index}`;
    x = convolutionBlock(net, `${name}/1`, x, { kernels: kernels / 2, size: 1, ...relu });
    x = convolutionBlock(net, `${name}/2`, x, { kernels, size: 3, stride: 2, ...relu });
    features.push(x);
  });
  features.forEach((feature, index) => {
    const boxes = index === 0 ? 3 : 6;
    net.add(`box${index}`, convolution2d({ kernels: boxes * 4, size: 1, bias: true }), feature);
    net.add(`class${index}`, convolution2d({ kernels: boxes * CLASSES, size: 1, bias: true }), feature);
  });
  return net.build();
}
