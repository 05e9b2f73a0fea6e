import {
  findZooNetwork,
  joules,
  seconds,
  type CalibrationRequest,
  type CostedWork,
} from '../../../core/index.js';
import { numberIn, type SeedData } from '../seed-data.js';
import { worksByNetwork, type SeedFit } from './request.js';

/** Runtime and its name in the table. */
const RUNTIMES = [
  ['ONNX Runtime', 'onnx'],
  ['PyTorch Mobile', 'torchmobile'],
] as const;
export type Pi5Runtime = (typeof RUNTIMES)[number][0];

/** Raspberry Pi 5 on one core: 800 networks of NAS-Bench-201 in two runtimes. */
export function raspberryPi5Fits({ pi5Networks }: SeedData, date: string): SeedFit[] {
  const execution = { precision: 'fp32', fusesActivations: true } as const;
  const worksOf = worksByNetwork(
    (cell) => findZooNetwork('nas-bench-201').build({ cell, classes: 100 }),
    execution,
  );
  return RUNTIMES.map(([runtime, name]) => ({
    name: `raspberry-pi-5 ${runtime}`,
    requests: [requestOf(runtime, name, { worksOf, pi5Networks, date, execution })],
  }));
}

function requestOf(
  runtime: Pi5Runtime,
  name: string,
  {
    worksOf,
    pi5Networks,
    date,
    execution,
  }: {
    worksOf: (cell: string) => readonly CostedWork[];
    pi5Networks: SeedData['pi5Networks'];
    date: string;
    execution: { readonly precision: 'fp32'; readonly fusesActivations: true };
  },
): CalibrationRequest {
  const rows = pi5Networks.filter((row) => row.runtime === name);
  return {
    identity: { boardId: 'raspberry-pi-5', powerMode: 'default', runtime, batch: 1, ...execution },
    origin: {
      provenance: 'measured',
      source:
        `HW-NAS-Bench-360, roldebijvank/HW-NAS-Bench-360@a9b243e: ${rows.length} networks of NAS-Bench-201 with ` +
        `${runtime} on one core, input 3×32×32, 100 classes, energy of the SoC's rails.`,
      date,
    },
    measurements: rows.map((row) => ({
      network: row.cell!,
      boundary: 'soc-rails',
      works: worksOf(row.cell!),
      energy: joules(numberIn(row, 'energy_mj') / 1e3),
      latency: seconds(numberIn(row, 'latency_ms') / 1e3),
    })),
  };
}
