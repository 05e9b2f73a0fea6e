import type { CoefficientSet } from '../../core/index.js';
import { fitJetsonTx2 } from './jetson-tx2.js';
import { fitJetsonXavierNx } from './jetson-xavier-nx.js';
import type { SeedData } from './seed-data.js';

/** Digits that are kept: more than any measurement has, fewer than two machines could differ in. */
const SIGNIFICANT_DIGITS = 7;

/** Every coefficient set that is seeded, fitted anew; `date` is the day of the fit, ISO 8601. */
export const fitSeeds = (data: SeedData, date: string): CoefficientSet[] =>
  [fitJetsonTx2, fitJetsonXavierNx].map((fit) => rounded(fit(data, date)));

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
