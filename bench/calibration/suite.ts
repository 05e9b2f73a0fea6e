import { readSeedData, type SeedData } from '../../src/database/seeds/seed-data.js';
import {
  joined,
  skippedWithoutData,
  type Outcome,
  type Row,
  type Settings,
  type Suite,
} from '../harness/suite.js';
import { COSTS, fitted } from './held-out.js';
import { matrixProducts } from './matrix-products.js';
import {
  isMobileNetV1OrV2,
  leaveOneOut,
  pi4Measurements,
  pi5Draws,
  pi5Measurements,
} from './raspberry-pi.js';
import { recovery } from './synthetic.js';

function run({ dataFolder, isQuick }: Settings): Promise<Outcome> {
  const synthetic = { rows: recoveryRows(isQuick ? 2 : 100), notes: [] };
  if (dataFolder === null) return Promise.resolve(joined([synthetic, skippedWithoutData('measured boards')]));
  const data = readSeedData(dataFolder);
  const draws = isQuick ? 1 : 10;
  const rows = [...pi5Rows(data, draws), ...(isQuick ? [] : pi4Rows(data)), ...productRows(dataFolder)];
  return Promise.resolve(joined([{ rows, notes: [] }, synthetic]));
}

const inPercent = (errors: readonly number[]): number[] => errors.map((error) => 100 * error);

const pi5Rows = (data: SeedData, draws: number): Row[] =>
  (['ONNX Runtime', 'PyTorch Mobile'] as const).flatMap((runtime) => {
    const measurements = pi5Measurements(data, runtime);
    return [200, 20].flatMap((trained) => {
      const errors = pi5Draws(measurements, { trained, draws });
      const of = `Raspberry Pi 5, ${runtime}, fitted on ${trained}, median error on 600 others`;
      return COSTS.map((cost) => ({ what: `${of}: ${cost}`, unit: '%', values: inPercent(errors[cost]) }));
    });
  });

function pi4Rows(data: SeedData): Row[] {
  const all = pi4Measurements(data);
  const sets = { 'MobileNet v1 and v2': all.filter(isMobileNetV1OrV2), 'all networks': all };
  return Object.entries(sets).flatMap(([name, networks]) => {
    const errors = leaveOneOut(networks);
    const of = `Raspberry Pi 4B, ${name} (${networks.length}), each left out once`;
    return COSTS.flatMap((cost) => [
      { what: `${of}: ${cost}, mean error`, unit: '%', values: inPercent([errors[cost].mean]) },
      { what: `${of}: ${cost}, median error`, unit: '%', values: inPercent([errors[cost].median]) },
    ]);
  });
}

function productRows(folder: string): Row[] {
  const products = fitted(matrixProducts(folder), { procedure: 'nested' });
  return COSTS.flatMap((cost) => {
    const { meanError, medianError } = products[cost]!.statistics!.validation;
    const of = `AGX Xavier, single matrix products, 10-fold over sizes: ${cost}`;
    return [
      { what: `${of}, mean error`, unit: '%', values: inPercent([meanError!]) },
      { what: `${of}, median error`, unit: '%', values: inPercent([medianError!]) },
    ];
  });
}

/** Shares of the runs that find what made the data. */
function recoveryRows(runs: number): Row[] {
  const { rightFamily, inInterval } = recovery(runs);
  const of = `synthetic data with 5 % noise, ${runs} runs`;
  const share = (count: number): number[] => inPercent([count / runs]);
  return [
    { what: `${of}: right family`, unit: '%', values: share(rightFamily) },
    ...Object.entries(inInterval).map(([name, count]) => ({
      what: `${of}: ${name} in its 95 % interval`,
      unit: '%',
      values: share(count),
    })),
  ];
}

export const calibrationSuite: Suite = {
  summary: 'how well calibrations predict what they have not seen (values: seeded draws)',
  run,
};
