import { best, candidateAt, type Candidate, type Evaluation } from '../core/index.js';

/** What the service looks for a best plan in. */
export type PlanObjective = 'latency' | 'deviceEnergy' | 'systemEnergy';

/** How an objective is spoken of, and its figures written. */
const WORDS: Readonly<Record<PlanObjective, { name: string; write: (value: number) => string }>> = {
  latency: { name: 'latency', write: (value) => `${digits(value * 1e3)} ms` },
  deviceEnergy: { name: 'device energy', write: (value) => `${digits(value)} J` },
  systemEnergy: { name: 'system energy', write: (value) => `${digits(value)} J` },
};

/** Why the best of all candidates is the best, with the numbers that decided. */
export function reasonFor(objective: PlanObjective, evaluation: Evaluation): string {
  const { name, write } = WORDS[objective];
  const figure = (index: number): string => write(evaluation[objective][index]!);
  const winner = best(evaluation, objective)!;
  const deviceOnly = evaluation.count - 1;
  const rivals = [
    ...(winner === deviceOnly ? [] : [`${figure(deviceOnly)} on the device alone`]),
    ...(winner === 0 ? [] : [`${figure(0)} on the edge alone`]),
  ];
  return (
    `Lowest ${name} of ${evaluation.count} candidates: ${figure(winner)} ` +
    `${placeOf(candidateAt(evaluation, winner), evaluation)}, against ${rivals.join(' and ')}.`
  );
}

function placeOf({ index, split }: Candidate, { count }: Evaluation): string {
  if (index === 0) return 'on the edge alone';
  if (index === count - 1) return 'on the device alone';
  return `with ${split.layerCount} layers on the device`;
}

const digits = (value: number): string => Number(value.toPrecision(3)).toString();
