import { blocks, type Tensor } from '../../../core/index.js';

const { activation, ADD, channelsOf, convolutionBlock } = blocks;
type Blueprint = InstanceType<typeof blocks.Blueprint>;

export interface ResidualBlock {
  /** Channels of the inner convolutions. */
  readonly width: number;
  readonly stride: number;
  /** Output channels of a bottleneck; absent for a block of two 3×3 convolutions. */
  readonly expanded?: number;
  /** Of the 3×3 convolution of a bottleneck. */
  readonly groups?: number;
  /** Whether the first 1×1 convolution of a bottleneck has the stride (v1), not the 3×3 (v1.5). */
  readonly strideFirst?: boolean;
  /** Whether the shortcut is a convolution even where input and output have the same shape. */
  readonly project?: boolean;
}

/** He et al., *Deep Residual Learning for Image Recognition*, CVPR 2016, in the variants that were measured. */
export function residualBlock(net: Blueprint, name: string, input: Tensor, block: ResidualBlock): Tensor {
  const residual =
    block.expanded === undefined ? basic(net, name, input, block) : bottleneck(net, name, input, block);
  const kernels = channelsOf(residual);
  const { stride } = block;
  const keepsShape = stride === 1 && kernels === channelsOf(input);
  const shortcut =
    keepsShape && block.project !== true
      ? input
      : convolutionBlock(net, `${name}/shortcut`, input, { kernels, size: 1, stride });
  return net.add(`${name}/relu`, activation('relu'), net.add(`${name}/add`, ADD, [residual, shortcut]));
}

function basic(net: Blueprint, name: string, input: Tensor, { width, stride }: ResidualBlock): Tensor {
  const first = { kernels: width, size: 3, stride, activation: 'relu' } as const;
  return convolutionBlock(net, `${name}/b`, convolutionBlock(net, `${name}/a`, input, first), {
    kernels: width,
    size: 3,
  });
}

function bottleneck(net: Blueprint, name: string, input: Tensor, block: ResidualBlock): Tensor {
  const { width, stride, expanded, groups = 1, strideFirst = false } = block;
  const inner = { kernels: width, activation: 'relu' } as const;
  const reduced = convolutionBlock(net, `${name}/a`, input, {
    ...inner,
    size: 1,
    stride: strideFirst ? stride : 1,
  });
  const middle = { ...inner, size: 3, stride: strideFirst ? 1 : stride, groups };
  return convolutionBlock(net, `${name}/c`, convolutionBlock(net, `${name}/b`, reduced, middle), {
    kernels: expanded!,
    size: 1,
  });
}
