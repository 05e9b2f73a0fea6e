import type { CoefficientSetDto } from '../../boards/index.js';

type Slope = NonNullable<CoefficientSetDto['energy']>['slopes'][number];

/** Cost of a MAC at so many kernels, in J or s, as the description of the family says it. */
const AT: Readonly<Record<Slope['family'], (kernels: number, gamma: number, delta: number) => number>> = {
  'mac-linear': (_, gamma) => gamma,
  'kernel-hyperbolic': (kernels, gamma, delta) => gamma + delta / kernels,
  'kernel-power': (kernels, gamma, delta) => gamma * kernels ** -delta,
};

export const slopeAt = ({ family, coefficients: [gamma = 0, delta = 0] }: Slope, kernels: number): number =>
  AT[family](kernels, gamma, delta);
