import type { Tensor } from '../network/tensor.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { invertedResidual, makeDivisible } from './blocks/inverted-residual.js';
import { Blueprint, channelsOf, imageInput } from './blueprint.js';
import { activation, connected, DROPOUT, FLATTEN, GLOBAL_AVERAGE } from './operations.js';
import { imageParameters, WIDTH } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

/** Kernel size, expanded channels, output channels, squeeze-and-excitation, activation, stride. */
type Bottleneck = readonly [
  size: number,
  expanded: number,
  kernels: number,
  squeezes: boolean,
  activation: 'relu' | 'hard-swish',
  stride: number,
];

/** Table 1 of the paper. */
const LARGE: readonly Bottleneck[] = [
  [3, 16, 16, false, 'relu', 1],
  [3, 64, 24, false, 'relu', 2],
  [3, 72, 24, false, 'relu', 1],
  [5, 72, 40, true, 'relu', 2],
  [5, 120, 40, true, 'relu', 1],
  [5, 120, 40, true, 'relu', 1],
  [3, 240, 80, false, 'hard-swish', 2],
  [3, 200, 80, false, 'hard-swish', 1],
  [3, 184, 80, false, 'hard-swish', 1],
  [3, 184, 80, false, 'hard-swish', 1],
  [3, 480, 112, true, 'hard-swish', 1],
  [3, 672, 112, true, 'hard-swish', 1],
  [5, 672, 160, true, 'hard-swish', 2],
  [5, 960, 160, true, 'hard-swish', 1],
  [5, 960, 160, true, 'hard-swish', 1],
];

/** Table 2 of the paper. */
const SMALL: readonly Bottleneck[] = [
  [3, 16, 16, true, 'relu', 2],
  [3, 72, 24, false, 'relu', 2],
  [3, 88, 24, false, 'relu', 1],
  [5, 96, 40, true, 'hard-swish', 2],
  [5, 240, 40, true, 'hard-swish', 1],
  [5, 240, 40, true, 'hard-swish', 1],
  [5, 120, 48, true, 'hard-swish', 1],
  [5, 144, 48, true, 'hard-swish', 1],
  [5, 288, 96, true, 'hard-swish', 2],
  [5, 576, 96, true, 'hard-swish', 1],
  [5, 576, 96, true, 'hard-swish', 1],
];

interface Variant {
  readonly size: 'small' | 'large';
  readonly bottlenecks: readonly Bottleneck[];
  /** Features before the classes. */
  readonly features: number;
}

const mobilenetV3 = ({ size, bottlenecks, features }: Variant): ZooNetwork =>
  zooNetwork({
    id: `mobilenet-v3-${size}`,
    title: `MobileNet v3 ${size}`,
    reference: 'Howard et al., Searching for MobileNetV3, ICCV 2019, as in torchvision',
    parameters: { ...imageParameters({ default: 224, minimum: 32 }), width: WIDTH },
    design({ batch, resolution, classes, width }, id) {
      const image = imageInput({ batch, resolution });
      const net = new Blueprint(id, [image]);
      const stem = { kernels: makeDivisible(16 * width), size: 3, stride: 2 };
      let x: Tensor = convolutionBlock(net, 'stem', image, { ...stem, activation: 'hard-swish' });
      bottlenecks.forEach((bottleneck, index) => {
        x = bottleneckBlock(net, `block${index + 1}`, x, bottleneck, width);
      });
      const head = { kernels: 6 * channelsOf(x), size: 1, activation: 'hard-swish' } as const;
      x = convolutionBlock(net, 'head', x, head);
      classifier(net, x, { features: makeDivisible(features * width), classes });
      return net.build();
    },
  });

function bottleneckBlock(
  net: Blueprint,
  name: string,
  input: Tensor,
  [size, expanded, kernels, squeezes, by, stride]: Bottleneck,
  width: number,
): Tensor {
  const inner = makeDivisible(expanded * width);
  return invertedResidual(net, name, input, {
    kernels: makeDivisible(kernels * width),
    expanded: inner,
    size,
    stride,
    activation: by,
    ...(squeezes && {
      squeeze: { channels: makeDivisible(Math.floor(inner / 4)), activation: 'relu', gate: 'hard-sigmoid' },
    }),
  });
}

function classifier(net: Blueprint, input: Tensor, options: { features: number; classes: number }): void {
  let x = net.add('avgpool', GLOBAL_AVERAGE, input);
  x = net.add('flatten', FLATTEN, x);
  x = net.add('classifier.0', connected(options.features), x);
  x = net.add('classifier.0.hard-swish', activation('hard-swish'), x);
  x = net.add('classifier.dropout', DROPOUT, x);
  net.add('classifier.1', connected(options.classes), x);
}

export const MOBILENETS_V3 = [
  mobilenetV3({ size: 'small', bottlenecks: SMALL, features: 1024 }),
  mobilenetV3({ size: 'large', bottlenecks: LARGE, features: 1280 }),
];
