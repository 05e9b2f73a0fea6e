import {
  joules,
  seconds,
  type Boundary,
  type CalibrationRequest,
  type Network,
  type Precision,
} from '../../../core/index.js';
import { ICASSP_NETWORKS } from '../measured-networks/index.js';
import { numberIn, type Row, type SeedData } from '../seed-data.js';
import { worksByNetwork, type SeedFit } from './request.js';

interface MeasuredBoard {
  readonly id: string;
  /** In the table. */
  readonly name: string;
  readonly powerModes: readonly string[];
  readonly boundary: Boundary;
  readonly conditions: string;
}

const BOARDS: readonly MeasuredBoard[] = [
  {
    id: 'jetson-tx2',
    name: 'Jetson TX2',
    powerModes: ['MAXN', 'MAX-P', 'MAX-Q'],
    boundary: 'module',
    conditions:
      'power of the module rail VDD_IN. One cell is in conflict in its source: AlexNet in MAXN and fp32 is 14.1 W in ' +
      "one sheet and 12.5 W in another; 14.1 W is used, for 12.5 W is also AlexNet's power in fp16",
  },
  {
    id: 'jetson-agx-xavier',
    name: 'Jetson AGX Xavier',
    powerModes: ['MAXN', '30W', '15W', '15W Desktop', '10W'],
    boundary: 'soc-rails',
    conditions: 'sum of the six rails of the INA3221 monitors',
  },
];
const PRECISIONS = ['fp32', 'fp16'] as const satisfies readonly Precision[];

/** Nine whole CNNs in every power mode and precision of two boards' GPUs. ICASSP 2023. */
export const icasspFits = ({ jetsonNetworks }: SeedData, date: string): SeedFit[] =>
  BOARDS.map((board) => ({
    name: board.id,
    requests: board.powerModes.flatMap((powerMode) =>
      PRECISIONS.map((precision) => {
        const rows = jetsonNetworks.filter(
          (row) =>
            row.board === board.name &&
            row.unit === 'GPU' &&
            row.power_mode === powerMode &&
            row.precision === precision,
        );
        return requestOf(board, { powerMode, precision, rows, date });
      }),
    ),
  }));

function requestOf(
  board: MeasuredBoard,
  {
    powerMode,
    precision,
    rows,
    date,
  }: { powerMode: string; precision: Precision; rows: readonly Row[]; date: string },
): CalibrationRequest {
  const execution = { precision, fusesActivations: true };
  const worksOf = worksByNetwork(networkOf, execution);
  return {
    identity: { boardId: board.id, powerMode, runtime: 'TensorRT', batch: 1, ...execution },
    origin: {
      provenance: 'measured',
      source:
        `ICASSP 2023 measurements, oscarferraz/ICASSP23@dae09e9 (results.ods): the ${rows.length} rows ${board.name}, ` +
        `${powerMode}, GPU, ${precision}, batch 1, TensorRT, ${board.conditions}. Families and terms are chosen on all ` +
        "the board's power modes and precisions together. Networks: Caffe's variants, whose MACs agree with the " +
        'published layer tables to the last one.',
      date,
    },
    measurements: rows.map((row) => ({
      network: row.network!,
      boundary: board.boundary,
      works: worksOf(row.network!),
      energy: joules(numberIn(row, 'energy_mj') / 1e3),
      latency: seconds(numberIn(row, 'latency_ms') / 1e3),
    })),
  };
}

const networkOf = (name: string): Network => ICASSP_NETWORKS[name as keyof typeof ICASSP_NETWORKS]();
