import {
  calibrate,
  type CalibrationOptions,
  layerCost,
  type CoefficientSet,
  type CostModel,
  type Measurement,
} from '../../src/core/index.js';
import { randomFrom } from '../../test/fixtures/synthetic-measurements.js';

export type Cost = 'energy' | 'latency';
export const COSTS: readonly Cost[] = ['energy', 'latency'];

const IDENTITY = {
  boardId: 'bench',
  powerMode: 'default',
  runtime: 'any',
  precision: 'fp32',
  batch: 1,
  fusesActivations: true,
} as const;
const ORIGIN = { provenance: 'measured', source: 'a benchmark', date: '2026-11-23' } as const;

/** A set that stands for no board. Its own estimate of its errors is the quick one, where others are measured. */
export const fitted = (
  measurements: readonly Measurement[],
  options: CalibrationOptions = { procedure: 'chosen-structure' },
): CoefficientSet => calibrate({ identity: IDENTITY, origin: ORIGIN, measurements }, options);

export const modelled = (model: CostModel, { works }: Measurement): number =>
  works.reduce((sum, work) => sum + layerCost(model, work), model.perInference);

/** Magnitudes of the relative errors of a set on measurements that it was not fitted on. */
export const errorsOf = (set: CoefficientSet, measurements: readonly Measurement[], cost: Cost): number[] =>
  measurements.map((measurement) =>
    Math.abs(modelled(set[cost]!.model, measurement) / measurement[cost]! - 1),
  );

/** In an order that follows from the seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = randomFrom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
