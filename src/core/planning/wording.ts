import type { Objective, ObjectiveName } from './objectives.js';

/** How an objective is spoken of, and its values are written. */
export interface Wording {
  readonly name: string;
  readonly write: (value: number) => string;
}

const WORDINGS: Readonly<Record<ObjectiveName, Wording>> = {
  latency: { name: 'latency', write: (value) => milliseconds(value) },
  deviceEnergy: { name: 'device energy', write: (value) => energy(value) },
  systemEnergy: { name: 'system energy', write: (value) => energy(value) },
  energyDelayProduct: { name: 'energy-delay product', write: (value) => `${digits(value * 1e3)} mJ·s` },
  throughput: { name: 'time between results', write: (value) => milliseconds(value) },
};
const WEIGHTED_SUM: Wording = { name: 'weighted sum', write: (value) => digits(value) };

export const wordingOf = (objective: Objective): Wording =>
  typeof objective === 'string' ? WORDINGS[objective] : WEIGHTED_SUM;

/** Three significant digits. */
export const digits = (value: number): string => Number(value.toPrecision(3)).toString();
export const milliseconds = (value: number): string => `${digits(value * 1e3)} ms`;
/** J, below 0.1 J in mJ. */
const energy = (value: number): string => (value < 0.1 ? `${digits(value * 1e3)} mJ` : `${digits(value)} J`);
