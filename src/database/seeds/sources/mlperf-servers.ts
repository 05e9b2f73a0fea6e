import { seconds, type CalibrationRequest } from '../../../core/index.js';
import { MLPERF_NETWORKS } from '../measured-networks/index.js';
import { numberIn, type SeedData } from '../seed-data.js';
import { isMlperfNetwork } from './mlperf-networks.js';
import { worksByNetwork } from './request.js';

/** Board and the accelerator of the table: whole cards, no slices of one (MIG). */
const ACCELERATORS = [
  ['server-nvidia-t4', 'NVIDIA T4'],
  ['server-nvidia-a2', 'NVIDIA A2'],
  ['server-nvidia-a30', 'NVIDIA A30'],
  ['server-nvidia-l4', 'NVIDIA L4'],
] as const;

/**
 * Servers with one GPU in MLPerf Inference, SingleStream, int8, of every submitter and round: latency alone, for
 * their power was seldom metered, and then with faults.
 */
export const serverRequests = ({ mlperfServers }: SeedData, date: string): CalibrationRequest[] =>
  ACCELERATORS.map(([boardId, accelerator]) => {
    const execution = { precision: 'int8', fusesActivations: true } as const;
    const worksOf = worksByNetwork(
      (name) => MLPERF_NETWORKS[name as keyof typeof MLPERF_NETWORKS](),
      execution,
    );
    const rows = mlperfServers.filter(
      (row) =>
        row.accelerator === accelerator &&
        row.precision === 'int8' &&
        isMlperfNetwork(row.network!) &&
        isSingleStream(row.source!) &&
        !/MaxQ|Triton/.test(row.source!),
    );
    const networks = [...new Set(rows.map(({ network }) => network!))];
    const rounds = [...new Set(rows.map(({ round }) => round!))].sort();
    const source =
      `MLPerf Inference ${rounds.join(', ')}, edge, SingleStream, ${accelerator} in servers of several makers: ` +
      `${rows.length} results of ${networks.join(', ')} in int8 with TensorRT, mean latency. Energy is not known: power ` +
      'was metered for few of them and for the whole server. Left out: slices of a card, runs tuned for power ' +
      '(MaxQ) or behind Triton, 3d-unet, whose workload changed between rounds, and rnnt, which ran in fp16. Families ' +
      'and terms are chosen together with the other boards that ran them with TensorRT in int8.';
    return {
      identity: { boardId, powerMode: 'default', runtime: 'TensorRT', batch: 1, ...execution },
      origin: { provenance: 'measured', source, date },
      measurements: rows.map((row) => ({
        network: row.network!,
        boundary: 'wall',
        works: worksOf(row.network!),
        energy: null,
        latency: seconds(numberIn(row, 'latency_mean_ms') / 1e3),
      })),
    };
  });

/** The table has some results once more under the path of another scenario. */
const isSingleStream = (source: string): boolean => source.includes('/SingleStream/');
