import { LIMITS_IN_FORCE } from '../../platform/limits/limits.js';
import {
  fusedTogether,
  groupLayers,
  listCuts,
  rememberAll,
  type CutList,
  type Network,
} from '../../core/index.js';
import { faultsAt } from '../refusal.js';
import type { PricedTier } from '../priced-plans.js';

/** Layers that no cut parts. */
type Groups = readonly (readonly number[])[];

/** What was measured as one. */
const measuredGroups = (tiers: readonly PricedTier[]): Groups =>
  tiers.flatMap(({ measured }) => measured.map(({ layers }) => layers)).filter(({ length }) => length > 1);

/** With three tiers, what all of them fuse: parting it is never better, and pairs of cuts are many. */
const fusedGroups = (tiers: readonly PricedTier[]): Groups =>
  tiers.length === 2 ? [] : fusedTogether(tiers.flatMap(({ modes }) => modes.map(({ tier }) => tier.costs)));

/** The cuts among which plans are looked for; `all` are those that part nothing. Throws a `ProblemError`. */
export function cutsToPlan(network: Network, tiers: readonly PricedTier[], all: () => CutList): CutList {
  const [device, edge, cloud] = tiers;
  return cutsOfGroups(device!, edge!, cloud ?? null, network).cuts ?? all();
}

/** Found once for a network and its tiers. */
const cutsOfGroups = rememberAll(
  (device: PricedTier, edge: PricedTier, cloud: PricedTier | null, network: Network) => {
    const tiers = [device, edge, ...(cloud === null ? [] : [cloud])];
    const groups = [...measuredGroups(tiers), ...fusedGroups(tiers)];
    return { cuts: groups.length === 0 ? null : grouped(network, tiers, groups) };
  },
);

/** The cuts that can be priced: only what was measured as one stays together. Throws a `ProblemError`. */
export const cutsToPrice = (network: Network, tiers: readonly PricedTier[]): CutList =>
  grouped(network, tiers, measuredGroups(tiers));

function grouped(network: Network, tiers: readonly PricedTier[], groups: Groups): CutList {
  // Only measurements can hold together what cannot stay together; fused layers follow one another.
  const { role } = tiers.find(({ measured }) => measured.length > 0) ?? tiers[0]!;
  return faultsAt(`/${role}/measurements`, () =>
    listCuts(network, { together: groupLayers(network, groups), limit: LIMITS_IN_FORCE.cutLimit }),
  );
}
