import type { SlopeFamily } from './slope-family.js';

/** Steps of 0.05 from nearly flat to steeper than 1 / kernels. */
const EXPONENTS = Array.from({ length: 25 }, (_, step) => (step + 1) / 20);

export const kernelPower = {
  name: 'kernel-power',
  formula: 'MAC · gamma · kernels^(-delta)',
  source:
    "Lahmer et al., WiOpt 2022 (arXiv 2210.01625): a convolution's slope is governed by its number of kernels; " +
    'two hardware parameters',
  classes: ['convolution', 'depthwise'],
  coefficients: ['gamma', 'delta'],
  shape: { name: 'delta', grid: EXPONENTS },
  features: ({ macs, kernels }, delta) => [macs * kernels ** -delta],
} as const satisfies SlopeFamily;
