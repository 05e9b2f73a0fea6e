import { joules, seconds } from '../../../core/index.js';
import { tfliteNetwork } from '../measured-networks/index.js';
import { numberIn, type Row, type SeedData } from '../seed-data.js';
import { worksByNetwork, type SeedFit } from './request.js';

const SOURCE =
  'MLPerf Inference v2.0, open, power, SingleStream, Krai rpi4-tflite-v2.7.1-ruy: 50 networks in fp32, wall power ' +
  'by a Yokogawa meter. Networks: MobileNet v1 to v3, EfficientNet-Lite and ResNet-50, built from their papers.';

export const raspberryPi4Rows = ({ mlperfPower }: SeedData): Row[] =>
  mlperfPower.filter(({ board }) => board === 'Raspberry Pi 4B');

/** Raspberry Pi 4B, TensorFlow Lite with Ruy, fp32. */
export function raspberryPi4Fit(data: SeedData, date: string): SeedFit {
  const execution = { precision: 'fp32', fusesActivations: true } as const;
  const worksOf = worksByNetwork((name) => tfliteNetwork(name), execution);
  return {
    name: 'raspberry-pi-4b',
    requests: [
      {
        identity: {
          boardId: 'raspberry-pi-4b',
          powerMode: 'default',
          runtime: 'TensorFlow Lite',
          batch: 1,
          ...execution,
        },
        origin: { provenance: 'measured', source: SOURCE, date },
        measurements: raspberryPi4Rows(data).map((row) => ({
          network: row.network!,
          boundary: 'wall',
          works: worksOf(row.network!),
          energy: joules(numberIn(row, 'energy_mj') / 1e3),
          latency: seconds(numberIn(row, 'latency_mean_ms') / 1e3),
        })),
      },
    ],
  };
}
