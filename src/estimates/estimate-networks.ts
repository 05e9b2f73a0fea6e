import { setImmediate } from 'node:timers/promises';
import {
  toCoefficientSetSummary,
  type BoardWithSet,
  type CoefficientSetChoice,
  type StoredCoefficientSet,
} from '../boards/index.js';
import type { Network } from '../core/index.js';
import { chosenNetwork, type NetworkFinder } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { EstimateAnswerDto, EstimateDto } from './estimate-answer.dto.js';
import type { EstimateRequestDto } from './estimate-request.dto.js';
import { boundaryWarnings, toEstimate, toNetworkTotals } from './estimate.mapper.js';

/** Finds the coefficient sets that requests mean. */
export interface BoardFinder {
  /** Throws a `ProblemError` that begins at `pointer` for what is not exactly one set. */
  choose(choice: CoefficientSetChoice, pointer: string): Promise<BoardWithSet>;
}

/** Layers that an answer lists, over all networks and boards: 40 MB of JSON. */
const MAX_LISTED_LAYERS = 100_000;

/** Every network of a request on every board. Throws a `ProblemError` that names the field at fault. */
export async function estimateNetworks(
  request: EstimateRequestDto,
  boards: BoardFinder,
  networks: NetworkFinder,
): Promise<EstimateAnswerDto> {
  const sets: StoredCoefficientSet[] = [];
  for (const [index, choice] of request.boards.entries()) {
    sets.push((await boards.choose(choice, `/boards/${index}`)).coefficientSet);
  }
  const chosen: Network[] = [];
  const estimates: EstimateDto[] = [];
  let listed = 0;
  for (const [index, choice] of request.networks.entries()) {
    const network = await chosenNetwork(choice, networks, `/networks/${index}`);
    chosen.push(network);
    listed += request.layers ? network.layers.length * sets.length : 0;
    if (listed > MAX_LISTED_LAYERS) throw tooManyLayers();
    for (const [board, set] of sets.entries()) {
      estimates.push({ network: index, board, ...toEstimate(network, set, request) });
      await setImmediate(); // others may want something meanwhile
    }
  }
  return {
    networks: chosen.map(toNetworkTotals),
    boards: sets.map(toCoefficientSetSummary),
    estimates,
    warnings: boundaryWarnings(sets),
  };
}

const tooManyLayers = (): ProblemError => {
  const accepted = `at most ${MAX_LISTED_LAYERS} layers to list, over all networks and boards, or false`;
  return new ProblemError('invalid-request', `layers: got more than can be listed, expected ${accepted}`, [
    { pointer: '/layers', detail: `got true for more than ${MAX_LISTED_LAYERS} layers`, accepted },
  ]);
};
