import type { CostStructure } from '../cost/fit-statistics.js';
import { createDesign, placeStructure, type Design, type PlacedStructure } from './design.js';
import type { Measurement } from './measurement.js';
import { plainStructures, richestLinear, structureChoices, structureKey } from './structures.js';
import { float64Of } from '../arrays.js';

/** The measurements of one cost as a linear system. */
export interface CalibrationProblem {
  readonly design: Design;
  readonly target: Float64Array;
  /** By row: its network. */
  readonly networks: readonly string[];
  /** By row: its index among the measurements. */
  readonly measurementIndices: readonly number[];
  /** Columns of the richest linear structure, which decides which rows are outliers. */
  readonly pilotColumns: readonly number[];
  readonly placed: Map<string, PlacedStructure>;
}

export type Cost = 'energy' | 'latency';

/** Null when the cost was not measured. */
export function problemOf(measurements: readonly Measurement[], cost: Cost): CalibrationProblem | null {
  const measurementIndices = measurements.flatMap((measurement, index) =>
    measurement[cost] === null ? [] : [index],
  );
  if (measurementIndices.length === 0) return null;
  const measured = measurementIndices.map((index) => measurements[index]!);
  const networks = measured.map(({ network }) => network);
  const design = createDesign(measured.map(({ works }) => works));
  const choices = structureChoices(design.macTotals, new Set(networks).size);
  const pilot = placeStructure(design, richestLinear(choices));
  // Every column is there before the first training, so that one training serves all structures.
  for (const { families } of plainStructures(choices))
    placeStructure(design, { families, terms: choices.terms });
  return {
    design,
    target: float64Of(measured, (measurement) => measurement[cost]!),
    networks,
    measurementIndices,
    pilotColumns: pilot.coefficients.map(({ columns }) => columns[0]!),
    placed: new Map(),
  };
}

/** A structure with its place in the design of a problem. */
export function placedIn({ design, placed }: CalibrationProblem, structure: CostStructure): PlacedStructure {
  const key = structureKey(structure);
  const known = placed.get(key);
  if (known !== undefined) return known;
  const made = placeStructure(design, structure);
  placed.set(key, made);
  return made;
}

export const rowsOf = ({ target }: CalibrationProblem): number[] => Array.from(target, (_, row) => row);
