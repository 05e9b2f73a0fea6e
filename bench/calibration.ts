import { readSeedData } from '../src/database/seeds/seed-data.js';
import { COSTS, fitted, mean, percent } from './calibration/held-out.js';
import { matrixProducts } from './calibration/matrix-products.js';
import {
  isMobileNetV1OrV2,
  leaveOneOut,
  pi4Measurements,
  pi5Draws,
  pi5Measurements,
} from './calibration/raspberry-pi.js';
import { largeCalibrations } from './calibration/over-http.js';
import { recovery } from './calibration/synthetic.js';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('data folder: got none, expected its path; run: npm run bench:calibration -- <data folder>');
  process.exit(1);
}
const data = readSeedData(folder);

console.log('Raspberry Pi 5: median error on 600 networks, mean over 10 seeded draws (worst draw)');
for (const runtime of ['ONNX Runtime', 'PyTorch Mobile'] as const) {
  const measurements = pi5Measurements(data, runtime);
  for (const trained of [200, 20]) {
    const draws = pi5Draws(measurements, { trained, draws: 10 });
    const cells = COSTS.map(
      (cost) => `${cost} ${percent(mean(draws[cost]))} (${percent(Math.max(...draws[cost]))})`,
    );
    console.log(`  ${runtime}, fitted on ${trained}: ${cells.join(', ')}`);
  }
}

console.log('Raspberry Pi 4B, TensorFlow Lite: leave-one-network-out, whole procedure');
const pi4 = pi4Measurements(data);
for (const [name, networks] of [
  ['MobileNet v1 and v2', pi4.filter(isMobileNetV1OrV2)],
  ['all networks', pi4],
] as const) {
  const errors = leaveOneOut(networks);
  const cells = COSTS.map(
    (cost) => `${cost} mean ${percent(errors[cost].mean)}, median ${percent(errors[cost].median)}`,
  );
  console.log(`  ${name} (${networks.length}): ${cells.join('; ')}`);
}

console.log('AGX Xavier, single matrix products: 10-fold over sizes, whole procedure');
const products = fitted(matrixProducts(folder), { procedure: 'nested' });
for (const cost of COSTS) {
  const { meanError, medianError } = products[cost]!.statistics!.validation;
  console.log(`  ${cost}: mean ${percent(meanError!)}, median ${percent(medianError!)}`);
}

console.log('Synthetic data with 5 % noise: runs of 100 that find what made the data');
const { rightFamily, inInterval } = recovery(100);
console.log(`  right family: ${rightFamily}`);
for (const [name, count] of Object.entries(inInterval))
  console.log(`  ${name} in its 95 % interval: ${count}`);

console.log('Calibrating on 6 000 different networks over HTTP, as a service does it, three times in a row');
for (const { seconds, answered, eventLoop } of await largeCalibrations(6000, 3)) {
  console.log(`  ${seconds.toFixed(1)} s; ${answered} other requests answered meanwhile; ${eventLoop}`);
}
