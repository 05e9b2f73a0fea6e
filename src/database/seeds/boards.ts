import type { Board, PeakRate } from '../../boards/index.js';
import {
  bytes,
  bytesPerSecond,
  watts,
  type Bytes,
  type BytesPerSecond,
  type Precision,
} from '../../core/index.js';

/** Memory chips come in powers of two: 8 GB of a board's data sheet are 8 · 2^30 bytes. */
const gibibytes = (value: number): Bytes => bytes(value * 2 ** 30);
const gigabytesPerSecond = (value: number): BytesPerSecond => bytesPerSecond(value * 1e9);

const peak = (precision: Precision, teraOperations: number, source: string): PeakRate => ({
  precision,
  value: teraOperations * 1e12,
  source,
});

/** Nothing known beside what its coefficient sets say. */
const UNKNOWN = { memory: null, memoryBandwidth: null, peakRates: [], idlePower: null } as const;

const JETSONS: readonly Board[] = [
  {
    id: 'jetson-tx2',
    name: 'Jetson TX2',
    memory: { value: gibibytes(8), source: 'huggingface.co/hardware/jetson-tx2' },
    memoryBandwidth: {
      value: gigabytesPerSecond(58.4),
      source: 'hardwareluxx.de news 42194, Jetson TX2 launch',
    },
    peakRates: [peak('fp16', 1.33, 'huggingface.co/hardware/jetson-tx2')],
    idlePower: null,
    powerModes: {
      value: ['MAXN', 'MAX-P', 'MAX-Q'],
      source: 'oscarferraz/ICASSP23@dae09e9, results.ods: modes that were measured',
    },
  },
  {
    id: 'jetson-xavier-nx',
    name: 'Jetson Xavier NX',
    ...UNKNOWN,
    memory: { value: gibibytes(8), source: 'mlcommons v2.0 systems/Xavier_NX_TRT_MaxQ.json' },
    peakRates: [peak('int8', 21, 'ysh329/embedded-ai.bi-weekly 2019-11-18: at 15 W, 14 TOPS at 10 W')],
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
  {
    id: 'jetson-agx-xavier',
    name: 'Jetson AGX Xavier',
    memory: { value: gibibytes(32), source: 'gist discort/2213fcd6, quoting NVIDIA: 32 GB 256-bit LPDDR4x' },
    memoryBandwidth: {
      value: gigabytesPerSecond(137),
      source: 'gist discort/2213fcd6, quoting NVIDIA',
    },
    peakRates: [
      peak(
        'fp32',
        1.31,
        'measured: largest matrix product at 1377 MHz, emwjacobson/JetsonEfficiencyTesting@2b44080',
      ),
      peak('int8', 32, 'algotechniq.com, 2025'),
    ],
    idlePower: null,
    powerModes: {
      value: ['MAXN', '30W', '15W', '15W Desktop', '10W'],
      source: 'oscarferraz/ICASSP23@dae09e9, results.ods: modes that were measured',
    },
  },
  {
    id: 'jetson-agx-orin',
    name: 'Jetson AGX Orin',
    ...UNKNOWN,
    idlePower: {
      value: watts(16.2085),
      source:
        'wall, MaxQ: median of the idle power before the four runs that its coefficient set is fitted on ' +
        '(MLPerf Inference v2.0)',
    },
    powerModes: {
      value: ['MaxQ'],
      source: 'mlcommons/inference_results_v2.0@425a0d3: mode that was measured',
    },
  },
  {
    id: 'jetson-orin-nx',
    name: 'Jetson Orin NX 16GB',
    ...UNKNOWN,
    memory: { value: gibibytes(16), source: 'mlcommons v3.1 systems/Orin_NX_TRT_MaxQ.json' },
    powerModes: { value: ['MaxQ'], source: 'mlcommons v3.1 systems/Orin_NX_TRT_MaxQ.json' },
  },
];

const RASPBERRY_PIS: readonly Board[] = [
  {
    id: 'raspberry-pi-4b',
    name: 'Raspberry Pi 4B',
    ...UNKNOWN,
    memory: { value: gibibytes(8), source: 'globalpishop.com: 8 GB on the board that was measured' },
    idlePower: {
      value: watts(2.8965),
      source:
        'wall: median of the idle power before the 50 runs that its coefficient set is fitted on ' +
        '(MLPerf Inference v2.0, rpi4-tflite-v2.7.1-ruy)',
    },
    powerModes: { value: ['default'], source: 'has one: 4× Cortex-A72' },
  },
  {
    id: 'raspberry-pi-5',
    name: 'Raspberry Pi 5',
    // Sold with 2 to 16 GB; published idle powers are at the plug, its coefficient sets at the rails of the chip.
    ...UNKNOWN,
    memoryBandwidth: {
      value: gigabytesPerSecond(17.1),
      source: 'circuitdigest.com and globalpishop.com: LPDDR4X-4267, 32 bit; 4267 MT/s · 4 byte',
    },
    powerModes: { value: ['default'], source: 'has one: 4× Cortex-A76' },
  },
];

const POWER_MODE = { value: ['default'], source: 'MLPerf Inference: as its submitters ran it' } as const;

const SERVERS: readonly Board[] = [
  {
    id: 'server-nvidia-t4',
    name: 'Server with an NVIDIA T4',
    memory: { value: gibibytes(16), source: 'hmc-tech.com' },
    memoryBandwidth: { value: gigabytesPerSecond(320), source: 'cputronic.com; sysrqmts.com' },
    peakRates: [
      peak('fp32', 8.14, 'hmc-tech.com l4-vs-t4'),
      peak('fp16', 65.13, 'hmc-tech.com l4-vs-t4'),
      peak('int8', 130.25, 'hmc-tech.com l4-vs-t4'),
    ],
    idlePower: null,
    powerModes: POWER_MODE,
  },
  {
    id: 'server-nvidia-a2',
    name: 'Server with an NVIDIA A2',
    memory: { value: gibibytes(16), source: 'hmc-tech.com' },
    memoryBandwidth: { value: gigabytesPerSecond(200.1), source: 'cputronic.com' },
    peakRates: [
      peak('fp32', 4.53, 'hmc-tech.com l4-vs-a2'),
      peak('fp16', 18.13, 'hmc-tech.com l4-vs-a2'),
      peak('int8', 36.25, 'hmc-tech.com l4-vs-a2'),
    ],
    idlePower: null,
    powerModes: POWER_MODE,
  },
  { id: 'server-nvidia-a30', name: 'Server with an NVIDIA A30', ...UNKNOWN, powerModes: POWER_MODE },
  {
    id: 'server-nvidia-l4',
    name: 'Server with an NVIDIA L4',
    ...UNKNOWN,
    memory: { value: gibibytes(24), source: 'hmc-tech.com' },
    peakRates: [
      peak('fp32', 31.33, 'hmc-tech.com l4-vs-t4'),
      peak('fp16', 125.34, 'hmc-tech.com'),
      peak('int8', 250.68, 'hmc-tech.com'),
    ],
    powerModes: POWER_MODE,
  },
];

/** Memory of a server is that of its accelerator. Figures that no source confirms are absent. */
export const SEEDED_BOARDS: readonly Board[] = [...JETSONS, ...RASPBERRY_PIS, ...SERVERS];
