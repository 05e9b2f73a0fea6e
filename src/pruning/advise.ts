import { setWarnings, toCoefficientSetSummary, type StoredCoefficientSet } from '../boards/index.js';
import {
  analyseChannels,
  buildNetwork,
  curvesOf,
  estimateNetwork,
  greedySchedule,
  joules,
  prunedDefinition,
  PrunedCosts,
  seconds,
  straightPieces,
  type ChannelAnalysis,
  type CostBudget,
  type CurvePoint,
  type Network,
} from '../core/index.js';
import { setName, toFigures, toNetworkTotals } from '../estimates/index.js';
import { describeAsRequest } from '../networks/index.js';
import { inWords } from './fixed-reasons.js';
import type {
  ChannelGroupDto,
  PrunedNetworkDto,
  PruningAnswerDto,
  ScheduleDto,
} from './pruning-answer.dto.js';
import type { PruningJob } from './pruning-job.js';

const NOTICE =
  'Nothing here knows what taking kernels away does to accuracy: the figures are energy and latency alone. Train the ' +
  'pruned network again and measure what it still gets right.';

/** What can be taken from a network and what that saves. Throws `CoreError` (`pruning-too-large`). */
export function advise({ definition, set, options }: PruningJob): PruningAnswerDto {
  const network = buildNetwork(definition);
  const analysis = analyseChannels(network);
  const costs = new PrunedCosts(analysis, set, set);
  const groups = curvesOf(analysis, costs).map((curve, group) => toGroup(analysis, costs, { group, curve }));
  const budget = budgetOf(options);
  return {
    notice: NOTICE,
    board: toCoefficientSetSummary(set),
    network: toNetworkTotals(network),
    figures: toFigures(estimateNetwork(network, set, set)),
    groups,
    fixed: [...analysis.fixed].map(([layer, reason]) => ({
      name: network.layers[layer]!.name,
      ...reason,
      reason: inWords(reason),
    })),
    schedule: budget && toSchedule(analysis, costs, { ...options, budget, set }),
    warnings: setWarnings(setName(set), set, network),
  };
}

function budgetOf({ maxEnergyJ, maxLatencyMs }: PruningJob['options']): CostBudget | null {
  if (maxEnergyJ === undefined && maxLatencyMs === undefined) return null;
  return {
    ...(maxEnergyJ !== undefined && { maxEnergy: joules(maxEnergyJ) }),
    ...(maxLatencyMs !== undefined && { maxLatency: seconds(maxLatencyMs / 1e3) }),
  };
}

function toGroup(
  analysis: ChannelAnalysis,
  costs: PrunedCosts,
  { group, curve }: { readonly group: number; readonly curve: readonly CurvePoint[] },
): ChannelGroupDto {
  const { units, convolutions } = analysis.groups[group]!;
  const first = units > 1 ? costs.saving(group, 1) : { energy: 0, latency: 0 };
  return {
    channels: units,
    convolutions: convolutions.map(({ layer, kernelsPerUnit }) => ({
      name: analysis.network.layers[layer]!.name,
      kernelsPerChannel: kernelsPerUnit,
    })),
    firstChannelJ: known(first.energy),
    firstChannelMs: known(first.latency * 1e3),
    curve: curve.map(({ kept, energy, latency }) => [kept, known(energy), known(latency * 1e3)]),
    energyPieces: straightPieces(curve, 'energy').map(({ from, to, perUnit }) => ({
      from,
      to,
      perChannelJ: perUnit,
    })),
    latencyPieces: straightPieces(curve, 'latency').map(({ from, to, perUnit }) => ({
      from,
      to,
      perChannelMs: perUnit * 1e3,
    })),
  };
}

type ScheduleRequest = Pick<PruningJob['options'], 'stepShare' | 'keepShare'> & {
  readonly budget: CostBudget;
  readonly set: StoredCoefficientSet;
};

function toSchedule(analysis: ChannelAnalysis, costs: PrunedCosts, request: ScheduleRequest): ScheduleDto {
  const { steps, reachesBudget } = greedySchedule(analysis, costs, request);
  const pruned = buildNetwork(prunedDefinition(analysis, costs.kept));
  return {
    reachesBudget,
    steps: steps.map(({ group, from, to, energy, latency }) => ({
      group,
      from,
      to,
      energyJ: known(energy),
      latencyMs: known(latency * 1e3),
    })),
    pruned: toPruned(pruned, request.set),
  };
}

const toPruned = (network: Network, set: StoredCoefficientSet): PrunedNetworkDto => ({
  ...toFigures(estimateNetwork(network, set, set)),
  totals: toNetworkTotals(network),
  network: describeAsRequest(network),
  warnings: setWarnings(setName(set), set, network),
});

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
