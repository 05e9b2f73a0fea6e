import type { Tensor } from '../network/tensor.js';
import { pooledClassifier } from './blocks/classifier.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { activation, ADD, maxPooling } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

interface ResNet {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  readonly bottleneck: boolean;
  /** Blocks in each of the four stages. */
  readonly blocks: readonly [number, number, number, number];
  /** Groups of the 3×3 convolutions and channels of a group in the first stage. */
  readonly groups?: number;
  readonly groupWidth?: number;
}

const HE = 'He et al., Deep Residual Learning for Image Recognition, CVPR 2016';
const XIE = 'Xie et al., Aggregated Residual Transformations for Deep Neural Networks, CVPR 2017';

const DESIGNS: readonly ResNet[] = [
  { id: 'resnet-18', title: 'ResNet-18', reference: HE, bottleneck: false, blocks: [2, 2, 2, 2] },
  { id: 'resnet-34', title: 'ResNet-34', reference: HE, bottleneck: false, blocks: [3, 4, 6, 3] },
  { id: 'resnet-50', title: 'ResNet-50 (v1.5)', reference: HE, bottleneck: true, blocks: [3, 4, 6, 3] },
  { id: 'resnet-101', title: 'ResNet-101 (v1.5)', reference: HE, bottleneck: true, blocks: [3, 4, 23, 3] },
  { id: 'resnet-152', title: 'ResNet-152 (v1.5)', reference: HE, bottleneck: true, blocks: [3, 8, 36, 3] },
  {
    id: 'resnext-50-32x4d',
    title: 'ResNeXt-50 (32×4d)',
    reference: XIE,
    bottleneck: true,
    blocks: [3, 4, 6, 3],
    groups: 32,
    groupWidth: 4,
  },
];

const resnet = (design: ResNet): ZooNetwork =>
  zooNetwork({
    id: design.id,
    title: design.title,
    reference: `${design.reference}, as in torchvision`,
    parameters: imageParameters({ default: 224, minimum: 32 }),
    design({ batch, resolution, classes }, id) {
      const image = imageInput({ batch, resolution });
      const net = new Blueprint(id, [image]);
      let x = convolutionBlock(net, 'stem', image, { kernels: 64, size: 7, stride: 2, activation: 'relu' });
      x = net.add('stem.pool', maxPooling({ size: 3, stride: 2, padding: 1 }), x);
      design.blocks.forEach((blocks, stage) => {
        for (let index = 0; index < blocks; index++) {
          const options = { width: 64 * 2 ** stage, stride: stage > 0 && index === 0 ? 2 : 1 };
          x = residualBlock(net, `layer${stage + 1}.${index}`, x, { ...design, ...options });
        }
      });
      pooledClassifier(net, x, { classes, dropout: false });
      return net.build();
    },
  });

type BlockOptions = ResNet & { readonly width: number; readonly stride: number };

function residualBlock(net: Blueprint, name: string, input: Tensor, options: BlockOptions): Tensor {
  const residual = options.bottleneck
    ? bottleneck(net, name, input, options)
    : basic(net, name, input, options);
  const kernels = channelsOf(residual);
  const { stride } = options;
  const shortcut =
    stride === 1 && kernels === channelsOf(input)
      ? input
      : convolutionBlock(net, `${name}.downsample`, input, { kernels, size: 1, stride });
  const sum = net.add(`${name}.add`, ADD, [residual, shortcut]);
  return net.add(`${name}.relu`, activation('relu'), sum);
}

function basic(net: Blueprint, name: string, input: Tensor, { width, stride }: BlockOptions): Tensor {
  const first = { kernels: width, size: 3, stride, activation: 'relu' } as const;
  const inner = convolutionBlock(net, `${name}.1`, input, first);
  return convolutionBlock(net, `${name}.2`, inner, { kernels: width, size: 3 });
}

/** The stride is the 3×3 convolution's (v1.5); the paper has it in the first 1×1 convolution. */
function bottleneck(net: Blueprint, name: string, input: Tensor, options: BlockOptions): Tensor {
  const { width, stride, groups = 1, groupWidth = 64 } = options;
  const kernels = (width * groupWidth * groups) / 64;
  let inner = convolutionBlock(net, `${name}.1`, input, { kernels, size: 1, activation: 'relu' });
  const middle = { kernels, size: 3, stride, groups, activation: 'relu' } as const;
  inner = convolutionBlock(net, `${name}.2`, inner, middle);
  return convolutionBlock(net, `${name}.3`, inner, { kernels: 4 * width, size: 1 });
}

export const RESNETS = DESIGNS.map(resnet);
