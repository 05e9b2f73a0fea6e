import { Injectable } from '@nestjs/common';
import { BoardsService, type BoardWithSet } from '../boards/index.js';
import {
  boardCosts,
  bytesPerElement,
  evaluateSplits,
  STORED_PRECISION,
  watts,
  type CostModel,
  type Network,
  type Tier,
} from '../core/index.js';
import { NetworksService, toNetwork } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { toLink, toPlanAnswer, toInputEncoding } from './plan.mapper.js';
import type { PlanAnswerDto } from './plan-answer.dto.js';
import type { PricedTier } from './priced-plans.js';
import type { DeviceDto, PlanRequestDto } from './plan-request.dto.js';
import { warningsOf } from './warnings.js';

@Injectable()
export class PlansService {
  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** Evaluates every split of the request's network. */
  async plan(request: PlanRequestDto): Promise<PlanAnswerDto> {
    const network = await this.networkOf(request);
    const device = priced(await this.boards.choose(request.device, '/device'), request.device);
    const edge = priced(await this.boards.choose(request.edge, '/edge'), {});
    const evaluation = evaluateSplits({
      cuts: this.networks.cutsOfNetwork(network),
      devices: [tierOf(network, device, '/device')],
      edges: [tierOf(network, edge, '/edge')],
      cloud: null,
      link: toLink(request.link),
      encodings: [toInputEncoding(request, network)],
      precisions: [STORED_PRECISION],
      returnsResults: request.returnsResults,
      edgeSlowdown: 1,
    });
    return toPlanAnswer(
      { network, device, edge, evaluation },
      warningsOf(network, device, edge, request.link),
    );
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
  const model = (cost: 'energy' | 'latency'): CostModel => {
    const fitted = coefficientSet[cost];
    if (fitted !== null) return fitted.model;
    throw new ProblemError(
      'no-coefficient-set',
      `${board.name} has no ${cost} coefficients for what was asked`,
      [
        {
          pointer,
          detail: `got a coefficient set without ${cost}`,
          accepted: 'a set with energy and latency',
        },
      ],
    );
  };
  const models = { energy: model('energy'), latency: model('latency') };
  return {
    costs: boardCosts(network, models, coefficientSet),
    idlePower,
    elementBytes: bytesPerElement(coefficientSet.precision),
  };
}
