import { blocks, type Network, type Tensor } from '../../../core/index.js';
import { residualBlock } from './residual.js';

const {
  ADD,
  Blueprint,
  channelsOf,
  convolution2d,
  convolutionBlock,
  imageInput,
  maxPooling,
  plainConvolutionBlock,
} = blocks;
type Blueprint = InstanceType<typeof blocks.Blueprint>;

/** Blocks in each of the four stages of ResNeXt-50 (32×4d). */
const STAGES = [3, 4, 6, 3] as const;
const FEATURES = 256;
/** Boxes at each place of a feature map. */
const BOXES = 9;
/** Classes of OpenImages that MLPerf keeps. */
const CLASSES = 264;
const HEAD_DEPTH = 4;

/**
 * RetinaNet on ResNeXt-50 (32×4d) at 800×800, as MLPerf Inference runs it since v2.1: feature maps of 100, 50,
 * 25, 13 and 7. Lin et al., *Focal Loss for Dense Object Detection*, ICCV 2017; as in torchvision.
 */
export function retinanet(): Network {
  const image = imageInput({ batch: 1, resolution: 800 });
  const net = new Blueprint('retinanet', [image]);
  pyramid(net, backbone(net, image)).forEach((map, level) => {
    head(net, `class${level + 3}`, map, BOXES * CLASSES);
    head(net, `box${level + 3}`, map, BOXES * 4);
  });
  return net.build();
}

/** The outputs of the last three stages. */
function backbone(net: Blueprint, image: Tensor): Tensor[] {
  const stem = { kernels: 64, size: 7, stride: 2, activation: 'relu' } as const;
  let x: Tensor = convolutionBlock(net, 'conv1', image, stem);
  x = net.add('pool1', maxPooling({ size: 3, stride: 2, padding: 1 }), x);
  return STAGES.map((count, stage) => {
    for (let block = 0; block < count; block++) {
      x = residualBlock(net, `layer${stage + 1}.${block}`, x, {
        width: 128 * 2 ** stage,
        expanded: 256 * 2 ** stage,
        groups: 32,
        stride: stage > 0 && block === 0 ? 2 : 1,
      });
    }
    return x;
  }).slice(1);
}

/** Maps of one number of channels, the finest first, and two more made by strides. */
function pyramid(net: Blueprint, maps: readonly Tensor[]): Tensor[] {
  const merged: Tensor[] = [];
  let above: Tensor | undefined;
  for (const [index, map] of [...maps.entries()].reverse()) {
    const lateral = plainConvolutionBlock(net, `lateral${index}`, map, { kernels: FEATURES, size: 1 });
    const resized =
      above && net.add(`resize${index}`, { kind: 'resize', to: { shape: lateral.shape } }, above);
    above = resized ? net.add(`merge${index}`, ADD, [lateral, resized]) : lateral;
    merged.unshift(plainConvolutionBlock(net, `smooth${index}`, above, { kernels: FEATURES, size: 3 }));
  }
  const strided = { kernels: FEATURES, size: 3, stride: 2 } as const;
  const p6 = plainConvolutionBlock(net, 'p6', merged.at(-1)!, { ...strided, activation: 'relu' });
  return [...merged, p6, plainConvolutionBlock(net, 'p7', p6, strided)];
}

function head(net: Blueprint, name: string, map: Tensor, outputs: number): void {
  let x = map;
  for (let depth = 0; depth < HEAD_DEPTH; depth++) {
    x = plainConvolutionBlock(net, `${name}.${depth}`, x, {
      kernels: channelsOf(map),
      size: 3,
      activation: 'relu',
    });
  }
  net.add(name, convolution2d({ kernels: outputs, size: 3, bias: true }), x);
}
