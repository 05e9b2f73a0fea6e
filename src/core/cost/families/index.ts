import { kernelHyperbolic } from './kernel-hyperbolic.js';
import { kernelPower } from './kernel-power.js';
import { macLinear } from './mac-linear.js';
import type { SlopeFamily } from './slope-family.js';

export type { ShapeParameter, SlopeFamily, SlopeWork } from './slope-family.js';

/** Every slope family; a new one is a file and a row here. */
export const SLOPE_FAMILIES = {
  'mac-linear': macLinear,
  'kernel-hyperbolic': kernelHyperbolic,
  'kernel-power': kernelPower,
} as const satisfies Record<string, SlopeFamily>;

export type SlopeFamilyName = keyof typeof SLOPE_FAMILIES;

export const SLOPE_FAMILY_NAMES = Object.keys(SLOPE_FAMILIES) as readonly SlopeFamilyName[];

/** The family of a name, seen as any other. */
export const slopeFamily = (name: SlopeFamilyName): SlopeFamily => SLOPE_FAMILIES[name];
