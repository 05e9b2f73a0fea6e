import { candidateAt, type Evaluation } from './evaluate.js';
import { isUnsplit, type Decision } from './decide.js';
import { objectiveValue, type Objective, type ObjectiveName } from './objectives.js';

/** How objectives are spoken of, and their values written. */
const WORDS: Readonly<Record<ObjectiveName, { name: string; write: (value: number) => string }>> = {
  latency: { name: 'latency', write: (value) => milliseconds(value) },
  deviceEnergy: { name: 'device energy', write: (value) => millijoules(value) },
  systemEnergy: { name: 'energy of all tiers', write: (value) => millijoules(value) },
  energyDelayProduct: { name: 'energy-delay product', write: (value) => `${digits(value)} J·s` },
  throughput: { name: 'time between results', write: (value) => milliseconds(value) },
};
const WEIGHTED = { name: 'weighted sum', write: (value: number) => digits(value) };

const milliseconds = (value: number): string => `${digits(value * 1e3)} ms`;
const millijoules = (value: number): string => `${digits(value * 1e3)} mJ`;
const digits = (value: number): string => Number(value.toPrecision(3)).toString();
const wordsOf = (objective: Objective) => (typeof objective === 'string' ? WORDS[objective] : WEIGHTED);

/**
 * Two or three plain sentences with the numbers that decided: where the network runs and what that takes,
 * what not dividing it (or dividing it) would take instead, and where the time goes or what cannot be kept.
 */
export function explain(evaluation: Evaluation, decision: Decision): string[] {
  return [
    placement(evaluation, decision),
    ...alternative(evaluation, decision),
    decision.chosen === null && !isKept(decision) ? unkept(decision) : timeOf(evaluation, decision.closest),
  ];
}

/** Whether the closest candidate keeps to all constraints; it is then not chosen only for an unknown objective. */
const isKept = ({ constraints }: Decision): boolean => constraints.every((report) => report.isKept);

function placement(evaluation: Evaluation, decision: Decision): string {
  const { objective, chosen, closest } = decision;
  const { name, write } = wordsOf(objective);
  const known = objectiveValue(evaluation, objective, closest);
  const value = Number.isNaN(known) ? 'that is not known' : `of ${write(known)}`;
  const where = whereOf(evaluation, closest);
  return chosen === null
    ? `No plan ${isKept(decision) ? `has a known ${name}; the fastest` : 'keeps to all constraints; the least violating'} one runs ${where}, with a ${name} ${value}.`
    : `Running ${where} has the lowest ${name} of ${evaluation.count} candidates: ${write(known)}.`;
}

function whereOf(evaluation: Evaluation, k: number): string {
  const { network, count } = evaluation.problem.cuts;
  const [first, second] = [evaluation.first[k]!, evaluation.second[k]!];
  const full = count - 1;
  if (first === full) return 'everything on the device';
  if (first === 0 && second === full) return 'everything on the edge';
  if (second === 0) return 'everything in the cloud';
  const { split, cloudSplit } = candidateAt(evaluation, k);
  const sent = (tensors: readonly { name: string }[], bytes: number): string =>
    `${tensors.length === 1 ? `'${tensors[0]!.name}'` : `${tensors.length} tensors`} (${digits(bytes / 1e3)} kB)`;
  const parts = [
    { tier: 'the device', layers: split.layerCount, crossing: split },
    {
      tier: 'the edge',
      layers: (cloudSplit?.layerCount ?? network.layers.length) - split.layerCount,
      crossing: cloudSplit,
    },
  ].filter(({ layers }) => layers > 0);
  const listed = parts.map(({ tier, layers, crossing }) =>
    crossing === null || crossing.crossingTensors.length === 0
      ? 'the rest on the edge'
      : `${layers} ${layers === 1 ? 'layer' : 'layers'} on ${tier}, sending ${sent(crossing.crossingTensors, crossing.bytesUp)}`,
  );
  return second === full ? listed.join(' and ') : `${listed.join(', ')} and the rest in the cloud`;
}

function alternative(evaluation: Evaluation, { objective, chosen, splitting }: Decision): string[] {
  if (chosen === null || splitting.margin === null) return [];
  const { write } = wordsOf(objective);
  const isDivided = !isUnsplit(evaluation, chosen);
  const other = isDivided ? splitting.unsplit! : splitting.split!;
  const value = write(objectiveValue(evaluation, objective, other));
  const margin = `${digits(Math.abs(splitting.margin) * 100)} %`;
  return [
    isDivided
      ? `The best without dividing takes ${value} (${whereOf(evaluation, other)}), so dividing saves ${margin}.`
      : `The best division takes ${value}, so dividing would cost ${margin} more.`,
  ];
}

function timeOf(evaluation: Evaluation, k: number): string {
  const { ledger, latency } = candidateAt(evaluation, k);
  const sum = (pattern: RegExp): number =>
    ledger.reduce((total, { item, latency: share }) => total + (pattern.test(item) ? share : 0), 0);
  const parts = [
    ['the device', sum(/^device-(layers|inference)$/)],
    ['links', sum(/link$/)],
    ['the edge', sum(/^edge-(layers|inference)$/)],
    ['the cloud', sum(/^cloud-(layers|inference)$/)],
    ['conversion', sum(/(en|de)code$/)],
  ] as const;
  const spent = parts
    .filter(([, time]) => time > 0)
    .map(([name, time]) => `${milliseconds(time)} on ${name}`);
  return `Of its ${milliseconds(latency)}, it spends ${spent.join(', ')}.`;
}

function unkept({ constraints }: Decision): string {
  const broken = constraints.filter(({ isKept }) => !isKept);
  const described = broken.map(({ name, limit, value, neededLimit }) => {
    const needed =
      neededLimit === null ? 'changing it alone does not help' : `${digits(neededLimit)} would do`;
    return `${name} is ${value === null ? 'not known' : digits(value)} for a limit of ${digits(limit)} (${needed})`;
  });
  return `In SI units, ${described.join('; ')}.`;
}
