import { buildChain } from '../network/network.js';
import type { Tensor } from '../network/tensor.js';
import { boardCosts } from './board-costs.js';
import type { CostModel } from './cost-model.js';

const image: Tensor = { name: 'image', shape: [1, 2, 4, 4], dataType: 'float32' };
const network = buildChain('n', image, [
  {
    name: 'conv',
    operation: {
      kind: 'convolution',
      kernels: 2,
      kernelSize: [1, 1],
      strides: [1, 1],
      dilations: [1, 1],
      padding: { begin: [0, 0], end: [0, 0] },
      groups: 1,
      bias: false,
    },
  },
  { name: 'norm', operation: { kind: 'normalisation', mode: 'batch', scale: true, shift: true } },
  { name: 'relu', operation: { kind: 'activation', function: 'relu' } },
  { name: 'flatten', operation: { kind: 'flatten', axis: 1 } },
]);

/** One unit for each MAC of a convolution, ten for each activation byte. */
const model: CostModel = {
  slopes: {
    convolution: { family: 'mac-linear', coefficients: [1] },
    depthwise: null,
    connected: null,
  },
  perActivationByte: 10,
  perWeightByte: 0,
  perLayer: 0,
  perInference: 5,
};
const models = { energy: model, latency: model };

describe('boardCosts', () => {
  it('costs every layer as it runs on its own', () => {
    const { energy } = boardCosts(network, models, { precision: 'fp32', fusesActivations: true });

    // 32 elements in and out, 4 bytes each: 256 bytes. The convolution has 2 · 4 · 4 · 2 = 64 MACs.
    expect([...energy!.standalone]).toEqual([64 + 2_560, 2_560, 2_560, 0]);
    expect(energy!.perInference).toBe(5);
  });

  it('names the convolution as the root of all that is fused into it', () => {
    const fused = boardCosts(network, models, { precision: 'fp32', fusesActivations: true });
    const plain = boardCosts(network, models, { precision: 'fp32', fusesActivations: false });

    expect([...fused.fusedInto]).toEqual([-1, 0, 0, -1]);
    expect([...plain.fusedInto]).toEqual([-1, -1, -1, -1]);
  });
});
