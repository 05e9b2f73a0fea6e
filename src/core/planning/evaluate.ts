import { crossingTensors, type CutList } from '../network/cuts/index.js';
import type { DataType } from '../network/data-type.js';
import type { Tensor } from '../network/tensor.js';
import { bytes, seconds, type Bytes } from '../units.js';
import {
  knownEnergy,
  ledgerOf,
  scratchRow,
  totalOf,
  type LedgerItem,
  type LedgerRow,
  type Totals,
} from './ledger.js';
import { remember } from '../memo.js';
import { priceChoices, type Pricing } from './pricing.js';
import { CANDIDATE_LIMIT, checkCandidates, type Choice, type SplitProblem } from './problem.js';
import { periodOf, spend } from './spend.js';
import { addUpTwoTiers } from './two-tier-totals.js';
import { sentTensor } from './transfer.js';

/**
 * Every candidate of a problem and what it costs; one entry a candidate in every array. Energies that are
 * not known are NaN. Candidates are ordered by choice, then by cut.
 */
export interface Evaluation {
  readonly problem: SplitProblem;
  /** By choice. */
  readonly pricings: readonly Pricing[];
  readonly count: number;
  readonly choice: Uint32Array;
  /** What the device runs. */
  readonly first: Uint32Array;
  /** What device and edge run; the full cut unless there is a cloud. */
  readonly second: Uint32Array;
  readonly latency: Float64Array;
  readonly deviceEnergy: Float64Array;
  readonly edgeEnergy: Float64Array;
  readonly cloudEnergy: Float64Array;
  /** Of all tiers. */
  readonly systemEnergy: Float64Array;
  readonly period: Float64Array;
  /** Over all links, up and down. */
  readonly bytes: Float64Array;
}

/** Evaluates every listed cut with every choice; two tiers. Throws `CoreError` (`planning-too-large`). */
export function evaluateSplits(problem: SplitProblem): Evaluation {
  const pricings = priceChoices(problem);
  const places = pricings.length === 1 ? everyCut(problem) : placesThatMatter(problem, pricings);
  return evaluatePlaces(problem, pricings, places);
}

/** Each cut with the only choice there is. Throws `CoreError` (`planning-too-large`). */
function everyCut(problem: SplitProblem): Places {
  checkCandidates(problem, problem.cuts.count);
  return placesOfCuts(problem.cuts);
}

const placesOfCuts = remember(({ count }: CutList): Places => ({
  choice: new Uint32Array(count),
  first: Uint32Array.from({ length: count }, (_, cut) => cut),
  second: new Uint32Array(count).fill(count - 1),
}));

/** Each cut with the first choice, and with others where that makes a difference. Throws as `everyCut`. */
function placesThatMatter(problem: SplitProblem, pricings: readonly Pricing[]): Places {
  const { count } = problem.cuts;
  const most = Math.min(pricings.length * count, (problem.candidateLimit ?? CANDIDATE_LIMIT) + count);
  const choice = new Uint32Array(most);
  const first = new Uint32Array(most);
  let kept = 0;
  for (let index = 0; index < pricings.length; index++) {
    for (let cut = 0; cut < count; cut++) {
      if (index > 0 && !matters(pricings, index, cut)) continue;
      choice[kept] = index;
      first[kept++] = cut;
    }
    checkCandidates(problem, kept);
  }
  const second = new Uint32Array(kept).fill(count - 1);
  return { choice: choice.subarray(0, kept), first: first.subarray(0, kept), second };
}

/** Whether a cut costs anything else than with a choice before: what it does not use is not chosen. */
function matters(pricings: readonly Pricing[], index: number, cut: number): boolean {
  const { choice, inputs, sent, cuts } = pricings[index]!;
  const { choice: usual, sent: usuallySent } = pricings[0]!;
  const staysOnDevice = cut === cuts.count - 1;
  if (choice.encoding !== usual.encoding && inputs.any[cut] === 0) return false;
  if (choice.edge !== usual.edge && staysOnDevice) return false;
  if (choice.precision === usual.precision) return true;
  return sent.converted[cut]! > 0 || usuallySent.converted[cut]! > 0;
}

/** Candidates as indices; one entry a candidate in every array. */
export type Places = Pick<Evaluation, 'choice' | 'first' | 'second'>;

/** Costs of the given candidates, in their order. */
export function evaluatePlaces(
  problem: SplitProblem,
  pricings: readonly Pricing[],
  places: Places,
): Evaluation {
  const count = places.first.length;
  const figures = emptyFigures(count);
  if (problem.cloud === null) evaluateTwoTiers(pricings, places, figures);
  else evaluateThreeTiers(pricings, places, figures);
  return { problem, pricings, count, ...places, ...figures };
}

/** Candidates of one choice after the other. */
function evaluateTwoTiers(pricings: readonly Pricing[], { choice, first }: Places, figures: Figures): void {
  for (let start = 0; start < first.length;) {
    let end = start + 1;
    while (end < first.length && choice[end] === choice[start]) end++;
    addUpTwoTiers(pricings[choice[start]!]!, { first, start, end }, figures);
    start = end;
  }
}

function evaluateThreeTiers(pricings: readonly Pricing[], places: Places, figures: Figures): void {
  const row = scratchRow(true);
  for (let k = 0; k < places.first.length; k++) {
    const pricing = pricings[places.choice[k]!]!;
    const [first, second] = [places.first[k]!, places.second[k]!];
    spend(pricing, first, second, row);
    addUp(row, k, figures);
    figures.bytes[k] = bytesOf(pricing, first, second);
  }
}

type Figures = Pick<
  Evaluation,
  'latency' | 'deviceEnergy' | 'edgeEnergy' | 'cloudEnergy' | 'systemEnergy' | 'period' | 'bytes'
>;

/** In one piece of memory, which is found faster than seven. */
function emptyFigures(count: number): Figures {
  const memory = new ArrayBuffer(7 * 8 * count);
  const array = (index: number): Float64Array => new Float64Array(memory, index * 8 * count, count);
  return {
    latency: array(0),
    deviceEnergy: array(1),
    edgeEnergy: array(2),
    cloudEnergy: array(3),
    systemEnergy: array(4),
    period: array(5),
    bytes: array(6),
  };
}

function addUp(row: LedgerRow, k: number, figures: Figures): void {
  const device = totalOf(row, 'deviceEnergy');
  const edge = totalOf(row, 'edgeEnergy');
  const cloud = totalOf(row, 'cloudEnergy');
  figures.latency[k] = totalOf(row, 'latency');
  figures.deviceEnergy[k] = device;
  figures.edgeEnergy[k] = edge;
  figures.cloudEnergy[k] = cloud;
  figures.systemEnergy[k] = device + edge + cloud;
  figures.period[k] = periodOf(row);
}

/** One candidate in full. */
export interface Candidate extends Totals {
  /** Its index in the evaluation: the order of the cut. */
  readonly index: number;
  readonly choice: Choice;
  /** What the device runs. */
  readonly split: Split;
  /** What device and edge run together, where there is a cloud. */
  readonly cloudSplit: Split | null;
  readonly ledger: readonly LedgerItem[];
}

/** One cut: what is inside, and what crosses it. */
export interface Split {
  readonly cut: number;
  /** Layers inside; those that depend on constants alone are not counted. */
  readonly layerCount: number;
  /** Tensors made inside (the network's inputs included) and needed outside, each once. */
  readonly crossingTensors: readonly CrossingTensor[];
  readonly bytesUp: Bytes;
  readonly bytesDown: Bytes;
}

export interface CrossingTensor extends Tensor {
  /** Size on the link. */
  readonly bytes: Bytes;
  /** Element type on the link. */
  readonly sentAs: DataType;
}

export function candidateAt(evaluation: Evaluation, index: number): Candidate {
  const { first, second } = evaluation;
  const pricing = evaluation.pricings[evaluation.choice[index]!]!;
  const hasCloud = pricing.cloud !== null;
  const row = scratchRow(hasCloud);
  spend(pricing, first[index]!, second[index]!, row);
  return {
    index,
    choice: pricing.choice,
    split: splitAt(pricing, first[index]!),
    cloudSplit: hasCloud ? splitAt(pricing, second[index]!) : null,
    ledger: ledgerOf(row, hasCloud),
    latency: seconds(evaluation.latency[index]!),
    deviceEnergy: knownEnergy(evaluation.deviceEnergy[index]!),
    edgeEnergy: knownEnergy(evaluation.edgeEnergy[index]!),
    cloudEnergy: knownEnergy(evaluation.cloudEnergy[index]!),
    systemEnergy: knownEnergy(evaluation.systemEnergy[index]!),
    period: seconds(evaluation.period[index]!),
  };
}

export function splitAt({ cuts, choice, inputs, sent, returned }: Pricing, cut: number): Split {
  return {
    cut,
    layerCount: layerCountOf(cuts)[cut]!,
    crossingTensors: crossingTensors(cuts, cut).map((tensor) => {
      const { bytes: size, dataType } = sentTensor(cuts, tensor, choice);
      return { bytes: size, sentAs: dataType, ...cuts.network.tensors[tensor]! };
    }),
    bytesUp: bytes(inputs.bytes[cut]! + sent.bytes[cut]!),
    bytesDown: bytes(returned[cut]!),
  };
}

/** By cut: how many layers it holds. */
export const layerCountOf = remember(({ count, blocks, withoutLast, lastBlock }: CutList): Uint32Array => {
  const counts = new Uint32Array(count);
  for (let cut = 1; cut < count; cut++) {
    counts[cut] = counts[withoutLast[cut]!]! + blocks.layers[lastBlock[cut]!]!.length;
  }
  return counts;
});

/** Over all links, up and down. */
function bytesOf({ inputs, sent, returned, directHop }: Pricing, inner: number, outer: number): number {
  const near = inputs.bytes[inner]! + sent.bytes[inner]! + returned[inner]!;
  if (inner === outer && directHop !== null) return near;
  return near + (inputs.bytes[outer]! + sent.bytes[outer]! + returned[outer]!);
}
