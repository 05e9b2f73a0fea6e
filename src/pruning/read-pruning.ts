import { definitionOf } from '../core/index.js';
import type { BoardFinder } from '../estimates/index.js';
import { chosenNetwork, type NetworkFinder } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { PruningJob } from './pruning-job.js';
import type { PruningRequestDto } from './pruning-request.dto.js';

/** Finds the board and the network of a request. Throws a `ProblemError` that names the field at fault. */
export async function readPruning(
  request: PruningRequestDto,
  boards: BoardFinder,
  networks: NetworkFinder,
): Promise<PruningJob> {
  const { coefficientSet } = await boards.choose(request.board, '/board');
  const network = await chosenNetwork(request, networks, '');
  const { maxEnergyJ, maxLatencyMs, stepShare, keepShare } = request;
  checkKnown(maxEnergyJ, coefficientSet.energy, 'maxEnergyJ');
  checkKnown(maxLatencyMs, coefficientSet.latency, 'maxLatencyMs');
  return {
    definition: definitionOf(network),
    set: coefficientSet,
    options: {
      ...(maxEnergyJ !== undefined && { maxEnergyJ }),
      ...(maxLatencyMs !== undefined && { maxLatencyMs }),
      stepShare,
      keepShare,
    },
  };
}

/** A budget for what is not known can never be kept to. */
function checkKnown(limit: number | undefined, cost: object | null, field: string): void {
  if (limit === undefined || cost !== null) return;
  throw new ProblemError(
    'no-coefficient-set',
    `${field}: the coefficients of the board do not hold that cost`,
    [{ pointer: `/${field}`, detail: `got ${limit}`, accepted: 'nothing, or a board on which it is known' }],
  );
}
