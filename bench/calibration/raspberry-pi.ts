import type { Measurement } from '../../src/core/index.js';
import type { SeedData } from '../../src/database/seeds/seed-data.js';
import { raspberryPi4Fit } from '../../src/database/seeds/sources/raspberry-pi-4.js';
import { raspberryPi5Fits, type Pi5Runtime } from '../../src/database/seeds/sources/raspberry-pi-5.js';
import { mean, median } from '../harness/statistics.js';
import { COSTS, errorsOf, fitted, shuffled, type Cost } from './held-out.js';

/** Networks that no draw trains on, however few it does. */
const HELD_OUT_FROM = 200;

export function pi5Measurements(data: SeedData, runtime: Pi5Runtime): readonly Measurement[] {
  const fit = raspberryPi5Fits(data, '').find(({ requests }) => requests[0]!.identity.runtime === runtime)!;
  return fit.requests[0]!.measurements;
}

/** By cost: the median error of each seeded draw of so many of the 800 networks on 600 others. */
export function pi5Draws(
  measurements: readonly Measurement[],
  { trained, draws }: { trained: number; draws: number },
): Record<Cost, number[]> {
  const medians: Record<Cost, number[]> = { energy: [], latency: [] };
  for (let seed = 1; seed <= draws; seed++) {
    const order = shuffled(measurements, seed);
    const set = fitted(order.slice(0, trained));
    const heldOut = order.slice(HELD_OUT_FROM);
    for (const cost of COSTS) medians[cost].push(median(errorsOf(set, heldOut, cost)));
  }
  return medians;
}

export const pi4Measurements = (data: SeedData): readonly Measurement[] =>
  raspberryPi4Fit(data, '').requests[0]!.measurements;

export const isMobileNetV1OrV2 = ({ network }: Measurement): boolean => /^mobilenet-v[12]-/.test(network);

/**
 * By cost: mean and median error of networks, each predicted by a calibration of all others: families, terms and
 * coefficients. `every`: predict only every so manieth.
 */
export function leaveOneOut(measurements: readonly Measurement[], every = 1) {
  const errors: Record<Cost, number[]> = { energy: [], latency: [] };
  measurements.forEach((heldOut, index) => {
    if (index % every !== 0) return;
    const set = fitted(measurements.filter((other) => other !== heldOut));
    for (const cost of COSTS) errors[cost].push(...errorsOf(set, [heldOut], cost));
  });
  const summary = (cost: Cost) => ({ mean: mean(errors[cost]), median: median(errors[cost]) });
  return { energy: summary('energy'), latency: summary('latency') };
}
