import { Injectable } from '@nestjs/common';
import { BoardsService, type BoardWithSet } from '../boards/index.js';
import {
  boardCosts,
  bytesPerElement,
  watts,
  type InputEncoding,
  type Network,
  type SplitProblem,
  type Tier,
  type TransferPrecision,
} from '../core/index.js';
import { NetworksService, toNetwork } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { toConstraints } from './constraints.mapper.js';
import { toEdgeSlowdown } from './edge-load.mapper.js';
import { toLink } from './plan.mapper.js';
import type { PricedProblem, PricedTier } from './priced-plans.js';
import type { DeviceDto, SplitRequestDto } from './split-request.dto.js';
import { warningsOf } from './warnings.js';

/** What may be chosen beside the cut. */
export interface WaysToSend {
  readonly precisions: readonly TransferPrecision[];
  /** Throws a `ProblemError` for ways that the network does not allow. */
  readonly encodings: (network: Network) => readonly InputEncoding[];
}

/** Makes of a request the problem that the core solves: all that needs the database. */
@Injectable()
export class ProblemReader {
  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** Throws a `ProblemError` that names the field at fault. */
  async read(request: SplitRequestDto, ways: WaysToSend): Promise<PricedProblem> {
    const network = await this.networkOf(request);
    const device = priced(await this.boards.choose(request.device, '/device'), request.device);
    const edge = priced(await this.boards.choose(request.edge, '/edge'), {});
    const problem: SplitProblem = {
      cuts: this.networks.cutsOfNetwork(network),
      devices: [tierOf(network, device, '/device')],
      edges: [tierOf(network, edge, '/edge')],
      cloud: null,
      link: toLink(request.link),
      encodings: ways.encodings(network),
      precisions: ways.precisions,
      returnsResults: request.returnsResults,
      edgeSlowdown: toEdgeSlowdown(request.edgeLoad),
      exits: [],
    };
    const constraints = toConstraints(request.constraints ?? {}, network);
    const warnings = warningsOf(network, device, edge, request.link);
    return { network, device, edge, problem, constraints, warnings };
  }

  /** The network that stands in the request, or the stored one that it names. */
  private async networkOf({ network, networkId }: SplitRequestDto): Promise<Network> {
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
