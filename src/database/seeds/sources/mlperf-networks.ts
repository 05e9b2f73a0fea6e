import { MLPERF_NETWORKS } from '../measured-networks/index.js';

export const isMlperfNetwork = (name: string): name is keyof typeof MLPERF_NETWORKS =>
  Object.hasOwn(MLPERF_NETWORKS, name);
