import type { SlopeFamily } from './slope-family.js';

export const macLinear = {
  name: 'mac-linear',
  formula: 'MAC · gamma',
  source: 'Lahmer et al., WiOpt 2022 (arXiv 2210.01625): connected layers have one slope',
  coefficients: ['gamma'],
  features: ({ macs }) => [macs],
} as const satisfies SlopeFamily;
