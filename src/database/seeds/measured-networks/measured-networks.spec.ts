import { MLPERF_NETWORKS, totalMacs, worksOf } from './index.js';

describe('MLPERF_NETWORKS', () => {
  it('resnet50 has the 4 089 184 256 MACs of v1.5 (the ONNX and torchvision graphs)', () => {
    expect(totalMacs(MLPERF_NETWORKS.resnet50())).toBe(4_089_184_256);
    expect(MLPERF_NETWORKS.resnet50()).toHaveLength(54);
  });

  it('resnet50 has 25 502 912 weights without biases and normalisation', () => {
    const weights = MLPERF_NETWORKS.resnet50().reduce((sum, { weightElements }) => sum + weightElements, 0);
    expect(weights).toBe(25_502_912);
  });

  it('ssd-mobilenet needs 2.47 GOPs (Reddi et al. 2020, table I)', () => {
    expect(((2 * totalMacs(MLPERF_NETWORKS['ssd-mobilenet']())) / 1e9).toFixed(2)).toBe('2.47');
  });

  it('ssd-resnet34 needs 433 GOPs (Reddi et al. 2020, table I)', () => {
    expect(((2 * totalMacs(MLPERF_NETWORKS['ssd-resnet34']())) / 1e9).toFixed(0)).toBe('433');
  });

  it('bert-99 has 24 · (12 · 1024² · 384 + 2 · 384² · 1024) MACs in its encoder', () => {
    const encoder = 24 * (12 * 1024 ** 2 * 384 + 2 * 384 ** 2 * 1024);
    expect(totalMacs(MLPERF_NETWORKS['bert-99']())).toBe(encoder + 384 * 1024 * 2);
    expect(encoder).toBe(123_211_874_304);
  });

  it('attention products have no weights', () => {
    const products = MLPERF_NETWORKS['bert-99']().filter(({ weightElements }) => weightElements === 0);
    expect(products).toHaveLength(48);
    expect(products.every(({ layerClass }) => layerClass === 'connected')).toBe(true);
  });

  it('worksOf counts bytes in the given precision', () => {
    const [int8] = worksOf(MLPERF_NETWORKS.resnet50(), 'int8');
    const [fp32] = worksOf(MLPERF_NETWORKS.resnet50(), 'fp32');
    expect(int8!.weightBytes).toBe(64 * 3 * 49);
    expect(fp32!.activationBytes).toBe(4 * (224 * 224 * 3 + 112 * 112 * 64));
  });
});
