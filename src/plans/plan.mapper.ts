import {
  bitsPerSecond,
  candidateAt,
  crossingTensors,
  decide,
  explain,
  joulesPerBit,
  layersOfCut,
  paretoFront,
  STORED_PRECISION,
  seconds,
  watts,
  type Candidate,
  type Channel,
  type CutList,
  type Evaluation,
  type LedgerItem,
  type Link,
  type Network,
  type Objective,
  type TransferPrecision,
  type TransferPrecisionName,
} from '../core/index.js';
import { toCoefficientSetSummary } from '../boards/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { ChannelDto, LinkDto } from './link.dto.js';
import type {
  BestPlanDto,
  CandidateDto,
  DivisionDto,
  LedgerItemDto,
  NetworkSummaryDto,
  PlanAnswerDto,
  PlanDto,
  PricedWithDto,
  TierSummaryDto,
} from './plan-answer.dto.js';
import { toConstraintReport } from './constraints.mapper.js';
import type { CandidateChoice, ChoiceRequestDto } from './plan-request.dto.js';
import type { PricedPlans, PricedProblem, PricedTier } from './priced-plans.js';
import { toValidity } from './validity.mapper.js';
import { deviceOnlyOf, reasonFor } from './reason.js';

export function toLink({ uplink, downlink = uplink, roundTripMs, roundTripShare }: LinkDto): Link {
  return {
    uplink: toChannel(uplink),
    downlink: toChannel(downlink),
    roundTrip: seconds(roundTripMs / 1e3),
    roundTripShare,
  };
}

const toChannel = ({ rateMbps, radioBaseMw, radioSlopeMwPerMbps }: ChannelDto): Channel => ({
  rate: bitsPerSecond(rateMbps * 1e6),
  radio: { base: watts(radioBaseMw / 1e3), slope: joulesPerBit(radioSlopeMwPerMbps / 1e9) },
});

/** Objectives whose best plan every answer holds. */
export const REPORTED_OBJECTIVES = [
  'latency',
  'deviceEnergy',
  'systemEnergy',
] as const satisfies readonly Objective[];

/** The first is what a tensor is sent as when nothing speaks for another. */
export const toPrecisions = (names: readonly TransferPrecisionName[] = ['stored']): TransferPrecision[] =>
  [...new Set(names)].map((name) => ({ ...STORED_PRECISION, name }));

/** Throws a `ProblemError` where prices and the objective do not go together. */
export function toObjective({ objective, weights }: ChoiceRequestDto): Objective {
  const isSum = objective === 'weightedSum';
  if (isSum !== (weights !== undefined)) {
    throw new ProblemError(
      'invalid-request',
      'weights: go with the objective weightedSum, and only with it',
      [
        {
          pointer: '/weights',
          detail: isSum ? 'got nothing' : `got prices with the objective ${objective}`,
          accepted: isSum ? 'an object of prices' : 'nothing, or the objective weightedSum',
        },
      ],
    );
  }
  if (!isSum) return objective;
  const { perLatencyMs, perDeviceEnergyJ, perSystemEnergyJ } = weights!;
  return { latency: perLatencyMs * 1e3, deviceEnergy: perDeviceEnergyJ, systemEnergy: perSystemEnergyJ };
}

export function toPlanAnswer(plans: PricedPlans, listed: CandidateChoice): PlanAnswerDto {
  const { evaluation, objective, constraints } = plans;
  const decision = decide(evaluation, objective, constraints);
  const { chosen, closest, splitting } = decision;
  const candidate = (index: number): CandidateDto => toCandidate(evaluation, candidateAt(evaluation, index));
  const plan = (index: number): PlanDto => toPlan(evaluation, index);
  const bestFor = (asked: Objective): BestPlanDto | null => {
    const best = decide(evaluation, asked, constraints).chosen;
    return best === null ? null : { ...plan(best), reason: reasonFor(asked, evaluation, best) };
  };
  return {
    ...toPricedWith(plans),
    chosen: chosen === null ? null : plan(chosen),
    closest: plan(closest),
    explanation: explain(evaluation, decision),
    constraints: decision.constraints.map(toConstraintReport),
    splitting: {
      split: splitting.split === null ? null : candidate(splitting.split),
      unsplit: splitting.unsplit === null ? null : candidate(splitting.unsplit),
      margin: splitting.margin,
    },
    validity: toValidity(evaluation, plans),
    allCutsListed: evaluation.problem.cuts.complete,
    best: {
      latency: bestFor('latency'),
      deviceEnergy: bestFor('deviceEnergy'),
      systemEnergy: bestFor('systemEnergy'),
    },
    baselines: {
      deviceOnly: plan(deviceOnlyOf(evaluation)),
      edgeOnly: plan(0),
    },
    warnings: plans.warnings,
    ...(listed !== 'none' && {
      front: paretoFront(evaluation).map((point) => ({
        ...candidate(point.candidate),
        nearTies: point.nearTies,
      })),
    }),
    ...(listed === 'all' && {
      candidates: Array.from({ length: evaluation.count }, (_, index) => candidate(index)),
    }),
  };
}

/** What an answer says of everything that its figures rest on. */
export const toPricedWith = ({ network, device, edge }: PricedProblem): PricedWithDto => ({
  network: toNetworkSummary(network),
  device: toTierSummary(device),
  edge: toTierSummary(edge),
});

const toNetworkSummary = ({ name, layers }: Network): NetworkSummaryDto => ({
  name,
  layers: layers.length,
  macs: layers.reduce((sum, { workload }) => sum + workload.macs, 0),
  weights: layers.reduce((sum, { workload }) => sum + workload.weightElements, 0),
});

const toTierSummary = ({ board, coefficientSet, idlePower }: PricedTier): TierSummaryDto => ({
  board: board.id,
  idlePowerW: idlePower,
  coefficientSet: toCoefficientSetSummary(coefficientSet),
});

export function toPlan(evaluation: Evaluation, index: number): PlanDto {
  const candidate = candidateAt(evaluation, index);
  const ledger = candidate.ledger.map(toLedgerItem);
  return {
    ...toCandidate(evaluation, candidate, ledger),
    deviceLayerNames: layerNamesOf(evaluation.problem.cuts, candidate.split.cut),
    ledger,
  };
}

function toCandidate(
  evaluation: Evaluation,
  candidate: Candidate,
  ledger = candidate.ledger.map(toLedgerItem),
): CandidateDto {
  return {
    ...toDivision(evaluation, candidate),
    latencyMs: sumOf(ledger, 'latencyMs'),
    periodMs: candidate.period * 1e3,
    deviceEnergyJ: candidate.deviceEnergy,
    edgeEnergyJ: candidate.edgeEnergy,
    systemEnergyJ: candidate.systemEnergy,
  };
}

export function toDivision({ problem }: Evaluation, { split, choice }: Candidate): DivisionDto {
  const { cut, layerCount, bytesUp, bytesDown } = split;
  return {
    deviceLayers: layerCount,
    transferPrecision: choice.precision.name,
    inputEncoding: sendsInput(problem.cuts, cut) ? choice.encoding.name : null,
    cutAfter: lastLayerOf(problem.cuts, cut),
    crossingTensors: split.crossingTensors.map(({ name, shape, sentAs, bytes: size }) => ({
      name,
      shape,
      dataType: sentAs,
      bytes: size,
    })),
    bytesUp,
    bytesDown,
  };
}

const sendsInput = (cuts: CutList, cut: number): boolean =>
  crossingTensors(cuts, cut).some((tensor) => cuts.network.inputs.includes(tensor));

function layerNamesOf(cuts: CutList, cut: number): string[] {
  const bits = layersOfCut(cuts, cut);
  const isInside = (layer: number): boolean => ((bits[layer >> 5]! >>> (layer & 31)) & 1) === 1;
  return cuts.network.layers.filter((_, layer) => isInside(layer)).map(({ name }) => name);
}

/** The layer of a cut that comes last in the order of the network. */
function lastLayerOf({ network, blocks, lastBlock }: CutList, cut: number): string | null {
  if (cut === 0) return null;
  const last = blocks.layers[lastBlock[cut]!]!;
  return network.layers[last[last.length - 1]!]!.name;
}

const toLedgerItem = ({ item, latency, deviceEnergy, edgeEnergy }: LedgerItem): LedgerItemDto => ({
  item,
  latencyMs: latency * 1e3,
  deviceEnergyJ: deviceEnergy,
  edgeEnergyJ: edgeEnergy,
});

/** Adds in the ledger's order and unit, so that a reader's sum of the items is the total to the last bit. */
const sumOf = (ledger: readonly LedgerItemDto[], field: 'latencyMs'): number =>
  ledger.reduce((sum, item) => sum + item[field], 0);
