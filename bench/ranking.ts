import { readSeedData } from '../src/database/seeds/seed-data.js';
import { COSTS, mean } from './calibration/held-out.js';
import { pi5Measurements } from './calibration/raspberry-pi.js';
import { rankAgreement } from './calibration/ranking.js';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('data folder: got none, expected its path; run: npm run bench:ranking -- <data folder>');
  process.exit(1);
}
const data = readSeedData(folder);
const draws = 20;

console.log(
  `Raspberry Pi 5: Kendall's tau-b with what was measured on 750 networks, set fitted on 50; ${draws} seeded draws: ` +
    'mean (lowest to highest)',
);
const summary = (values: readonly number[]): string =>
  `${mean(values).toFixed(3)} (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`;
for (const runtime of ['PyTorch Mobile', 'ONNX Runtime'] as const) {
  for (const cost of COSTS) {
    const found = rankAgreement(pi5Measurements(data, runtime), cost, { trained: 50, draws });
    const model = summary(found.map((draw) => draw.model));
    const macs = summary(found.map((draw) => draw.macs));
    console.log(`  ${runtime}, ${cost}: ${model}; MACs alone: ${macs}`);
  }
}
