import type { CostModel } from '../../src/core/index.js';
import { syntheticMeasurements } from '../../test/fixtures/synthetic-measurements.js';
import { fitted } from '../calibration/held-out.js';
import { timed } from '../harness/timing.js';
import type { Row, Settings } from '../harness/suite.js';

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

/** Fits on networks with 5 % noise, the choice of families and the errors out of sample included. */
export function calibrationRows(settings: Settings): Row[] {
  return (settings.isQuick ? [20] : [50, 800]).map((count) => {
    const measurements = syntheticMeasurements(MODEL, { count, noise: 0.05, seed: 1 });
    const work = () => fitted(measurements, { procedure: 'nested' });
    return timed(`calibration on ${count} networks`, work, settings);
  });
}
