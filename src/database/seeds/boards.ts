import type { Board } from '../../boards/index.js';
import { bytes, watts, type Bytes } from '../../core/index.js';

/** Memory chips come in powers of two: 8 GB of a board's data sheet are 8 · 2^30 bytes. */
const gibibytes = (value: number): Bytes => bytes(value * 2 ** 30);

export const SEEDED_BOARDS: readonly Board[] = [
  {
    id: 'jetson-tx2',
    name: 'Jetson TX2',
    memory: { value: gibibytes(8), source: 'huggingface.co/hardware/jetson-tx2' },
    idlePower: null,
    powerModes: {
      value: ['MAXN', 'MAX-P', 'MAX-Q'],
      source: 'oscarferraz/ICASSP23@dae09e9, results.ods: modes that were measured',
    },
  },
  {
    id: 'jetson-xavier-nx',
    name: 'Jetson Xavier NX',
    memory: { value: gibibytes(8), source: 'mlcommons v2.0 systems/Xavier_NX_TRT_MaxQ.json' },
    idlePower: {
      value: watts(4.317),
      source:
        'wall, MaxQ: median of the idle power before the eight runs that its coefficient set is fitted on ' +
        '(MLPerf Inference v1.1 and v2.0, Xavier_NX_TRT_MaxQ)',
    },
    powerModes: {
      value: ['MaxQ'],
      source: 'mlcommons/inference_results_v1.1@7fc4335, v2.0@425a0d3: mode that was measured',
    },
  },
];
