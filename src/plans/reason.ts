import { best, type Candidate, type Objective } from '../core/index.js';

/** How an objective is spoken of, and its figures written. */
const WORDS: Readonly<Record<Objective, { name: string; write: (value: number) => string }>> = {
  latency: { name: 'latency', write: (value) => `${digits(value * 1e3)} ms` },
  deviceEnergy: { name: 'device energy', write: (value) => `${digits(value)} J` },
  systemEnergy: { name: 'system energy', write: (value) => `${digits(value)} J` },
};

/** Why the best of all candidates is the best, with the numbers that decided. */
export function reasonFor(objective: Objective, candidates: readonly Candidate[]): string {
  const { name, write } = WORDS[objective];
  const figure = (candidate: Candidate): string => write(candidate[objective]);
  const winner = best(candidates, objective);
  const [edgeOnly, deviceOnly] = [candidates[0]!, candidates.at(-1)!];
  const rivals = [
    ...(winner === deviceOnly ? [] : [`${figure(deviceOnly)} on the device alone`]),
    ...(winner === edgeOnly ? [] : [`${figure(edgeOnly)} on the edge alone`]),
  ];
  return (
    `Lowest ${name} of ${candidates.length} candidates: ${figure(winner)} ${placeOf(winner, candidates)}, ` +
    `against ${rivals.join(' and ')}.`
  );
}

function placeOf({ split }: Candidate, candidates: readonly Candidate[]): string {
  if (split.deviceLayerCount === 0) return 'on the edge alone';
  if (split.deviceLayerCount === candidates.length - 1) return 'on the device alone';
  return `with ${split.deviceLayerCount} layers on the device`;
}

const digits = (value: number): string => Number(value.toPrecision(3)).toString();
