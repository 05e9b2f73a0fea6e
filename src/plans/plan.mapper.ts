import {
  best,
  bitsPerSecond,
  bytes,
  candidateAt,
  joulesPerBit,
  NO_COST,
  RAW_INPUT,
  seconds,
  watts,
  type Candidate,
  type Channel,
  type InputEncoding,
  type LedgerItem,
  type Link,
  type Network,
} from '../core/index.js';
import { toCoefficientSetSummary } from '../boards/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { ChannelDto, LinkDto } from './link.dto.js';
import type {
  CandidateDto,
  LedgerItemDto,
  NetworkSummaryDto,
  PlanAnswerDto,
  PlanDto,
  TierSummaryDto,
  WarningDto,
} from './plan-answer.dto.js';
import type { PlanRequestDto } from './plan-request.dto.js';
import type { PricedPlans, PricedTier } from './priced-plans.js';
import { reasonFor, type PlanObjective } from './reason.js';

export function toLink({ uplink, downlink = uplink, roundTripMs }: LinkDto): Link {
  return { uplink: toChannel(uplink), downlink: toChannel(downlink), roundTrip: seconds(roundTripMs / 1e3) };
}

const toChannel = ({ rateMbps, radioBaseMw, radioSlopeMwPerMbps }: ChannelDto): Channel => ({
  rate: bitsPerSecond(rateMbps * 1e6),
  radio: { base: watts(radioBaseMw / 1e3), slope: joulesPerBit(radioSlopeMwPerMbps / 1e9) },
});

/** How the input is sent. Throws a `ProblemError` where one size is given for several inputs. */
export function toInputEncoding({ encodedInputBytes }: PlanRequestDto, network: Network): InputEncoding {
  if (encodedInputBytes === undefined) return RAW_INPUT;
  if (network.inputs.length > 1) {
    throw new ProblemError(
      'invalid-request',
      `encodedInputBytes: the network has ${network.inputs.length} inputs`,
      [
        {
          pointer: '/encodedInputBytes',
          detail: `got one size for ${network.inputs.length} inputs`,
          accepted: 'a size for a network of one input, or none',
        },
      ],
    );
  }
  return { name: 'encoded', inputBytes: [bytes(encodedInputBytes)], encode: NO_COST };
}

export function toPlanAnswer(plans: PricedPlans, warnings: WarningDto[]): PlanAnswerDto {
  const { network, evaluation } = plans;
  const candidates = Array.from({ length: evaluation.count }, (_, index) => candidateAt(evaluation, index));
  const planFor = (objective: PlanObjective): PlanDto =>
    toPlan(network, candidates[best(evaluation, objective)!]!, reasonFor(objective, evaluation));
  return {
    network: toNetworkSummary(network),
    device: toTierSummary(plans.device),
    edge: toTierSummary(plans.edge),
    best: {
      latency: planFor('latency'),
      deviceEnergy: planFor('deviceEnergy'),
      systemEnergy: planFor('systemEnergy'),
    },
    baselines: {
      deviceOnly: toPlan(network, candidates.at(-1)!, 'Baseline: every layer on the device.'),
      edgeOnly: toPlan(network, candidates[0]!, 'Baseline: every layer on the edge.'),
    },
    warnings,
    candidates: candidates.map((candidate) => toCandidate(network, candidate)),
  };
}

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

const toPlan = (network: Network, candidate: Candidate, reason: string): PlanDto => ({
  ...toCandidate(network, candidate),
  reason,
  ledger: candidate.ledger.map(toLedgerItem),
});

/** Every tier has energy coefficients, so that every energy is known. */
function toCandidate({ layers }: Network, candidate: Candidate): CandidateDto {
  const { layerCount, crossingTensors, bytesUp, bytesDown } = candidate.split;
  return {
    deviceLayers: layerCount,
    cutAfter: layers[layerCount - 1]?.name ?? null,
    crossingTensors: crossingTensors.map(({ name, shape, dataType, bytes: size }) => ({
      name,
      shape,
      dataType,
      bytes: size,
    })),
    bytesUp,
    bytesDown,
    latencyMs: sumOf(candidate.ledger.map(toLedgerItem), 'latencyMs'),
    deviceEnergyJ: candidate.deviceEnergy!,
    edgeEnergyJ: candidate.edgeEnergy!,
    systemEnergyJ: candidate.systemEnergy!,
  };
}

const toLedgerItem = ({ item, latency, deviceEnergy, edgeEnergy }: LedgerItem): LedgerItemDto => ({
  item,
  latencyMs: latency * 1e3,
  deviceEnergyJ: deviceEnergy!,
  edgeEnergyJ: edgeEnergy!,
});

/** Adds in the ledger's order and unit, so that a reader's sum of the items is the total to the last bit. */
const sumOf = (ledger: readonly LedgerItemDto[], field: 'latencyMs'): number =>
  ledger.reduce((sum, item) => sum + item[field], 0);
