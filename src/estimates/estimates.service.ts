import { Injectable } from '@nestjs/common';
import { BoardsService } from '../boards/index.js';
import { NetworksService } from '../networks/index.js';
import type { EstimateAnswerDto } from './estimate-answer.dto.js';
import { estimateNetworks } from './estimate-networks.js';
import type { EstimateRequestDto } from './estimate-request.dto.js';

@Injectable()
export class EstimatesService {
  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** Throws a `ProblemError` that names the field at fault. */
  estimate(request: EstimateRequestDto): Promise<EstimateAnswerDto> {
    return estimateNetworks(request, this.boards, this.networks);
  }
}
