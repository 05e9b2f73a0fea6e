import { convolutionWork } from '../../../test/fixtures/synthetic-measurements.js';
import { layerCost, type CostModel, type Slope } from './cost-model.js';

const modelWith = (convolution: Slope | null, terms: Partial<CostModel> = {}): CostModel => ({
  slopes: { convolution, depthwise: null, connected: null },
  perActivationByte: 0,
  perWeightByte: 0,
  perLayer: 0,
  perInference: 0,
  ...terms,
});

describe('layerCost', () => {
  const work = convolutionWork(2, 1, 4); // 144 MACs, 4 kernels, 80 bytes of activations, 144 of weights

  it.each([
    ['mac-linear', [2], 288], // 144 · 2
    ['kernel-hyperbolic', [2, 8], 576], // 144 · (2 + 8 / 4)
    ['kernel-power', [2, 0.5], 144], // 144 · 2 · 4^(-0.5)
  ] as const)('%s follows its formula', (family, coefficients, expected) => {
    expect(layerCost(modelWith({ family, coefficients }), work)).toBeCloseTo(expected, 12);
  });

  it('adds traffic and overhead', () => {
    const terms = { perActivationByte: 0.5, perWeightByte: 0.25, perLayer: 7, perInference: 1000 };
    expect(layerCost(modelWith(null, terms), work)).toBe(80 / 2 + 144 / 4 + 7);
  });

  it('of a class without a slope of its own is that of the convolutions', () => {
    const model = modelWith({ family: 'mac-linear', coefficients: [2] });
    expect(layerCost(model, { ...work, layerClass: 'depthwise' })).toBe(288);
    expect(layerCost(model, { ...work, layerClass: 'memory-bound' })).toBe(0);
  });
});
