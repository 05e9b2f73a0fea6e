import type { Tensor } from '../network/tensor.js';
import { plainConvolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { concat, DROPOUT, FLATTEN, GLOBAL_AVERAGE, maxPooling } from './operations.js';
import { imageParameters } from './parameters.js';
import { zooNetwork, type ZooNetwork } from './zoo-network.js';

/** Squeezed channels of the fire modules; each expands to four times as many of 1×1 and of 3×3 kernels. */
const FIRES = [16, 16, 32, 32, 48, 48, 64, 64];

interface SqueezeNet {
  readonly version: string;
  readonly stem: { readonly kernels: number; readonly size: number };
  /** Fire modules before which the maps are halved. */
  readonly pooledBefore: readonly number[];
}

const squeezenet = ({ version, stem, pooledBefore }: SqueezeNet): ZooNetwork =>
  zooNetwork({
    id: `squeezenet-${version}`,
    title: `SqueezeNet ${version}`,
    reference: 'Iandola et al., SqueezeNet, arXiv 1602.07360, as in torchvision',
    parameters: imageParameters({ default: 224, minimum: 32 }),
    design({ batch, resolution, classes }, id) {
      const image = imageInput({ batch, resolution });
      const net = new Blueprint(id, [image]);
      const options = { ...stem, stride: 2, padding: 0, activation: 'relu' } as const;
      let x = plainConvolutionBlock(net, 'stem', image, options);
      FIRES.forEach((squeezed, index) => {
        if (pooledBefore.includes(index)) {
          x = net.add(`pool${index + 1}`, maxPooling({ size: 3, stride: 2, ceilMode: true }), x);
        }
        x = fire(net, `fire${index + 1}`, x, squeezed);
      });
      x = net.add('dropout', DROPOUT, x);
      x = plainConvolutionBlock(net, 'classifier', x, { kernels: classes, size: 1, activation: 'relu' });
      net.add('flatten', FLATTEN, net.add('avgpool', GLOBAL_AVERAGE, x));
      return net.build();
    },
  });

function fire(net: Blueprint, name: string, input: Tensor, squeezed: number): Tensor {
  const expand = { kernels: 4 * squeezed, activation: 'relu' } as const;
  const inner = plainConvolutionBlock(net, `${name}.squeeze`, input, {
    kernels: squeezed,
    size: 1,
    activation: 'relu',
  });
  return net.add(`${name}.concat`, concat(1), [
    plainConvolutionBlock(net, `${name}.expand1x1`, inner, { ...expand, size: 1 }),
    plainConvolutionBlock(net, `${name}.expand3x3`, inner, { ...expand, size: 3 }),
  ]);
}

export const SQUEEZENETS = [
  squeezenet({ version: '1.0', stem: { kernels: 96, size: 7 }, pooledBefore: [0, 3, 7] }),
  squeezenet({ version: '1.1', stem: { kernels: 64, size: 3 }, pooledBefore: [0, 2, 4] }),
];
