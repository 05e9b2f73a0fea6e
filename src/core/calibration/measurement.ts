import type { Boundary } from '../cost/coefficient-set.js';
import type { CostedWork } from '../cost/layer-class.js';
import { CoreError } from '../errors.js';
import type { Joules, Seconds } from '../units.js';

/** The measured cost of one inference of a whole network, or of one layer of it. */
export interface Measurement {
  /** Rows of one network are held out together. */
  readonly network: string;
  readonly boundary: Boundary;
  /** What the board executed; fused activations left out. */
  readonly works: readonly CostedWork[];
  /** Null where it was not measured. */
  readonly energy: Joules | null;
  readonly latency: Seconds | null;
}

/**
 * J and s: a switching transistor takes more. Fits weigh a row by the reciprocal of its value, which has to stay within
 * the range of numbers.
 */
const LEAST_VALUE = 1e-18;

/** With fewer, holding one out leaves nothing to compare. */
export const MIN_NETWORKS = 3;

/**
 * Refuses measurements that mean nothing, whatever would be fitted to them.
 * Throws `CoreError`: `no-measurements`, `invalid-measurement`, `mixed-boundaries`.
 */
export function checkMeasurements(measurements: readonly Measurement[]): void {
  if (measurements.length === 0) {
    throw new CoreError(
      'no-measurements',
      `measurements: got none, expected rows of at least ${MIN_NETWORKS} networks; ` +
        'measure networks that differ in size and in their kinds of layers',
    );
  }
  measurements.forEach(checkMeasurement);
  const boundaries = [...new Set(measurements.map(({ boundary }) => boundary))].sort();
  if (boundaries.length > 1) {
    throw new CoreError(
      'mixed-boundaries',
      `boundary: got ${boundaries.map((boundary) => `'${boundary}'`).join(' and ')}, expected one; ` +
        'fit a set for each, or measure all networks at the same point',
    );
  }
}

function checkMeasurement(measurement: Measurement, measurementIndex: number): void {
  const { network, works, energy, latency } = measurement;
  const refuse = (parameter: string, message: string): never => {
    throw new CoreError('invalid-measurement', `measurement ${measurementIndex} ('${network}'): ${message}`, {
      measurementIndex,
      parameter,
    });
  };
  for (const [parameter, unit, value] of [
    ['energy', 'J', energy],
    ['latency', 's', latency],
  ] as const) {
    if (value !== null && !(value >= LEAST_VALUE && Number.isFinite(value))) {
      refuse(
        parameter,
        `${parameter}: got ${value}, expected a positive number of ${unit}, or none; measure it again`,
      );
    }
  }
  if (energy === null && latency === null) {
    refuse('energy', 'energy and latency: got neither, expected at least one; measure one of them');
  }
  if (works.length === 0) refuse('works', 'works: got no layer, expected at least 1');
  if (!works.every(isMeaningful)) {
    refuse(
      'works',
      'works: got a layer with a negative or infinite size, expected finite sizes of 0 or more',
    );
  }
}

const isMeaningful = ({ kernels, ...work }: CostedWork): boolean =>
  [work.macs, work.activationBytes, work.gatheredBytes, work.weightBytes].every(
    (size) => size >= 0 && Number.isFinite(size),
  ) &&
  kernels >= 1 &&
  Number.isFinite(kernels);
