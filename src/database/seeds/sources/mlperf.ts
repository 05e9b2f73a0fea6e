import type { SeedData } from '../seed-data.js';
import { mlperfJetsonRequests } from './mlperf-jetson.js';
import { serverRequests } from './mlperf-servers.js';
import type { SeedFit } from './request.js';

/**
 * GPUs that ran the same few networks with TensorRT in int8. Three to five networks are too few to choose families
 * and terms by; what the boards have in common, the runtime's way of executing a network, decides for all.
 */
export const mlperfFit = (data: SeedData, date: string): SeedFit => ({
  name: 'MLPerf, TensorRT int8',
  requests: [...mlperfJetsonRequests(data, date), ...serverRequests(data, date)],
});
