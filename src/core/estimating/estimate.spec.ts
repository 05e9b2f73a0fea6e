import { coefficientOf, withCoefficient } from '../cost/coefficients.js';
import type { CostModel } from '../cost/cost-model.js';
import type { FitStatistics } from '../cost/fit-statistics.js';
import { buildChain } from '../network/network.js';
import { normalFrom, quantile, uniformFrom } from '../planning/random.js';
import { costByPart, estimateNetwork, layerIntervals, sumOf } from './estimate.js';

/** 64 MACs, 2 kernels; 256 bytes of activations and 16 of weights in fp32; then a fused activation and a flatten. */
const network = buildChain('n', { name: 'image', shape: [1, 2, 4, 4], dataType: 'float32' }, [
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
  { name: 'relu', operation: { kind: 'activation', function: 'relu' } },
  { name: 'flatten', operation: { kind: 'flatten', axis: 1 } },
]);
const EXECUTION = { precision: 'fp32', fusesActivations: true } as const;

const model: CostModel = {
  slopes: {
    convolution: { family: 'kernel-power', coefficients: [3, 0.5] },
    depthwise: null,
    connected: null,
  },
  perActivationByte: 10,
  perWeightByte: 2,
  perLayer: 7,
  perInference: 5,
};

const statistics = (coefficients: string[], values: number[][], residualSpread: number): FitStatistics => ({
  rowCount: 20,
  networkCount: 20,
  validation: {
    method: 'leave-one-network-out',
    procedure: 'nested',
    meanError: 0.05,
    medianError: 0.05,
    unpredictedNetworks: [],
  },
  rSquared: 1,
  residualSpread,
  degreesOfFreedom: 18,
  covariance: { coefficients, values },
  compared: [],
  outliers: [],
  coverage: { convolution: null, depthwise: null, connected: null },
});

const energyOf = (fit: FitStatistics | null) =>
  estimateNetwork(network, { energy: { model, statistics: fit }, latency: null }, EXECUTION).energy!;

describe('estimateNetwork', () => {
  const slope = (64 * 3) / Math.sqrt(2);

  it('gives each part of each layer, and none to what is fused or moves no data', () => {
    const energy = energyOf(null);
    expect(energy.layers[0]).toEqual([slope, 2560, 32, 7, 0, 0]);
    expect(energy.layers.slice(1)).toEqual([null, null]);
    expect(energy.total).toBe(sumOf(energy.layers[0]!) + 5);
    expect(costByPart(energy)).toEqual([slope, 2560, 32, 7, 0, 0, 5]);
  });

  it('says into which layer another is fused', () => {
    const { layers } = estimateNetwork(network, { energy: null, latency: null }, EXECUTION);
    expect(layers.map(({ fusedInto }) => fusedInto)).toEqual([null, 0, null]);
  });

  it('knows no interval of coefficients that were entered', () => {
    expect(energyOf(null).interval).toBeNull();
  });

  it('carries the covariance of the coefficients and the spread of the residuals to the interval', () => {
    // ∂/∂perActivationByte = 256, ∂/∂perInference = 1: variance 256² · 0.04 + 2 · 256 · 0.1 + 9, plus (0.01 · total)²
    const values = [
      [0.04, 0.1],
      [0.1, 9],
    ];
    const { total, interval } = energyOf(statistics(['perActivationByte', 'perInference'], values, 0.01));
    const deviation = Math.sqrt(256 ** 2 * 0.04 + 2 * 256 * 0.1 + 9 + (0.01 * total) ** 2);
    expect(interval!.p50).toBe(total);
    expect(interval!.p95 - total).toBeCloseTo(1.6448536 * deviation, 4);
    expect(total - interval!.p5).toBeCloseTo(1.6448536 * deviation, 4);
  });

  it('carries the exponent of a kernel-power slope by its derivative', () => {
    // ∂(MAC · gamma · K^-delta)/∂delta = -ln K · slope
    const { total, interval } = energyOf(statistics(['convolution.delta'], [[0.01]], 0));
    expect(interval!.p95 - total).toBeCloseTo(1.6448536 * 0.1 * Math.log(2) * slope, 4);
  });

  it('has the quantiles of networks that are estimated with coefficients drawn from the fit', () => {
    // Slope, traffic and constant vary together; gamma is linear, the exponent nearly so over its own deviation.
    const names = ['convolution.gamma', 'convolution.delta', 'perActivationByte', 'perInference'];
    const factors = [
      [0.3, 0, 0, 0],
      [-0.01, 0.02, 0, 0],
      [0.2, 0.1, 0.5, 0],
      [-1, 0.5, 0.2, 2],
    ];
    const covariance = factors.map((a) =>
      factors.map((b) => a.reduce((sum, own, k) => sum + own * b[k]!, 0)),
    );
    const spread = 0.03;
    const { interval } = energyOf(statistics(names, covariance, spread));
    const normal = normalFrom(uniformFrom(11));
    const draws = Float64Array.from({ length: 20_000 }, () => {
      const z = names.map(normal);
      const drawn = names.reduce((own, name, row) => {
        const step = factors[row]!.reduce((sum, factor, k) => sum + factor * z[k]!, 0);
        return withCoefficient(own, name, coefficientOf(model, name) + step);
      }, model);
      const costs = { energy: { model: drawn, statistics: null }, latency: null };
      return estimateNetwork(network, costs, EXECUTION).energy!.total * (1 + spread * normal());
    }).sort();
    // The error of a quantile of so many draws is 1.5 % of the deviation; half the interval is 1.64 of it.
    const half = interval!.p95 - interval!.p50;
    expect(Math.abs(quantile(draws, 0.05) - interval!.p5)).toBeLessThan(0.04 * half);
    expect(Math.abs(quantile(draws, 0.5) - interval!.p50)).toBeLessThan(0.04 * half);
    expect(Math.abs(quantile(draws, 0.95) - interval!.p95)).toBeLessThan(0.04 * half);
  });

  it('is never below nothing', () => {
    expect(energyOf(statistics(['perInference'], [[1e12]], 0)).interval!.p5).toBe(0);
  });
});

describe('layerIntervals', () => {
  const fitted = {
    model,
    statistics: statistics(
      ['perActivationByte', 'perInference'],
      [
        [0.04, 0.1],
        [0.1, 9],
      ],
      0.01,
    ),
  };
  const estimate = estimateNetwork(network, { energy: fitted, latency: null }, EXECUTION);

  it('are those of a layer alone, without what is paid once', () => {
    // ∂/∂perActivationByte = 256: variance 256² · 0.04 plus (0.01 · cost)²
    const [conv, relu, flatten] = layerIntervals(estimate, estimate.energy!, fitted);
    const cost = sumOf(estimate.energy!.layers[0]!);
    const half = 1.6448536 * Math.sqrt(256 ** 2 * 0.04 + (0.01 * cost) ** 2);
    expect(conv!.p50).toBe(cost);
    expect(conv!.p95 - cost).toBeCloseTo(half, 4);
    expect(cost - conv!.p5).toBeCloseTo(half, 4);
    expect([relu, flatten]).toEqual([null, null]);
  });

  it('are not known of coefficients that were entered', () => {
    expect(layerIntervals(estimate, estimate.energy!, { model, statistics: null })).toEqual([
      null,
      null,
      null,
    ]);
  });
});
