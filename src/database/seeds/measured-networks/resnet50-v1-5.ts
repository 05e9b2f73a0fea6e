import { LayerTableBuilder, type FeatureMap, type LayerTable } from './layer-table.js';

/** Width of the 3×3 convolutions, number of blocks and stride of each stage. */
const STAGES = [
  { width: 64, blocks: 3, stride: 1 },
  { width: 128, blocks: 4, stride: 2 },
  { width: 256, blocks: 6, stride: 2 },
  { width: 512, blocks: 3, stride: 2 },
] as const;

/**
 * ResNet-50 v1.5 at 224×224: the stride of a stage sits on the 3×3 convolution of its first block, not on the
 * 1×1 before it as in v1. He et al., *Deep Residual Learning for Image Recognition*, CVPR 2016.
 */
export function resnet50(): LayerTable {
  const table = new LayerTableBuilder();
  const stem = table.convolution(
    'conv1',
    { channels: 3, size: 224 },
    { kernels: 64, kernelSize: 7, stride: 2 },
  );
  let map: FeatureMap = { ...stem, size: stem.size / 2 }; // max pooling
  STAGES.forEach(({ width, blocks, stride }, stage) => {
    for (let block = 0; block < blocks; block++) {
      const name = `conv${stage + 2}_${block + 1}`;
      const step = block === 0 ? stride : 1;
      const reduced = table.convolution(`${name}/reduce`, map, { kernels: width, kernelSize: 1 });
      const inner = table.convolution(`${name}/3x3`, reduced, {
        kernels: width,
        kernelSize: 3,
        stride: step,
      });
      const output = table.convolution(`${name}/expand`, inner, { kernels: 4 * width, kernelSize: 1 });
      if (block === 0) {
        table.convolution(`${name}/shortcut`, map, { kernels: 4 * width, kernelSize: 1, stride: step });
      }
      map = output;
    }
  });
  table.connected('fc', { inputs: map.channels, features: 1000 });
  return table.layers;
}
