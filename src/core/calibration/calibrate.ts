import type {
  CoefficientSet,
  CoefficientSetIdentity,
  CoefficientSetOrigin,
  Quality,
} from '../cost/coefficient-set.js';
import type { FittedCost } from '../cost/fit-statistics.js';
import { fitCosts, type CalibrationOptions } from './fit-cost.js';
import { checkMeasurements, type Measurement } from './measurement.js';

export interface CalibrationRequest {
  /** The boundary is that of the measurements. */
  readonly identity: Omit<CoefficientSetIdentity, 'boundary'>;
  readonly origin: CoefficientSetOrigin;
  readonly measurements: readonly Measurement[];
}

/** Fewer networks than this say little of any other. */
const NORMAL_NETWORKS = 8;
/** Relative error out of sample up to which figures are good for more than an order of magnitude. */
const NORMAL_ERROR = 0.25;

/**
 * A coefficient set from measurements of layers and networks mixed; energy and latency are fitted apart.
 *
 * Throws `CoreError`: `no-measurements`, `invalid-measurement`, `mixed-boundaries`, `too-few-networks`,
 * `rank-deficient-measurements`, `inconsistent-measurements`.
 */
export const calibrate = (request: CalibrationRequest, options?: CalibrationOptions): CoefficientSet =>
  calibrateTogether([request], options)[0]!;

/**
 * Coefficient sets of one board, each of its own measurements, that share families and terms: the parts of a
 * board do not change with its power mode, and what one mode shows by chance the others do not. A network that is
 * held out is held out of all. Errors as of `calibrate`.
 */
export function calibrateTogether(
  requests: readonly CalibrationRequest[],
  options?: CalibrationOptions,
): CoefficientSet[] {
  const groups = requests.map(({ measurements }) => measurements);
  for (const measurements of groups) checkMeasurements(measurements);
  const energies = fitCosts(groups, 'energy', options);
  const latencies = fitCosts(groups, 'latency', options);
  return requests.map(({ identity, origin, measurements }, index) => {
    const [energy, latency] = [energies[index] ?? null, latencies[index] ?? null];
    const { boundary } = measurements[0]!;
    return { ...identity, boundary, ...origin, energy, latency, quality: qualityOf([energy, latency]) };
  });
}

/**
 * `low` when a cost was fitted on fewer than 8 networks, when the others cannot predict one of its networks,
 * or when its mean error out of sample is above 25 %.
 */
export function qualityOf(costs: readonly (FittedCost | null)[]): Quality {
  const isNormal = (cost: FittedCost | null): boolean => {
    if (!cost?.statistics) return true;
    const { networkCount, validation } = cost.statistics;
    return (
      networkCount >= NORMAL_NETWORKS &&
      validation.unpredictedNetworks.length === 0 &&
      (validation.meanError ?? Infinity) <= NORMAL_ERROR
    );
  };
  return costs.every(isNormal) ? 'normal' : 'low';
}
