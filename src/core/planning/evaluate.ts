import { crossingTensors, type CutList } from '../network/cuts/index.js';
import type { DataType } from '../network/data-type.js';
import type { Tensor } from '../network/tensor.js';
import { bytes, seconds, type Bytes } from '../units.js';
import { columnSum, emptyColumns, knownEnergy, ledgerOf, type LedgerItem, type Totals } from './ledger.js';
import { remember } from './memo.js';
import { priceChoices, type Pricing } from './pricing.js';
import type { Choice, SplitProblem } from './problem.js';
import { periodOf, spend } from './spend.js';
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
  readonly systemEnergy: Float64Array;
  readonly period: Float64Array;
  /** Over all links, up and down. */
  readonly bytes: Float64Array;
}

/** Evaluates every listed cut with every choice; two tiers. */
export function evaluateSplits(problem: SplitProblem): Evaluation {
  const pricings = priceChoices(problem);
  const { count } = problem.cuts;
  const most = pricings.length * count;
  const choice = new Uint32Array(most);
  const first = new Uint32Array(most);
  let kept = 0;
  for (let index = 0; index < pricings.length; index++) {
    for (let cut = 0; cut < count; cut++) {
      if (index > 0 && !matters(pricings, index, cut)) continue;
      choice[kept] = index;
      first[kept++] = cut;
    }
  }
  const places = { choice: choice.subarray(0, kept), first: first.subarray(0, kept) };
  return evaluatePlaces(problem, pricings, { ...places, second: new Uint32Array(kept).fill(count - 1) });
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
  const array = () => new Float64Array(count);
  const figures = { latency: array(), deviceEnergy: array(), systemEnergy: array(), period: array() };
  const bytes = array();
  const columns = emptyColumns();
  for (let k = 0; k < count; k++) {
    const pricing = pricings[places.choice[k]!]!;
    const [first, second] = [places.first[k]!, places.second[k]!];
    spend(pricing, first, second, columns);
    figures.latency[k] = columnSum(columns.latency);
    figures.deviceEnergy[k] = columnSum(columns.deviceEnergy);
    figures.systemEnergy[k] =
      figures.deviceEnergy[k]! + columnSum(columns.edgeEnergy) + columnSum(columns.cloudEnergy);
    figures.period[k] = periodOf(columns);
    bytes[k] = bytesSent(pricing, first, second);
  }
  return { problem, pricings, count, ...places, ...figures, bytes };
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

export function candidateAt({ pricings, choice, first, second }: Evaluation, index: number): Candidate {
  const pricing = pricings[choice[index]!]!;
  const columns = emptyColumns();
  spend(pricing, first[index]!, second[index]!, columns);
  const [deviceEnergy, edgeEnergy, cloudEnergy] = [
    columnSum(columns.deviceEnergy),
    columnSum(columns.edgeEnergy),
    columnSum(columns.cloudEnergy),
  ];
  return {
    index,
    choice: pricing.choice,
    split: splitAt(pricing, first[index]!),
    cloudSplit: pricing.cloud === null ? null : splitAt(pricing, second[index]!),
    ledger: ledgerOf(columns, pricing.cloud !== null),
    latency: seconds(columnSum(columns.latency)),
    deviceEnergy: knownEnergy(deviceEnergy),
    edgeEnergy: knownEnergy(edgeEnergy),
    cloudEnergy: knownEnergy(cloudEnergy),
    systemEnergy: knownEnergy(deviceEnergy + edgeEnergy + cloudEnergy),
    period: seconds(periodOf(columns)),
  };
}

export function splitAt({ cuts, choice, inputs, sent, returned }: Pricing, cut: number): Split {
  return {
    cut,
    layerCount: layerCountOf(cuts)[cut]!,
    crossingTensors: crossingTensors(cuts, cut).map((tensor) => {
      const { bytes: size, dataType } = sentTensor(cuts, tensor, choice);
      return { ...cuts.network.tensors[tensor]!, bytes: size, sentAs: dataType };
    }),
    bytesUp: bytes(inputs.bytes[cut]! + sent.bytes[cut]!),
    bytesDown: bytes(returned[cut]!),
  };
}

/** By cut: how many layers it holds. */
const layerCountOf = remember(({ count, blocks, withoutLast, lastBlock }: CutList): Uint32Array => {
  const counts = new Uint32Array(count);
  for (let cut = 1; cut < count; cut++) {
    counts[cut] = counts[withoutLast[cut]!]! + blocks.layers[lastBlock[cut]!]!.length;
  }
  return counts;
});

function bytesSent(
  { inputs, sent, returned, cloud, directHop }: Pricing,
  first: number,
  second: number,
): number {
  const atFirst = inputs.bytes[first]! + sent.bytes[first]! + returned[first]!;
  if (cloud === null || (first === second && directHop !== null)) return atFirst;
  return atFirst + inputs.bytes[second]! + sent.bytes[second]! + returned[second]!;
}
