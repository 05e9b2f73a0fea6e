import { calibrate, joules, seconds, type CoefficientSet, type Measurement } from '../../core/index.js';
import { MLPERF_NETWORKS, worksOf } from './measured-networks/index.js';
import { numberIn, type Row, type SeedData } from './seed-data.js';

const SOURCE =
  'MLPerf Inference v1.1 and v2.0, closed, power, SingleStream, NVIDIA Xavier_NX_TRT_MaxQ ' +
  '(mlcommons/inference_results_v1.1@7fc4335, inference_results_v2.0@425a0d3; JetPack 4.6, TensorRT 8.0.1): ' +
  'resnet50, ssd-mobilenet, ssd-resnet34 and bert-99 in int8, wall power by a Yokogawa meter. Left out: 3d-unet, ' +
  'whose workload changed in v2.0, and rnnt, which ran in fp16. The layer tables list layers with MACs only: ' +
  'convolutions, connected layers and attention products.';

/** Rows of Jetson Xavier NX, MaxQ, TensorRT 8.0.1, int8 for the networks whose layers are known. */
export const xavierNxRows = ({ mlperfPower }: SeedData): Row[] =>
  mlperfPower.filter(
    (row) =>
      row.board === 'Jetson Xavier NX' &&
      row.mode === 'MaxQ' &&
      row.runtime!.includes('TensorRT 8.0.1') &&
      row.precision === 'int8' &&
      row.scenario === 'SingleStream' &&
      Object.hasOwn(MLPERF_NETWORKS, row.network!),
  );

/** Jetson Xavier NX, MaxQ, int8: four networks, two rounds. */
export function fitJetsonXavierNx(data: SeedData, date: string): CoefficientSet {
  return calibrate({
    identity: {
      boardId: 'jetson-xavier-nx',
      powerMode: 'MaxQ',
      runtime: 'TensorRT 8.0.1',
      precision: 'int8',
      batch: 1,
      fusesActivations: true,
    },
    origin: { provenance: 'measured', source: SOURCE, date },
    measurements: xavierNxRows(data).map((row): Measurement => ({
      network: row.network!,
      boundary: 'wall',
      works: worksOf(MLPERF_NETWORKS[row.network as keyof typeof MLPERF_NETWORKS](), 'int8'),
      energy: joules(numberIn(row, 'energy_mj') / 1e3),
      latency: seconds(numberIn(row, 'latency_mean_ms') / 1e3),
    })),
  });
}
