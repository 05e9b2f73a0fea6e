import type { CostModel } from '../../src/core/index.js';
import { syntheticMixture } from '../../test/fixtures/synthetic-measurements.js';
import { fitted } from './held-out.js';

/** What is to be found again. */
const MODEL: CostModel = {
  slopes: {
    convolution: { family: 'kernel-hyperbolic', coefficients: [4e-11, 2e-9] },
    depthwise: null,
    connected: { family: 'mac-linear', coefficients: [1e-9] },
  },
  perActivationByte: 1e-9,
  perWeightByte: 0,
  perLayer: 2e-4,
  perInference: 0,
};
const TRUTH: Readonly<Record<string, number>> = {
  'convolution.gamma': 4e-11,
  'convolution.delta': 2e-9,
  'connected.gamma': 1e-9,
  perActivationByte: 1e-9,
  perLayer: 2e-4,
};

/** Two-sided 95 % of a normal distribution. */
const NORMAL_95 = 1.96;

export interface Recovery {
  readonly runs: number;
  /** Runs that chose the family of the convolutions that made the data. */
  readonly rightFamily: number;
  /** By coefficient: runs whose 95 % interval holds it. */
  readonly inInterval: Readonly<Record<string, number>>;
}

/** Fits 60 networks and 60 single layers with 5 % noise, once for each seed from 1. */
export function recovery(runs: number): Recovery {
  const inInterval = Object.fromEntries(Object.keys(TRUTH).map((name) => [name, 0]));
  let rightFamily = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const measurements = syntheticMixture(MODEL, { networks: 60, layers: 60, noise: 0.05, seed });
    const { model, statistics } = fitted(measurements).energy!;
    if (model.slopes.convolution!.family === 'kernel-hyperbolic') rightFamily++;
    const { coefficients, values } = statistics!.covariance;
    coefficients.forEach((name, index) => {
      const deviation = Math.sqrt(values[index]![index]!);
      const distance = Math.abs(coefficientOf(model, name) - (TRUTH[name] ?? NaN));
      if (distance <= NORMAL_95 * deviation) inInterval[name]!++;
    });
  }
  return { runs, rightFamily, inInterval };
}

function coefficientOf(model: CostModel, name: string): number {
  if (name === 'perActivationByte' || name === 'perLayer') return model[name];
  const slope = model.slopes[name.startsWith('connected') ? 'connected' : 'convolution'];
  return slope?.coefficients[name.endsWith('.delta') ? 1 : 0] ?? NaN;
}
