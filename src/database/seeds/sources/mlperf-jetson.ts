import { joules, seconds, type CalibrationRequest } from '../../../core/index.js';
import { MLPERF_NETWORKS } from '../measured-networks/index.js';
import { numberIn, type Row, type SeedData } from '../seed-data.js';
import { isMlperfNetwork } from './mlperf-networks.js';
import { worksByNetwork } from './request.js';

interface MeasuredBoard {
  readonly id: string;
  /** In the table. */
  readonly name: string;
  /** Version of TensorRT, in the table's column. */
  readonly runtime: string;
  readonly rounds: string;
  readonly conditions: string;
}

const BOARDS: readonly MeasuredBoard[] = [
  {
    id: 'jetson-xavier-nx',
    name: 'Jetson Xavier NX',
    runtime: 'TensorRT 8.0.1',
    rounds:
      'v1.1 and v2.0, NVIDIA Xavier_NX_TRT_MaxQ (mlcommons/inference_results_v1.1@7fc4335, ' +
      'inference_results_v2.0@425a0d3; JetPack 4.6)',
    conditions: '',
  },
  {
    id: 'jetson-agx-orin',
    name: 'Jetson AGX Orin',
    runtime: 'TensorRT 8.4.0',
    rounds: 'v2.0, NVIDIA Orin_TRT_MaxQ (mlcommons/inference_results_v2.0@425a0d3; JetPack 5.0)',
    conditions:
      ' Later rounds ran other clocks and measured fewer of these networks, so that they are not mixed with this one.',
  },
];

/** Rows of a board in MaxQ and int8 for the networks whose layers are known. */
export const mlperfRows = ({ mlperfPower }: SeedData, id: string): Row[] => {
  const board = BOARDS.find((other) => other.id === id)!;
  return mlperfPower.filter(
    (row) =>
      row.board === board.name &&
      row.mode === 'MaxQ' &&
      row.runtime!.includes(board.runtime) &&
      row.precision === 'int8' &&
      row.scenario === 'SingleStream' &&
      isMlperfNetwork(row.network!),
  );
};

/** Jetson boards in MaxQ and int8 in MLPerf Inference, closed division, power. */
export const mlperfJetsonRequests = (data: SeedData, date: string): CalibrationRequest[] =>
  BOARDS.map(({ id, runtime, rounds, conditions }) => {
    const execution = { precision: 'int8', fusesActivations: true } as const;
    const worksOf = worksByNetwork(
      (name) => MLPERF_NETWORKS[name as keyof typeof MLPERF_NETWORKS](),
      execution,
    );
    const rows = mlperfRows(data, id);
    const networks = [...new Set(rows.map(({ network }) => network!))];
    const source =
      `MLPerf Inference ${rounds}, closed, power, SingleStream: ${networks.join(', ')} in int8, wall power by a ` +
      'Yokogawa meter. Left out: 3d-unet, whose workload changed between rounds, and rnnt, which ran in fp16. ' +
      'Families and terms are chosen together with the other Jetson that ran them with TensorRT in int8.' +
      conditions;
    return {
      identity: { boardId: id, powerMode: 'MaxQ', runtime, batch: 1, ...execution },
      origin: { provenance: 'measured', source, date },
      measurements: rows.map((row) => ({
        network: row.network!,
        boundary: 'wall',
        works: worksOf(row.network!),
        energy: joules(numberIn(row, 'energy_mj') / 1e3),
        latency: seconds(numberIn(row, 'latency_mean_ms') / 1e3),
      })),
    };
  });
