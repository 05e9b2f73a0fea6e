import { totalWorkload } from '../network/total-workload.js';
import { findZooNetwork, ZOO } from './index.js';

/**
 * Parameters and GMACs as published with the weights of torchvision 0.21 (`num_params` and `_ops`, the latter
 * with three decimals: https://pytorch.org/vision/0.21/models.html). Its GMACs of ViT and Swin include the
 * products of attention. Its parameters of Inception v3 include the auxiliary classifier, which does not run.
 */
const INCEPTION_AUXILIARY_PARAMETERS = 3_326_696;
const TORCHVISION: readonly (readonly [id: string, parameters: number, gigaMacs: number])[] = [
  ['alexnet', 61_100_840, 0.714],
  ['vgg-11', 132_863_336, 7.609],
  ['vgg-13', 133_047_848, 11.308],
  ['vgg-16', 138_357_544, 15.47],
  ['vgg-19', 143_667_240, 19.632],
  ['resnet-18', 11_689_512, 1.814],
  ['resnet-34', 21_797_672, 3.664],
  ['resnet-50', 25_557_032, 4.089],
  ['resnet-101', 44_549_160, 7.801],
  ['resnet-152', 60_192_808, 11.514],
  ['resnext-50-32x4d', 25_028_904, 4.23],
  ['squeezenet-1.0', 1_248_424, 0.819],
  ['squeezenet-1.1', 1_235_496, 0.349],
  ['googlenet', 6_624_904, 1.498],
  ['inception-v3', 27_161_264 - INCEPTION_AUXILIARY_PARAMETERS, 5.713],
  ['densenet-121', 7_978_856, 2.834],
  ['densenet-169', 14_149_480, 3.36],
  ['mobilenet-v2', 3_504_872, 0.301],
  ['mobilenet-v3-small', 2_542_856, 0.057],
  ['mobilenet-v3-large', 5_483_032, 0.217],
  ['shufflenet-v2-x1.0', 2_278_604, 0.145],
  ['mnasnet-1.0', 4_383_312, 0.314],
  ['efficientnet-b0', 5_288_548, 0.386],
  ['efficientnet-b4', 19_341_616, 4.394],
  ['convnext-tiny', 28_589_128, 4.456],
  ['vit-b-16', 86_567_656, 17.564],
  ['swin-t', 28_288_354, 4.491],
];

describe('a network of the zoo', () => {
  it.each(TORCHVISION)(
    '%s has the parameters and GMACs that torchvision publishes',
    (id, parameters, macs) => {
      const total = totalWorkload(findZooNetwork(id).build());

      expect(total.weightElements).toBe(parameters);
      expect(Number((total.macs / 1e9).toFixed(3))).toBe(macs);
    },
  );

  it.each(ZOO.map(({ id }) => id))('%s has its own id, a title and a reference', (id) => {
    const { title, reference } = findZooNetwork(id);

    expect(ZOO.filter((other) => other.id === id)).toHaveLength(1);
    expect(title).not.toBe('');
    expect(reference).not.toBe('');
  });

  it.each(ZOO.filter(({ id }) => id !== 'lenet-5').map(({ id }) => id))(
    '%s computes twice as much in a batch of two, with the same weights',
    (id) => {
      const one = totalWorkload(findZooNetwork(id).build({ batch: 1 }));
      const two = totalWorkload(findZooNetwork(id).build({ batch: 2 }));

      expect(two).toEqual({ macs: 2 * one.macs, weightElements: one.weightElements });
    },
  );
});

describe('MobileNet v1', () => {
  const million = (width: number, resolution: number) =>
    totalWorkload(findZooNetwork('mobilenet-v1').build({ width, resolution })).macs / 1e6;

  it('has the mult-adds of tables 6 and 7 of its paper', () => {
    // Howard et al., arXiv 1704.04861: 569, 325, 149 and 41 million by width, 418, 290 and 186 by resolution.
    expect(Math.round(million(1, 224))).toBe(569);
    expect(Math.round(million(0.75, 224))).toBeCloseTo(325, -1);
    expect(Math.round(million(0.5, 224))).toBeCloseTo(149, -1);
    expect(Math.round(million(0.25, 224))).toBe(41);
    expect(Math.round(million(1, 192))).toBe(418);
    expect(Math.round(million(1, 160))).toBe(291);
    expect(Math.round(million(1, 128))).toBe(186);
  });

  it('has 4.2 million parameters', () => {
    expect(totalWorkload(findZooNetwork('mobilenet-v1').build()).weightElements).toBe(4_231_976);
  });
});

describe('LeNet-5', () => {
  it('adds up by hand', () => {
    expect(totalWorkload(findZooNetwork('lenet-5').build())).toEqual({
      // 6·28·28·25 + 16·10·10·150 + 400·120 + 120·84 + 84·10
      macs: 117_600 + 240_000 + 48_000 + 10_080 + 840,
      // (25 + 1)·6 + (150 + 1)·16 + 401·120 + 121·84 + 85·10
      weightElements: 156 + 2_416 + 48_120 + 10_164 + 850,
    });
  });
});

describe('BERT-base', () => {
  const network = findZooNetwork('bert-base').build({ tokens: 128 });

  it('has the 109 482 240 parameters of bert-base-uncased without its pooler', () => {
    const pooler = 768 * 768 + 768;

    expect(totalWorkload(network).weightElements).toBe(109_482_240 - pooler);
  });

  it('multiplies in twelve layers of attention and feed-forward', () => {
    const projections = 4 * 128 * 768 * 768;
    const attention = 2 * 12 * 128 * 128 * 64;
    const feedForward = 2 * 128 * 768 * 3072;

    expect(totalWorkload(network).macs).toBe(12 * (projections + attention + feedForward));
  });
});

describe('YOLOv3-tiny', () => {
  it('has 8.86 million values in its weights file, two for each normalised channel running statistics', () => {
    // https://github.com/AlexeyAB/darknet/issues/6022
    const normalised = 16 + 32 + 64 + 128 + 256 + 512 + 1024 + 256 + 512 + 128 + 256;
    const { weightElements } = totalWorkload(findZooNetwork('yolov3-tiny').build());

    expect(((weightElements + 2 * normalised) / 1e6).toFixed(2)).toBe('8.86');
  });

  it('detects on two maps, three boxes of 85 values at each position', () => {
    const { tensors, outputs } = findZooNetwork('yolov3-tiny').build();

    expect(outputs.map((index) => tensors[index]!.shape)).toEqual([
      [1, 255, 13, 13],
      [1, 255, 26, 26],
    ]);
  });
});

describe('U-Net', () => {
  it('makes 388 × 388 of 572 × 572, as in figure 1 of its paper', () => {
    const { tensors, outputs } = findZooNetwork('u-net').build();
    const shapeOf = (name: string) => tensors.find((tensor) => tensor.name === name)!.shape;

    expect(shapeOf('down0.2.relu')).toEqual([1, 64, 568, 568]);
    expect(shapeOf('down4.2.relu')).toEqual([1, 1024, 28, 28]);
    expect(shapeOf('up4.concat')).toEqual([1, 1024, 56, 56]);
    expect(outputs.map((index) => tensors[index]!.shape)).toEqual([[1, 2, 388, 388]]);
  });
});

describe('ViT-B/16', () => {
  it('sends no class token over a link: every tier has it', () => {
    const { tensors, constants } = findZooNetwork('vit-b-16').build();

    expect(constants.map((index) => tensors[index]!.name)).toEqual(['class-token', 'class-token.repeat']);
  });
});

describe('findZooNetwork', () => {
  it('refuses an id that it does not know, with those that it knows', () => {
    expect(() => findZooNetwork('resnet')).toThrow(/got 'resnet', expected one of lenet-5, alexnet, /);
  });
});

describe('the parameters of a zoo network', () => {
  const resnet = findZooNetwork('resnet-18');

  it('change what they say', () => {
    const small = resnet.build({ resolution: 64, classes: 10 });

    expect(small.tensors[small.inputs[0]!]!.shape).toEqual([1, 3, 64, 64]);
    expect(small.tensors[small.outputs[0]!]!.shape).toEqual([1, 10]);
  });

  it.each([
    [{ resolution: 16 }, 'resolution: got 16, expected an integer from 32 to 4096'],
    [{ resolution: 64.5 }, 'resolution: got 64.5, expected an integer from 32 to 4096'],
    [{ resolution: '64' }, 'resolution: got "64", expected an integer from 32 to 4096'],
    [{ depth: 3 }, 'parameter depth: got 3, expected one of batch, resolution, classes'],
    [{ constructor: 3 }, 'parameter constructor: got 3, expected one of batch, resolution, classes'],
  ])('are refused outside their range: %j', (values, message) => {
    expect(() => resnet.build(values)).toThrow(message);
  });

  it('are multiples where the network needs them', () => {
    expect(() => findZooNetwork('vit-b-16').build({ resolution: 230 })).toThrow(
      'resolution: got 230, expected an integer from 16 to 4096 that is a multiple of 16',
    );
  });
});
