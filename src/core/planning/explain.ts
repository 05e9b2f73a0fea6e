import { keptCandidate, splitAt, type Evaluation } from './evaluate.js';
import { isUnsplit, type Decision } from './decide.js';
import { LEDGER_ITEMS, type LedgerItemName } from './ledger.js';
import { objectiveValue } from './objectives.js';
import { digits, milliseconds, wordingOf } from './wording.js';

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
  const { name, write } = wordingOf(objective);
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
  const pricing = evaluation.pricings[evaluation.choice[k]!]!;
  const split = splitAt(pricing, first);
  const cloudSplit = pricing.cloud === null ? null : splitAt(pricing, second);
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
  const { write } = wordingOf(objective);
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

const itemsLike = (pattern: RegExp): ReadonlySet<LedgerItemName> =>
  new Set(LEDGER_ITEMS.filter((item) => pattern.test(item)));

/** What a plan spends its time on. */
const SPENT_ON = [
  { name: 'the device', items: itemsLike(/^device-(layers|inference)$/) },
  { name: 'links', items: itemsLike(/link$/) },
  { name: 'the edge', items: itemsLike(/^edge-(layers|inference)$/) },
  { name: 'the cloud', items: itemsLike(/^cloud-(layers|inference)$/) },
  { name: 'conversion', items: itemsLike(/(en|de)code$/) },
];

function timeOf(evaluation: Evaluation, k: number): string {
  const { ledger, latency } = keptCandidate(evaluation, k);
  const spent: string[] = [];
  for (const { name, items } of SPENT_ON) {
    let time = 0;
    for (const { item, latency: share } of ledger) if (items.has(item)) time += share;
    if (time > 0) spent.push(`${milliseconds(time)} on ${name}`);
  }
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
