import type { NewCoefficientSetDto } from '../coefficient-sets/coefficient-set.dto.js';

/** Numbers that show the form; they are of no board. */
export const ENTERED_COEFFICIENTS = {
  powerMode: 'MAXN',
  runtime: 'PyTorch',
  precision: 'fp32',
  boundary: 'module',
  provenance: 'paper',
  source: 'Where the coefficients are printed: publication, table, row',
  fusesActivations: false,
  energy: {
    slopes: [
      { layerClass: 'convolution', family: 'kernel-hyperbolic', coefficients: [4e-11, 2e-9] },
      { layerClass: 'connected', family: 'mac-linear', coefficients: [1e-9] },
    ],
    terms: [],
  },
} as const satisfies Partial<Record<keyof NewCoefficientSetDto, unknown>>;
