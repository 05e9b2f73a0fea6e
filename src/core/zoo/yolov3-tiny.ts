import type { Tensor } from '../network/tensor.js';
import { convolutionBlock } from './blocks/convolution-block.js';
import { Blueprint, imageInput } from './blueprint.js';
import { concat, convolution2d, maxPooling } from './operations.js';
import { classesParameter, imageParameters } from './parameters.js';
import { zooNetwork } from './zoo-network.js';

/** Boxes at each position of a map. */
const ANCHORS = 3;

export const yolov3Tiny = zooNetwork({
  id: 'yolov3-tiny',
  title: 'YOLOv3-tiny',
  reference: 'Redmon, Farhadi, YOLOv3: An Incremental Improvement, arXiv 1804.02767; darknet yolov3-tiny.cfg',
  parameters: {
    ...imageParameters({ default: 416, minimum: 32, multipleOf: 32 }),
    classes: classesParameter(80),
  },
  design({ batch, resolution, classes }, id) {
    const image = imageInput({ batch, resolution });
    const net = new Blueprint(id, [image]);
    const { fine, coarse } = backbone(net, image);
    const outputs = ANCHORS * (classes + 5); // 4 coordinates, objectness and the classes
    const detect = convolution2d({ kernels: outputs, size: 1, bias: true });

    net.add('detect.coarse', detect, leaky(net, 'coarse', coarse, 512, 3));
    const reduced = leaky(net, 'up', coarse, 128, 1);
    const enlarged = net.add('up.resize', { kind: 'resize', to: { scales: [1, 1, 2, 2] } }, reduced);
    const joined = net.add('up.concat', concat(1), [enlarged, fine]);
    net.add('detect.fine', detect, leaky(net, 'fine', joined, 256, 3));
    return net.build();
  },
});

/** Maps at a sixteenth and at a thirty-second of the image's size. */
function backbone(net: Blueprint, image: Tensor): { fine: Tensor; coarse: Tensor } {
  const halving = maxPooling({ size: 2, stride: 2 });
  let x = leaky(net, 'conv1', image, 16, 3);
  [32, 64, 128, 256].forEach((kernels, index) => {
    x = net.add(`pool${index + 1}`, halving, x);
    x = leaky(net, `conv${index + 2}`, x, kernels, 3);
  });
  const fine = x;
  x = leaky(net, 'conv6', net.add('pool5', halving, x), 512, 3);
  x = net.add('pool6', { ...maxPooling({ size: 2, stride: 1 }), padding: 'same-upper' }, x);
  x = leaky(net, 'conv7', x, 1024, 3);
  return { fine, coarse: leaky(net, 'conv8', x, 256, 1) };
}

const leaky = (net: Blueprint, name: string, input: Tensor, kernels: number, size: number): Tensor =>
  convolutionBlock(net, name, input, { kernels, size, activation: 'leaky-relu' });
