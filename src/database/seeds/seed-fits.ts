import { calibrateTogether, type CoefficientSet } from '../../core/index.js';
import type { SeedData } from './seed-data.js';
import { seedFits, type SeedFit } from './sources/index.js';

/** Digits that are kept: more than any measurement has, fewer than two machines could differ in. */
const SIGNIFICANT_DIGITS = 7;

/** The coefficient sets that are seeded, fitted anew; `date` is the day of the fit, ISO 8601. */
export const fitSeeds = (
  data: SeedData,
  date: string,
  isWanted: (fit: SeedFit) => boolean = () => true,
): CoefficientSet[] =>
  seedFits(data, date)
    .filter(isWanted)
    .flatMap(({ requests }) => calibrateTogether(requests).map(rounded));

/** The same with every number at seven significant digits; counts and sizes stay as they are. */
export function rounded<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'number' && !Number.isInteger(part)
        ? Number(part.toPrecision(SIGNIFICANT_DIGITS))
        : part,
    ),
  ) as Value;
}
