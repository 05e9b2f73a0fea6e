import type { SeedData } from '../seed-data.js';
import { mlperfJetsonRequests } from './mlperf-jetson.js';
import { serverRequests } from './mlperf-servers.js';
import type { SeedFit } from './request.js';

/**
 * GPUs that ran the same few networks with TensorRT in int8. Three to five networks are too few to choose families
 * and terms by; what boards of one kind have in common decides for all of them: those that share their memory with
 * the processor, and cards with a memory of their own.
 */
export const mlperfFits = (data: SeedData, date: string): SeedFit[] => [
  { name: 'MLPerf, Jetson, TensorRT int8', requests: mlperfJetsonRequests(data, date) },
  { name: 'MLPerf, server cards, TensorRT int8', requests: serverRequests(data, date) },
];
