import { Injectable } from '@nestjs/common';
import { BoardsService, type BoardWithSet } from '../boards/index.js';
import { boardCosts, evaluateSplits, watts, type CostModel, type Network, type Tier } from '../core/index.js';
import { toNetwork } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { toLink, toPlanAnswer, toTransferOptions } from './plan.mapper.js';
import type { PlanAnswerDto } from './plan-answer.dto.js';
import type { PricedTier } from './priced-plans.js';
import type { DeviceDto, PlanRequestDto } from './plan-request.dto.js';
import { warningsOf } from './warnings.js';

@Injectable()
export class PlansService {
  constructor(private readonly boards: BoardsService) {}

  /** Evaluates every split of the request's network. */
  async plan(request: PlanRequestDto): Promise<PlanAnswerDto> {
    const network = toNetwork(request.network, '/network');
    const device = priced(await this.boards.choose(request.device, '/device'), request.device);
    const edge = priced(await this.boards.choose(request.edge, '/edge'), {});
    const candidates = evaluateSplits({
      network,
      device: tierOf(network, device, '/device'),
      edge: tierOf(network, edge, '/edge'),
      link: toLink(request.link),
      ...toTransferOptions(request),
    });
    return toPlanAnswer(
      { network, device, edge, candidates },
      warningsOf(network, device, edge, request.link),
    );
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
  return { costs: boardCosts(network, models, coefficientSet), idlePower };
}
