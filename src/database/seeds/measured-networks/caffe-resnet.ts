import { blocks, type Network, type Tensor } from '../../../core/index.js';
import { residualBlock } from './residual.js';

const { Blueprint, convolutionBlock, imageInput, maxPooling, pooledClassifier } = blocks;

interface CaffeResNet {
  readonly bottleneck: boolean;
  /** Blocks in each of the four stages. */
  readonly blocks: readonly [number, number, number, number];
}

/**
 * ResNet v1 as in Caffe: the stride of a stage is that of the first 1×1 convolution, and the first block of the
 * first stage projects its input, even that of ResNet-18, whose shape it keeps.
 * He et al., *Deep Residual Learning for Image Recognition*, CVPR 2016.
 */
function caffeResNet(name: string, design: CaffeResNet): Network {
  const image = imageInput({ batch: 1, resolution: 224 });
  const net = new Blueprint(name, [image]);
  const stem = { kernels: 64, size: 7, stride: 2, activation: 'relu' } as const;
  let x: Tensor = convolutionBlock(net, 'conv1', image, stem);
  x = net.add('pool1', maxPooling({ size: 3, stride: 2, ceilMode: true }), x);
  design.blocks.forEach((count, stage) => {
    for (let index = 0; index < count; index++) {
      const width = 64 * 2 ** stage;
      x = residualBlock(net, `res${stage + 2}${index}`, x, {
        width,
        stride: stage > 0 && index === 0 ? 2 : 1,
        strideFirst: true,
        project: index === 0,
        ...(design.bottleneck && { expanded: 4 * width }),
      });
    }
  });
  pooledClassifier(net, x, { classes: 1000, dropout: false });
  return net.build();
}

export const CAFFE_RESNETS = {
  'ResNet-18': () => caffeResNet('ResNet-18', { bottleneck: false, blocks: [2, 2, 2, 2] }),
  'ResNet-50': () => caffeResNet('ResNet-50', { bottleneck: true, blocks: [3, 4, 6, 3] }),
  'ResNet-101': () => caffeResNet('ResNet-101', { bottleneck: true, blocks: [3, 4, 23, 3] }),
  'ResNet-152': () => caffeResNet('ResNet-152', { bottleneck: true, blocks: [3, 8, 36, 3] }),
};
