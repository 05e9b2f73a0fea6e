import { LayerTableBuilder, type FeatureMap, type LayerTable } from './layer-table.js';

/** Kernels and stride of the 13 depthwise-separable blocks of MobileNet v1. */
const BLOCKS: readonly (readonly [number, number])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

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
export function ssdMobilenet(): LayerTable {
  const table = new LayerTableBuilder();
  const features: FeatureMap[] = [];
  let map = table.convolution('conv0', { channels: 3, size: 300 }, { kernels: 32, kernelSize: 3, stride: 2 });
  BLOCKS.forEach(([kernels, stride], index) => {
    const block = index + 1;
    const filtered = table.depthwise(`conv${block}_depthwise`, map, stride);
    map = table.convolution(`conv${block}_pointwise`, filtered, { kernels, kernelSize: 1 });
    if (block === FIRST_FEATURE_BLOCK || block === BLOCKS.length) features.push(map);
  });
  EXTRAS.forEach((kernels, index) => {
    const name = `conv${BLOCKS.length + 1 + index}`;
    const reduced = table.convolution(`${name}_1`, map, { kernels: kernels / 2, kernelSize: 1 });
    map = table.convolution(`${name}_2`, reduced, { kernels, kernelSize: 3, stride: 2 });
    features.push(map);
  });
  features.forEach((feature, index) => {
    const boxes = index === 0 ? 3 : 6;
    table.convolution(`box${index}`, feature, { kernels: boxes * 4, kernelSize: 1 });
    table.convolution(`class${index}`, feature, { kernels: boxes * CLASSES, kernelSize: 1 });
  });
  return table.layers;
}
