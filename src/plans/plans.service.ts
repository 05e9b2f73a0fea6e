import { Injectable } from '@nestjs/common';
import { BoardsService, type BoardWithSet } from '../boards/index.js';
import {
  boardCosts,
  bytesPerElement,
  evaluateSplits,
  watts,
  type Network,
  withOptima,
  type SplitProblem,
  type Tier,
} from '../core/index.js';
import { NetworksService, toNetwork } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { toConfidence } from './confidence.mapper.js';
import {
  REPORTED_OBJECTIVES,
  toInputEncoding,
  toLink,
  toObjective,
  toPlanAnswer,
  toPrecisions,
} from './plan.mapper.js';
import type { PlanAnswerDto } from './plan-answer.dto.js';
import type { PricedTier } from './priced-plans.js';
import { toConstraints } from './constraints.mapper.js';
import type { CandidateChoice, DeviceDto, PlanRequestDto } from './plan-request.dto.js';
import { warningsOf } from './warnings.js';

@Injectable()
export class PlansService {
  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** Evaluates every split of the request's network. */
  async plan(request: PlanRequestDto, listed: CandidateChoice): Promise<PlanAnswerDto> {
    const network = await this.networkOf(request);
    const device = priced(await this.boards.choose(request.device, '/device'), request.device);
    const edge = priced(await this.boards.choose(request.edge, '/edge'), {});
    const objective = toObjective(request);
    const constraints = toConstraints(request.constraints ?? {}, network);
    const problem: SplitProblem = {
      cuts: this.networks.cutsOfNetwork(network),
      devices: [tierOf(network, device, '/device')],
      edges: [tierOf(network, edge, '/edge')],
      cloud: null,
      link: toLink(request.link),
      encodings: [toInputEncoding(request, network)],
      precisions: toPrecisions(request),
      returnsResults: request.returnsResults,
      edgeSlowdown: request.edgeSlowdown,
      exits: [],
    };
    const evaluation = evaluateSplits(withOptima(problem, [objective, ...REPORTED_OBJECTIVES]));
    const plans = { network, device, edge, evaluation, objective, constraints };
    const answer = toPlanAnswer(plans, warningsOf(network, device, edge, request.link), listed);
    return request.confidence === undefined
      ? answer
      : { ...answer, confidence: toConfidence(plans, request.confidence) };
  }

  /** The network that stands in the request, or the stored one that it names. */
  private async networkOf({ network, networkId }: PlanRequestDto): Promise<Network> {
    if (network !== undefined && networkId === undefined) return toNetwork(network, '/network');
    if (networkId !== undefined && network === undefined)
      return this.networks.choose(networkId, '/networkId');
    throw new ProblemError('invalid-request', 'network: expected either network or networkId', [
      {
        pointer: '/network',
        detail:
          network === undefined ? 'got neither network nor networkId' : 'got both network and networkId',
        accepted: 'network, or networkId in its place',
      },
    ]);
  }
}

const priced = (chosen: BoardWithSet, { idlePowerW }: Pick<DeviceDto, 'idlePowerW'>): PricedTier => ({
  ...chosen,
  idlePower: idlePowerW === undefined ? (chosen.board.idlePower?.value ?? null) : watts(idlePowerW),
});

function tierOf(network: Network, { board, coefficientSet, idlePower }: PricedTier, pointer: string): Tier {
  const { latency, energy, precision } = coefficientSet;
  if (latency === null) {
    throw new ProblemError(
      'no-coefficient-set',
      `${board.name} has no latency coefficients for what was asked`,
      [{ pointer, detail: 'got a coefficient set without latency', accepted: 'a set with latency' }],
    );
  }
  const models = { energy: energy?.model ?? null, latency: latency.model };
  return {
    costs: boardCosts(network, models, coefficientSet),
    idlePower,
    elementBytes: bytesPerElement(precision),
  };
}
