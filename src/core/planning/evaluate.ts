import { arrayOf } from '../arrays.js';
import { crossingTensors, type CutList } from '../network/cuts/index.js';
import type { DataType } from '../network/data-type.js';
import type { Tensor } from '../network/tensor.js';
import { bytes, seconds, type Bytes } from '../units.js';
import { addUpChanging, addUpFixed } from './add-up.js';
import { ledgerOfPair } from './candidate-ledger.js';
import { emptyFigures, type Figures } from './figures.js';
import { evaluateAgain, type KeptChoice } from './kept-splits.js';
import { knownEnergy, type LedgerItem, type Totals } from './ledger.js';
import { ledgersInTurn } from './ledgers.js';
import { onceEach, remember } from '../memo.js';
import { pairsBetween, splitPlaces, stretchesOf, type Places } from './places.js';
import { priceChoices, type Pricing } from './pricing.js';
import type { Choice, SplitProblem } from './problem.js';
import { sentTensor } from './transfer.js';

/**
 * Every candidate of a problem and what it costs; one entry a candidate in every array. Candidates are ordered by
 * choice, then by cut.
 */
export interface Evaluation extends Places, Figures {
  readonly problem: SplitProblem;
  /** By choice. */
  readonly pricings: readonly Pricing[];
  readonly count: number;
  /** Stands for what no link and no load changes, where that is kept; then every cut has the one choice. */
  readonly kept: KeptChoice | null;
}

/** Evaluates every listed cut with every choice; two tiers. Throws `CoreError` (`planning-too-large`). */
export function evaluateSplits(problem: SplitProblem): Evaluation {
  const pricings = priceChoices(problem);
  const places = splitPlaces(problem, pricings);
  const evaluated = pricings.length === 1 ? evaluateAgain(pricings[0]!) : null;
  if (evaluated === null) return evaluatePlaces(problem, pricings, places);
  return { problem, pricings, count: places.first.length, ...places, ...evaluated };
}

/** Costs of the given candidates, in their order. */
export function evaluatePlaces(
  problem: SplitProblem,
  pricings: readonly Pricing[],
  places: Places,
): Evaluation {
  const count = places.first.length;
  const figures = emptyFigures(count);
  for (const { choice, start, end } of stretchesOf(places)) {
    for (const part of ledgersInTurn(pricings[choice]!, pairsBetween(places, start, end))) {
      addUpFixed(part.ledgers, figures, start + part.start);
      addUpChanging(part.ledgers, figures, start + part.start);
    }
  }
  return { problem, pricings, count, kept: null, ...places, ...figures };
}

/** What runs where, and what is chosen beside. */
export interface Division {
  readonly choice: Choice;
  /** What the device runs. */
  readonly split: Split;
  /** What device and edge run together, where there is a cloud. */
  readonly cloudSplit: Split | null;
}

/** One candidate in full. */
export interface Candidate extends Division, Totals {
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
  const pricing = evaluation.pricings[evaluation.choice[index]!]!;
  const [first, second] = [evaluation.first[index]!, evaluation.second[index]!];
  // Behind a spread that a literal begins with, each field would take longer than all of them.
  return Object.assign(divisionAt(pricing, first, second), {
    ledger: ledgerOfPair(pricing, first, second),
    latency: seconds(evaluation.latency[index]!),
    deviceEnergy: knownEnergy(evaluation.deviceEnergy[index]!),
    edgeEnergy: knownEnergy(evaluation.edgeEnergy[index]!),
    cloudEnergy: knownEnergy(evaluation.cloudEnergy[index]!),
    systemEnergy: knownEnergy(evaluation.systemEnergy[index]!),
    period: seconds(evaluation.period[index]!),
  });
}

/** The same, made once: of the few that an answer says much of. */
export function keptCandidate(evaluation: Evaluation, index: number): Candidate {
  const { problem, kept, first } = evaluation;
  const staysOnDevice = first[index] === problem.cuts.count - 1;
  return kept !== null && staysOnDevice
    ? candidateOnDevice(kept, evaluation, index)
    : candidatesOf(evaluation)(index);
}

const candidatesOf = remember((evaluation: Evaluation) =>
  onceEach((index: number) => candidateAt(evaluation, index)),
);

/** Nothing of it changes with a link or a load. */
const candidateOnDevice = remember((_kept: KeptChoice, evaluation: Evaluation, index: number) =>
  candidateAt(evaluation, index),
);

export const divisionAt = (pricing: Pricing, first: number, second: number): Division => ({
  choice: pricing.choice,
  split: splitAt(pricing, first),
  cloudSplit: pricing.cloud === null ? null : splitAt(pricing, second),
});

export function splitAt({ cuts, choice, inputs, sent, returned }: Pricing, cut: number): Split {
  return {
    cut,
    layerCount: layerCountOf(cuts)[cut]!,
    crossingTensors: arrayOf(crossingTensors(cuts, cut), (tensor) => {
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
