import {
  candidateAt,
  objectiveValue,
  type Evaluation,
  type Objective,
  type ObjectiveName,
} from '../core/index.js';

interface Words {
  readonly name: string;
  readonly write: (value: number) => string;
}

/** How an objective is spoken of, and its figures written. */
const WORDS: Readonly<Record<ObjectiveName, Words>> = {
  latency: { name: 'latency', write: (value) => `${digits(value * 1e3)} ms` },
  deviceEnergy: { name: 'device energy', write: (value) => `${digits(value)} J` },
  systemEnergy: { name: 'system energy', write: (value) => `${digits(value)} J` },
  energyDelayProduct: { name: 'energy-delay product', write: (value) => `${digits(value * 1e3)} mJ·s` },
  throughput: { name: 'time between results', write: (value) => `${digits(value * 1e3)} ms` },
};
const WEIGHTED_SUM: Words = { name: 'weighted sum', write: (value) => digits(value) };

/** Why a candidate was chosen, with the numbers that decided. */
export function reasonFor(objective: Objective, evaluation: Evaluation, winner: number): string {
  const { name, write } = typeof objective === 'string' ? WORDS[objective] : WEIGHTED_SUM;
  const figure = (index: number): string => {
    const value = objectiveValue(evaluation, objective, index);
    return Number.isNaN(value) ? 'an unknown figure' : write(value);
  };
  const deviceOnly = deviceOnlyOf(evaluation);
  const rivals = [
    ...(winner === deviceOnly ? [] : [`${figure(deviceOnly)} on the device alone`]),
    ...(evaluation.first[winner] === 0 ? [] : [`${figure(0)} on the edge alone`]),
  ];
  return (
    `Lowest ${name} of ${evaluation.count} candidates: ${figure(winner)} ${placeOf(evaluation, winner)}, ` +
    `against ${rivals.join(' and ')}.`
  );
}

/** The candidate that leaves everything on the device; the first candidates are those of the first choice. */
export const deviceOnlyOf = ({ problem }: Evaluation): number => problem.cuts.count - 1;

function placeOf(evaluation: Evaluation, index: number): string {
  if (evaluation.first[index] === 0) return 'on the edge alone';
  if (index === deviceOnlyOf(evaluation)) return 'on the device alone';
  return `with ${candidateAt(evaluation, index).split.layerCount} layers on the device`;
}

const digits = (value: number): string => Number(value.toPrecision(3)).toString();
