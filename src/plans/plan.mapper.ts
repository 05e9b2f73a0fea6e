import {
  baselineOf,
  candidateAt,
  choose,
  decide,
  expectedAccuracy,
  explain,
  paretoFront,
  remember,
  rememberAll,
  type Network,
  type Objective,
} from '../core/index.js';
import { toCoefficientSetSummary } from '../boards/index.js';
import type { NetworkIdentity } from '../networks/index.js';
import { extended } from '../platform/compiled-writer.js';
import { LIMITS_IN_FORCE } from '../platform/limits/limits.js';
import { ProblemError } from '../platform/problems/problem.js';
import { candidateDtoOf, planDtoOf, toCandidate } from './candidate.mapper.js';
import { toConstraintReport } from './constraints.mapper.js';
import type {
  BestPlanDto,
  CandidateDto,
  PlannedNetworkDto,
  PlanAnswerDto,
  PlanDto,
  PricedWithDto,
  TierSummaryDto,
  UsedBoardDto,
} from './plan-answer.dto.js';
import type { CandidateChoice, ChoiceRequestDto } from './plan-request.dto.js';
import type { PricedPlans, PricedProblem, PricedTier } from './priced-plans.js';
import { reasonFor } from './reason.js';
import { toValidity } from './validity.mapper.js';

/** Objectives whose best plan every answer holds. */
export const REPORTED_OBJECTIVES = [
  'latency',
  'deviceEnergy',
  'systemEnergy',
] as const satisfies readonly Objective[];

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

/** Candidates that an answer lists; 60 000 are some 50 MB of text. */
const { listedCandidateLimit: LISTED_LIMIT } = LIMITS_IN_FORCE;

/** Throws a `ProblemError` (`planning-too-large`) where all candidates are asked for and are too many to list. */
export function toPlanAnswer(plans: PricedPlans, listed: CandidateChoice): PlanAnswerDto {
  const { evaluation, objective, constraints } = plans;
  if (listed === 'all' && evaluation.count > LISTED_LIMIT) {
    throw new ProblemError(
      'planning-too-large',
      `candidates=all: got ${evaluation.count} candidates, expected at most ${LISTED_LIMIT}; candidates=front lists the front`,
    );
  }
  const { exits } = evaluation.problem;
  const decision = decide(evaluation, objective, constraints);
  const { chosen, closest, splitting } = decision;
  const candidate = (index: number): CandidateDto => candidateDtoOf(evaluation, index);
  const plan = (index: number): PlanDto => planDtoOf(evaluation, index);
  const bestFor = (asked: Objective): BestPlanDto | null => {
    const best = asked === objective ? chosen : choose(evaluation, asked, constraints);
    return best === null ? null : extended(plan(best), { reason: reasonFor(asked, evaluation, best) });
  };
  return Object.assign(toPricedWith(plans), {
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
    ...(exits.length > 0 && { expectedAccuracy: expectedAccuracy(exits, plans.finalAccuracy) }),
    candidateCount: evaluation.count,
    allCutsListed: plans.complete,
    best: {
      latency: bestFor('latency'),
      deviceEnergy: bestFor('deviceEnergy'),
      systemEnergy: bestFor('systemEnergy'),
    },
    baselines: {
      deviceOnly: plan(baselineOf(evaluation, 'device')),
      edgeOnly: plan(baselineOf(evaluation, 'edge')),
      ...(evaluation.problem.cloud !== null && { cloudOnly: plan(baselineOf(evaluation, 'cloud')) }),
    },
    warnings: plans.warnings,
    ...(listed !== 'none' && {
      front: paretoFront(evaluation).map((point) =>
        Object.assign({}, candidate(point.candidate), { nearTies: point.nearTies }),
      ),
    }),
    ...(listed === 'all' && {
      candidates: Array.from({ length: evaluation.count }, (_, index) =>
        toCandidate(evaluation, candidateAt(evaluation, index)),
      ),
    }),
  });
}

/** What an answer says of everything that its figures rest on. */
export function toPricedWith({ network, identity, tiers, links, problem }: PricedProblem): PricedWithDto {
  const [device, edge, cloud] = tiers;
  const { link, backhaul, directLink } = links;
  return {
    network: toPlannedNetwork(network, identity),
    device: toTierSummary(device!),
    edge: toTierSummary(edge!),
    ...(cloud && { cloud: toTierSummary(cloud) }),
    link,
    ...(backhaul && { backhaul }),
    ...(directLink && { directLink }),
    edgeSlowdown: problem.edgeSlowdown,
  };
}

/** The same object for the same network, as for all that is the same in many answers: it is written once. */
const toPlannedNetwork = rememberAll(
  ({ name, layers, inputs, tensors }: Network, { id, modelSha256 }: NetworkIdentity): PlannedNetworkDto => ({
    name,
    id,
    modelSha256,
    inputs: inputs.map((index) => {
      const { name: input, shape, dataType } = tensors[index]!;
      return { name: input, shape, dataType };
    }),
    layers: layers.length,
    macs: layers.reduce((sum, { workload }) => sum + workload.macs, 0),
    weights: layers.reduce((sum, { workload }) => sum + workload.weightElements, 0),
  }),
);

export const toUsedBoard = (board: PricedTier['board']): UsedBoardDto => ({
  board: board?.id ?? null,
  boardVersion: board?.version ?? null,
});

const toTierSummary = remember(({ board, modes, idlePower, measured }: PricedTier): TierSummaryDto => ({
  ...toUsedBoard(board),
  idlePowerW: idlePower,
  coefficientSets: modes.flatMap(({ coefficients }) =>
    coefficients?.stored ? [toCoefficientSetSummary(coefficients.stored)] : [],
  ),
  measuredLayers: measured.reduce((sum, { layers }) => sum + layers.length, 0),
}));
