import { totalWorkload } from '../../../core/index.js';
import { ICASSP_NETWORKS, MLPERF_NETWORKS, tfliteNetwork } from './index.js';

describe('ICASSP_NETWORKS', () => {
  // Sums over the published layer tables, jetson_networks_layers.csv.
  it.each([
    ['AlexNet', 724_406_816],
    ['SqueezeNet', 861_339_936],
    ['GoogleNet', 1_582_671_872],
    ['ResNet-18', 1_826_918_400],
    ['ResNet-50', 3_857_973_248],
    ['ResNet-101', 7_570_194_432],
    ['ResNet-152', 11_282_415_616],
    ['VGG-16', 15_470_264_320],
    ['VGG-19', 19_632_062_464],
  ] as const)('%s has the %i MACs of its published table', (name, macs) => {
    expect(totalWorkload(ICASSP_NETWORKS[name]()).macs).toBe(macs);
  });

  it('AlexNet has the 60 965 224 weights of bvlc_alexnet', () => {
    expect(totalWorkload(ICASSP_NETWORKS.AlexNet()).weightElements).toBe(60_965_224);
  });
});

describe('MLPERF_NETWORKS', () => {
  it.each([
    // Reddi et al., MLPerf Inference Benchmark, ISCA 2020, table I
    ['ssd-mobilenet', 2.47],
    ['ssd-resnet34', 432.83],
    ['resnet50', 8.18],
    // 24 · (12 · 1024² · 384 + 2 · 384² · 1024) MACs
    ['bert-99', 246.42],
  ] as const)('%s needs %f GOPs, two for each MAC', (name, gigaOperations) => {
    expect((2 * totalWorkload(MLPERF_NETWORKS[name]()).macs) / 1e9).toBeCloseTo(gigaOperations, 2);
  });

  it('ssd-resnet34 predicts 15 130 boxes', () => {
    const network = MLPERF_NETWORKS['ssd-resnet34']();
    const boxes = network.layers.filter(({ name }) => name.startsWith('box'));
    const elements = boxes.reduce((sum, { workload }) => sum + workload.outputElements, 0);
    expect(elements / 4).toBe(15_130);
  });

  it('retinanet has feature maps of 100, 50, 25, 13 and 7', () => {
    const network = MLPERF_NETWORKS.retinanet();
    const maps = network.layers.filter(({ name }) => /^box\d$/.test(name));
    expect(maps.map(({ outputs }) => network.tensors[outputs[0]!]!.shape[2])).toEqual([100, 50, 25, 13, 7]);
  });
});

describe('tfliteNetwork', () => {
  it.each([
    // TensorFlow models, mobilenet_v1.md and mobilenet/README.md: millions of MACs
    ['mobilenet-v1-1.0-224-non-quantized', 569],
    ['mobilenet-v1-0.5-160-non-quantized', 77],
    ['mobilenet-v2-1.4-224-non-quantized', 582],
    ['mobilenet-v3-large_224_1.0_float', 217],
    ['mobilenet-v3-large-minimalistic_224_1.0_float', 209],
  ])('%s has %i million MACs', (name, millions) => {
    expect(Math.abs(totalWorkload(tfliteNetwork(name)).macs / 1e6 / millions - 1)).toBeLessThan(0.03);
  });

  // The printed figures, 407 to 2 640 million, count element-wise operations too.
  it.each([
    [0, 385],
    [4, 2553],
  ])('EfficientNet-Lite%i has %i million MACs in convolutions and connected layers', (variant, millions) => {
    const network = tfliteNetwork(`efficientnet-lite${variant}-non-quantized`);
    expect(Math.round(totalWorkload(network).macs / 1e6)).toBe(millions);
  });

  it('refuses a name that it does not know', () => {
    expect(() => tfliteNetwork('lenet')).toThrow("got 'lenet'");
  });
});
