/** Numbers as people read them: three significant digits, with a unit of a fitting size. */

const UNKNOWN = 'not known';
/** Keeps a number and its unit on one line. */
const SPACE = '\u00a0';
/** Between groups of three digits. */
const GROUP = '\u202f';
const DIGITS = 3;

/** Three significant digits, without an exponent and without zeros that say nothing. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : UNKNOWN;
  const rounded = Number(value.toPrecision(DIGITS));
  const decimals = Math.max(0, DIGITS - 1 - exponentOf(rounded));
  const text = Math.abs(rounded).toFixed(Math.min(decimals, 20));
  return (rounded < 0 ? '−' : '') + grouped(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

const exponentOf = (value: number): number => (value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value))));

/** A whole number in full: 35684 as 35 684. */
export const count = (value: number): string => grouped(Math.round(value).toFixed(0));

/** Digits before the point in groups of three, from five digits on. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, GROUP) : whole;
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** A unit and how many of the figure's own unit it is, the smallest first. */
type Scale = readonly (readonly [factor: number, unit: string])[];

const LATENCY: Scale = [
  [1e-12, 'fs'],
  [1e-9, 'ps'],
  [1e-6, 'ns'],
  [1e-3, 'µs'],
  [1, 'ms'],
  [1e3, 's'],
];
const ENERGY: Scale = [
  [1e-12, 'pJ'],
  [1e-9, 'nJ'],
  [1e-6, 'µJ'],
  [1e-3, 'mJ'],
  [1, 'J'],
  [1e3, 'kJ'],
];
const SIZE: Scale = [
  [1, 'B'],
  [1e3, 'kB'],
  [1e6, 'MB'],
  [1e9, 'GB'],
];
const RATE: Scale = [
  [1e-3, 'kbit/s'],
  [1, 'Mbit/s'],
  [1e3, 'Gbit/s'],
];
const MACS: Scale = [
  [1, 'MACs'],
  [1e3, 'kMACs'],
  [1e6, 'MMACs'],
  [1e9, 'GMACs'],
  [1e12, 'TMACs'],
];

/** The unit in which a figure is at least 1, to three digits; that of a zero is the scale's own. */
function unitFor(value: number, scale: Scale): readonly [factor: number, unit: string] {
  const size = Math.abs(Number(value.toPrecision(DIGITS)));
  if (size === 0) return scale.find(([factor]) => factor === 1) ?? scale[0]!;
  return scale.findLast(([factor]) => size >= factor * (1 - 1e-9)) ?? scale[0]!;
}

const write =
  (scale: Scale) =>
  (value: number | null): string => {
    if (value === null || Number.isNaN(value)) return UNKNOWN;
    const [factor, unit] = unitFor(value, scale);
    return `${digits(value / factor)}${SPACE}${unit}`;
  };

/** Of ms. */
export const latency = write(LATENCY);
/** Of J. */
export const energy = write(ENERGY);
/** Of bytes, in decimal multiples. */
export const size = write(SIZE);
/** Of Mbit/s. */
export const rate = write(RATE);
export const macs = write(MACS);

/** A share as a percentage: 0.276 as 27.6 %. */
export const percent = (share: number | null): string =>
  share === null ? UNKNOWN : `${digits(share * 100)}${SPACE}%`;

/** A factor: 2 as ×2. */
export const times = (factor: number): string => `×${digits(factor)}`;

/** One unit for all figures of an axis, that of the largest one. */
export interface AxisUnit {
  readonly unit: string;
  /** From the figure to the axis. */
  readonly scaled: (value: number) => number;
}

const axisUnit =
  (scale: Scale) =>
  (largest: number): AxisUnit => {
    const [factor, unit] = unitFor(largest, scale);
    return { unit, scaled: (value) => value / factor };
  };

export const latencyUnit = axisUnit(LATENCY);
export const energyUnit = axisUnit(ENERGY);
export const sizeUnit = axisUnit(SIZE);
export const macsUnit = axisUnit(MACS);
