import { fitted } from '../../bench/calibration/held-out.js';
import { mean } from '../../bench/harness/statistics.js';
import { matrixProducts } from '../../bench/calibration/matrix-products.js';
import {
  isMobileNetV1OrV2,
  leaveOneOut,
  pi4Measurements,
  pi5Draws,
  pi5Measurements,
} from '../../bench/calibration/raspberry-pi.js';
import { recovery } from '../../bench/calibration/synthetic.js';
import { readSeedData, type SeedData } from '../../src/database/seeds/seed-data.js';
import { describeWithData, sharedPath } from '../support/shared-data.js';

// `npm run bench -- calibration` prints all of it; here stands as much as is quick.
describe('calibrating on synthetic data with 5 % noise', () => {
  it('finds the family and, within their 95 % intervals, the coefficients that made the data', () => {
    const { runs, rightFamily, inInterval } = recovery(10);
    expect(rightFamily).toBeGreaterThanOrEqual(0.9 * runs);
    const counts = Object.values(inInterval);
    expect(mean(counts)).toBeGreaterThanOrEqual(0.9 * runs);
  });
});

describeWithData('calibrating on published measurements', 'boards', () => {
  let data: SeedData;
  beforeAll(() => {
    data = readSeedData(sharedPath(''));
  });

  it('predicts 600 networks on a Raspberry Pi 5 from 200 to 3.5 % in energy and 2.2 % in latency', () => {
    const draws = pi5Draws(pi5Measurements(data, 'ONNX Runtime'), { trained: 200, draws: 1 });
    expect(mean(draws.energy)).toBeLessThan(0.035);
    expect(mean(draws.latency)).toBeLessThan(0.022);
  });

  it('predicts 600 networks on a Raspberry Pi 5 from 20 to 4.5 % and 3 %, mean of ten draws', () => {
    const draws = pi5Draws(pi5Measurements(data, 'ONNX Runtime'), { trained: 20, draws: 10 });
    expect(mean(draws.energy)).toBeLessThan(0.045);
    expect(mean(draws.latency)).toBeLessThan(0.03);
  });

  it('predicts MobileNets on a Raspberry Pi 4 to 5 % in the mean, 4 % in the median, where every sixth is left out', () => {
    const { energy } = leaveOneOut(pi4Measurements(data).filter(isMobileNetV1OrV2), 6);
    expect(energy.mean).toBeLessThan(0.05);
    expect(energy.median).toBeLessThan(0.04);
  });

  it('predicts matrix products of other sizes to 7.5 % in the median', () => {
    const { energy } = fitted(matrixProducts(sharedPath('')), { procedure: 'nested' });
    expect(energy!.statistics!.validation.medianError).toBeLessThan(0.075);
  });
});
