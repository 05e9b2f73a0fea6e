import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { joules, seconds, type Measurement } from '../../src/core/index.js';

const BYTES = 4;

/** Single matrix products m×k · k×n in fp32 on AGX Xavier: rows of one layer. */
export function matrixProducts(folder: string): Measurement[] {
  const file = readFileSync(join(folder, 'boards/gemm_agx_xavier.csv'), 'utf8');
  const rows: Record<'m' | 'n' | 'k' | 'latency_us' | 'energy_mj', string>[] = parse(file, { columns: true });
  return rows.map((row) => {
    const [m, n, k] = [Number(row.m), Number(row.n), Number(row.k)];
    return {
      network: `${m}x${n}x${k}`,
      boundary: 'wall',
      works: [
        {
          layerClass: 'connected',
          macs: m * n * k,
          kernels: n,
          activationBytes: BYTES * (m * k + k * n + m * n),
          gatheredBytes: 0,
          weightBytes: 0,
        },
      ],
      energy: joules(Number(row.energy_mj) / 1e3),
      latency: seconds(Number(row.latency_us) / 1e6),
    };
  });
}
