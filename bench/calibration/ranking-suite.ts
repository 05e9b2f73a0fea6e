import { readSeedData } from '../../src/database/seeds/seed-data.js';
import { skippedWithoutData, type Outcome, type Settings, type Suite } from '../harness/suite.js';
import { COSTS } from './held-out.js';
import { pi5Measurements } from './raspberry-pi.js';
import { rankAgreement } from './ranking.js';

const TRAINED = 50;

function run({ dataFolder, isQuick }: Settings): Promise<Outcome> {
  if (dataFolder === null) return Promise.resolve(skippedWithoutData('measured rankings'));
  const data = readSeedData(dataFolder);
  const rows = (['PyTorch Mobile', 'ONNX Runtime'] as const).flatMap((runtime) =>
    COSTS.flatMap((cost) => {
      const options = { trained: TRAINED, draws: isQuick ? 1 : 20 };
      const found = rankAgreement(pi5Measurements(data, runtime), cost, options);
      return [
        { what: `${runtime}, ${cost}: model`, unit: 'tau-b', values: found.map(({ model }) => model) },
        { what: `${runtime}, ${cost}: MACs alone`, unit: 'tau-b', values: found.map(({ macs }) => macs) },
      ];
    }),
  );
  return Promise.resolve({ rows, notes: [] });
}

export const rankingSuite: Suite = {
  summary: `Raspberry Pi 5: Kendall's tau-b with what was measured on 750 networks, set fitted on ${TRAINED} (values: seeded draws)`,
  run,
};
