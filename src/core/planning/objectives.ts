import type { Evaluation } from './evaluate.js';

/** What a plan can be best in; the lower the better. */
interface ObjectiveRule {
  readonly formula: string;
  /** Of one candidate; NaN where a share of it is not known. */
  value(evaluation: Evaluation, candidate: number): number;
}

/** Every named objective; a new one is a row here. */
export const OBJECTIVE_RULES = {
  latency: { formula: 'latency [s]', value: ({ latency }, k) => latency[k]! },
  deviceEnergy: { formula: 'device energy [J]', value: ({ deviceEnergy }, k) => deviceEnergy[k]! },
  systemEnergy: { formula: 'energy of all tiers [J]', value: ({ systemEnergy }, k) => systemEnergy[k]! },
  energyDelayProduct: {
    formula: 'energy of all tiers · latency [J·s] (Gonzalez and Horowitz, IEEE JSSC 31(9), 1996)',
    value: ({ systemEnergy, latency }, k) => systemEnergy[k]! * latency[k]!,
  },
  throughput: {
    formula: 'time between two results of a pipeline [s]',
    value: ({ period }, k) => period[k]!,
  },
} as const satisfies Record<string, ObjectiveRule>;

export type ObjectiveName = keyof typeof OBJECTIVE_RULES;
export const OBJECTIVES = Object.keys(OBJECTIVE_RULES) as readonly ObjectiveName[];

/** Σ weight · figure: the price of a second, of a joule on the device and of a joule anywhere. */
export interface WeightedSum {
  readonly latency: number;
  readonly deviceEnergy: number;
  readonly systemEnergy: number;
}

export type Objective = ObjectiveName | WeightedSum;

/** The objective of one candidate; NaN where it is not known. */
export function objectiveValue(evaluation: Evaluation, objective: Objective, candidate: number): number {
  if (typeof objective === 'string') return OBJECTIVE_RULES[objective].value(evaluation, candidate);
  const { latency, deviceEnergy, systemEnergy } = objective;
  let sum = latency * evaluation.latency[candidate]!;
  // An energy without a weight may be unknown.
  if (deviceEnergy !== 0) sum += deviceEnergy * evaluation.deviceEnergy[candidate]!;
  if (systemEnergy !== 0) sum += systemEnergy * evaluation.systemEnergy[candidate]!;
  return sum;
}

/** By candidate. */
export function objectiveValues(evaluation: Evaluation, objective: Objective): Float64Array {
  if (objective === 'latency' || objective === 'deviceEnergy' || objective === 'systemEnergy') {
    return evaluation[objective];
  }
  const values = new Float64Array(evaluation.count);
  for (let k = 0; k < values.length; k++) values[k] = objectiveValue(evaluation, objective, k);
  return values;
}

/**
 * The order in which candidates are preferred: lowest objective, then latency, then bytes, then first in the
 * order of the cuts. Candidates whose objective is not known come last.
 */
export function preferenceBy(evaluation: Evaluation, values: Float64Array): (a: number, b: number) => number {
  const { latency, bytes } = evaluation;
  const known = (k: number): number => (Number.isNaN(values[k]!) ? Infinity : values[k]!);
  return (a, b) => {
    const [left, right] = [known(a), known(b)];
    if (left !== right) return left < right ? -1 : 1;
    return latency[a]! - latency[b]! || bytes[a]! - bytes[b]! || a - b;
  };
}

/** The best candidate of those that `isAllowed`, or of all; null when there is none whose objective is known. */
export function best(
  evaluation: Evaluation,
  objective: Objective,
  isAllowed: (candidate: number) => boolean = () => true,
): number | null {
  return bestOf(evaluation, objectiveValues(evaluation, objective), isAllowed);
}

/** The best by values that are known already. */
export function bestOf(
  evaluation: Evaluation,
  values: Float64Array,
  isAllowed: (candidate: number) => boolean,
): number | null {
  const prefer = preferenceBy(evaluation, values);
  let winner: number | null = null;
  let least = Infinity;
  for (let k = 0; k < values.length; k++) {
    // False for what is not known, too.
    if (!(values[k]! <= least) || !isAllowed(k)) continue;
    if (winner !== null && prefer(k, winner) > 0) continue;
    winner = k;
    least = values[k]!;
  }
  return winner;
}
