import { mean } from '../../bench/harness/statistics.js';
import { pi5Measurements } from '../../bench/calibration/raspberry-pi.js';
import { rankAgreement } from '../../bench/calibration/ranking.js';
import { readSeedData, type SeedData } from '../../src/database/seeds/seed-data.js';
import { describeWithData, sharedPath } from '../support/shared-data.js';

// `npm run bench -- ranking` prints more draws, and latency.
describeWithData('ranking 750 networks on a Raspberry Pi 5 by a set fitted on 50 others', 'boards', () => {
  let data: SeedData;
  beforeAll(() => {
    data = readSeedData(sharedPath(''));
  });

  it.each([
    ['PyTorch Mobile', 0.8, 0.7],
    ['ONNX Runtime', 0.86, 0.87],
  ] as const)(
    'agrees with energy measured in %s to a tau of %f; MACs alone to %f',
    (runtime, least, ofMacs) => {
      const draws = rankAgreement(pi5Measurements(data, runtime), 'energy', { trained: 50, draws: 5 });
      expect(mean(draws.map(({ model }) => model))).toBeGreaterThan(least);
      expect(mean(draws.map(({ macs }) => macs))).toBeCloseTo(ofMacs, 1);
    },
  );
});
