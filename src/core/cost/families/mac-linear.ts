import type { SlopeFamily } from './slope-family.js';

export const macLinear = {
  name: 'mac-linear',
  formula: 'MAC · gamma',
  source: 'Lahmer et al., WiOpt 2022 (arXiv 2210.01625): connected layers have one slope',
  classes: ['convolution', 'depthwise', 'connected'],
  coefficients: ['gamma'],
  shape: null,
  features: ({ macs }) => [macs],
} as const satisfies SlopeFamily;
