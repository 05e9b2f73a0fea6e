import type { Joules, Seconds } from '../units.js';
import type { ChannelAnalysis } from './channel-groups.js';
import type { Costs, PrunedCosts } from './pruned-costs.js';

/** What the pruned network may cost; at least one of the two. */
export interface CostBudget {
  readonly maxEnergy?: Joules;
  readonly maxLatency?: Seconds;
}

export interface ScheduleOptions {
  readonly budget: CostBudget;
  /** Share of a group's units that one step takes. */
  readonly stepShare: number;
  /** Share of a group's units that stay at least; one always does. */
  readonly keepShare: number;
}

/** One step: a group loses units, and the network then costs so much. */
export interface ScheduleStep extends Costs {
  readonly group: number;
  readonly from: number;
  readonly to: number;
}

export interface Schedule {
  readonly steps: readonly ScheduleStep[];
  /** Whether the budget is kept to after the last step. */
  readonly reachesBudget: boolean;
}

/**
 * Takes, step by step, from the group that then saves most, until the budget is kept to or nothing that may go
 * saves anything. With two budgets, a saving counts as the share that it has of what is still too much. Knows
 * nothing of what the network loses in accuracy. `costs` are those of the pruned network afterwards.
 */
export function greedySchedule(
  { groups }: ChannelAnalysis,
  costs: PrunedCosts,
  { budget, stepShare, keepShare }: ScheduleOptions,
): Schedule {
  const steps: ScheduleStep[] = [];
  const unitsOfStep = (group: number): number => {
    const { units } = groups[group]!;
    const least = Math.max(1, Math.ceil(units * keepShare));
    return Math.max(0, Math.min(Math.max(1, Math.round(units * stepShare)), costs.kept[group]! - least));
  };
  const savingOfStep = (group: number): Costs => costs.saving(group, unitsOfStep(group));
  const savings = groups.map((_, group) => savingOfStep(group));
  let total = costs.total();
  for (;;) {
    const excess = excessOf(total, budget);
    if (excess.energy <= 0 && excess.latency <= 0) return { steps, reachesBudget: true };
    const group = best(savings, excess);
    if (group === null) return { steps, reachesBudget: false };
    const from = costs.kept[group]!;
    const changed = costs.take(group, unitsOfStep(group));
    for (const other of changed) savings[other] = savingOfStep(other);
    total = costs.total();
    steps.push({ group, from, to: costs.kept[group]!, ...total });
  }
}

/** How much of each cost is too much; 0 where it is not limited. */
const excessOf = ({ energy, latency }: Costs, { maxEnergy, maxLatency }: CostBudget): Costs => ({
  energy: maxEnergy === undefined ? 0 : energy - maxEnergy,
  latency: maxLatency === undefined ? 0 : latency - maxLatency,
});

/** The group whose step saves most; the first of equals; null when no step saves anything. */
function best(savings: readonly Costs[], excess: Costs): number | null {
  let winner: number | null = null;
  let most = 0;
  savings.forEach((saving, group) => {
    const share =
      (excess.energy > 0 ? saving.energy / excess.energy : 0) +
      (excess.latency > 0 ? saving.latency / excess.latency : 0);
    if (share > most) [winner, most] = [group, share];
  });
  return winner;
}
