import { LayerTableBuilder, type FeatureMap, type LayerTable } from './layer-table.js';

/** Stages of ResNet-34 up to conv4_x, which keeps the resolution of conv3_x. */
const STAGES = [
  { kernels: 64, blocks: 3, stride: 1 },
  { kernels: 128, blocks: 4, stride: 2 },
  { kernels: 256, blocks: 6, stride: 1 },
] as const;

/** Extra feature maps: a 1×1 and a 3×3 convolution each; the last two 3×3 have no padding. */
const EXTRAS = [
  { inner: 256, kernels: 512, outputSize: 75 },
  { inner: 256, kernels: 512, outputSize: 38 },
  { inner: 128, kernels: 256, outputSize: 19 },
  { inner: 128, kernels: 256, outputSize: 9 },
  { inner: 128, kernels: 256, outputSize: 7 },
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
export function ssdResnet34(): LayerTable {
  const table = new LayerTableBuilder();
  const backbone = resnet34Backbone(table);
  const features = [backbone];
  let map = backbone;
  EXTRAS.forEach(({ inner, kernels, outputSize }, index) => {
    const reduced = table.convolution(`extra${index}/1x1`, map, { kernels: inner, kernelSize: 1 });
    map = table.convolution(`extra${index}/3x3`, reduced, { kernels, kernelSize: 3, outputSize });
    features.push(map);
  });
  features.forEach((feature, index) => {
    const boxes = BOXES[index]!;
    const head = { kernelSize: 3, stride: HEAD_STRIDE };
    table.convolution(`box${index}`, feature, { kernels: boxes * 4, ...head });
    table.convolution(`class${index}`, feature, { kernels: boxes * CLASSES, ...head });
  });
  return table.layers;
}

function resnet34Backbone(table: LayerTableBuilder): FeatureMap {
  const stem = table.convolution(
    'conv1',
    { channels: 3, size: 1200 },
    { kernels: 64, kernelSize: 7, stride: 2 },
  );
  let map: FeatureMap = { ...stem, size: stem.size / 2 }; // max pooling
  STAGES.forEach(({ kernels, blocks, stride }, stage) => {
    for (let block = 0; block < blocks; block++) {
      const name = `conv${stage + 2}_${block + 1}`;
      const step = block === 0 ? stride : 1;
      const inner = table.convolution(`${name}/a`, map, { kernels, kernelSize: 3, stride: step });
      const output = table.convolution(`${name}/b`, inner, { kernels, kernelSize: 3 });
      if (map.channels !== kernels) {
        table.convolution(`${name}/shortcut`, map, { kernels, kernelSize: 1, stride: step });
      }
      map = output;
    }
  });
  return map;
}
