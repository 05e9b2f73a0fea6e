import type { SlopeFamily } from './slope-family.js';

export const kernelHyperbolic = {
  name: 'kernel-hyperbolic',
  formula: 'MAC · (gamma + delta / kernels)',
  source:
    "Lahmer et al., WiOpt 2022 (arXiv 2210.01625): a convolution's slope is governed by its number of kernels",
  classes: ['convolution', 'depthwise'],
  coefficients: ['gamma', 'delta'],
  shape: null,
  features: ({ macs, kernels }) => [macs, macs / kernels],
} as const satisfies SlopeFamily;
