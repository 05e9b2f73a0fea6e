import { blocks, type Network, type Tensor } from '../../../core/index.js';

const { Blueprint, connectedHead, imageInput, maxPooling, plainConvolutionBlock } = blocks;

/** Across channels, without weights. */
const LOCAL_RESPONSE = { kind: 'normalisation', mode: 'local-response', scale: false, shift: false } as const;

const CONVOLUTIONS = [
  { kernels: 96, size: 11, stride: 4, padding: 0, normalised: true, pooled: true },
  { kernels: 256, size: 5, groups: 2, normalised: true, pooled: true },
  { kernels: 384, size: 3, normalised: false, pooled: false },
  { kernels: 384, size: 3, groups: 2, normalised: false, pooled: false },
  { kernels: 256, size: 3, groups: 2, normalised: false, pooled: true },
];

/**
 * AlexNet as in Caffe, at 227×227: two groups in three convolutions, local response normalisation.
 * Krizhevsky, Sutskever, Hinton, *ImageNet Classification with Deep Convolutional Neural Networks*, NIPS 2012.
 */
export function caffeAlexNet(): Network {
  const image = imageInput({ batch: 1, resolution: 227 });
  const net = new Blueprint('AlexNet', [image]);
  let x: Tensor = image;
  CONVOLUTIONS.forEach(({ normalised, pooled, ...options }, index) => {
    x = plainConvolutionBlock(net, `conv${index + 1}`, x, { ...options, activation: 'relu' });
    if (normalised) x = net.add(`norm${index + 1}`, LOCAL_RESPONSE, x);
    if (pooled) x = net.add(`pool${index + 1}`, maxPooling({ size: 3, stride: 2 }), x);
  });
  connectedHead(net, x, { classes: 1000, dropoutFirst: false });
  return net.build();
}
