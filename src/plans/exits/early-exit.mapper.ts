import {
  boardCosts,
  joules,
  NO_COST,
  reachOf,
  seconds,
  type CutList,
  type EarlyExit,
  type ExtraCost,
  type Network,
  type TierName,
} from '../../core/index.js';
import { NetworkDto, toNetwork } from '../../networks/index.js';
import { layerFinder } from '../layer-names.js';
import type { PricedTier, TierCoefficients } from '../priced-plans.js';
import { faultsAt, refusal } from '../refusal.js';
import type { EarlyExitDto, HeadCostDto } from './early-exit.dto.js';

/** Throws a `ProblemError` for a layer that the network does not have. */
export function toExits(dtos: readonly EarlyExitDto[], network: Network): EarlyExit[] {
  const find = layerFinder(network);
  return dtos.map(({ after, probability, accuracy = null }, index) => ({
    layer: find(after, `/exits/${index}/after`),
    probability,
    accuracy,
  }));
}

/** Throws a `ProblemError` for an exit in a branch. */
export function checkExits(cuts: CutList, exits: readonly EarlyExit[]): void {
  exits.forEach((exit, index) => {
    faultsAt(`/exits/${index}/after`, () => reachOf(cuts, [exit]));
  });
}

/** A tier with what the heads of all exits take it, in each power mode. */
export function withHeads(tier: PricedTier, dtos: readonly EarlyExitDto[], network: Network): PricedTier {
  if (dtos.length === 0) return tier;
  const chains = dtos.map((dto, index) => headNetwork(dto, index, network));
  const modes = tier.modes.map(({ coefficients, tier: own }) => ({
    coefficients,
    tier: {
      ...own,
      heads: dtos.map((dto, index) =>
        headCost(dto, {
          chain: chains[index]!,
          coefficients,
          role: tier.role,
          pointer: `/exits/${index}/head`,
        }),
      ),
    },
  }));
  return { ...tier, modes };
}

/** The layers of a head as a network of their own, on the tensor behind which they stand. */
function headNetwork({ after, head }: EarlyExitDto, index: number, network: Network): Network | null {
  if (head?.layers === undefined) return null;
  const layer = network.layers.find(({ name }) => name === after)!;
  const { shape, dataType } = network.tensors[layer.outputs[0]!]!;
  const described = Object.assign(new NetworkDto(), {
    inputs: [{ shape: [...shape], dataType }],
    layers: head.layers,
  });
  return toNetwork(described, `/exits/${index}/head`);
}

interface HeadContext {
  readonly chain: Network | null;
  readonly coefficients: TierCoefficients | null;
  readonly role: TierName;
  readonly pointer: string;
}

/** What was measured, or else what the layers cost; nothing where the request says neither. */
function headCost({ head }: EarlyExitDto, { chain, coefficients, role, pointer }: HeadContext): ExtraCost {
  const measured = head?.[role];
  if (measured !== undefined) return toExtraCost(measured);
  if (chain === null) return NO_COST;
  if (coefficients?.latency == null) {
    throw refusal(
      `${pointer}/${role}`,
      'got nothing',
      `a cost, for the ${role} has no coefficients for layers`,
    );
  }
  const { latency, energy } = coefficients;
  const models = { latency: latency.model, energy: energy?.model ?? null };
  const costs = boardCosts(chain, models, coefficients);
  const sum = (standalone: Float64Array): number =>
    standalone.reduce((total, cost, layer) => total + (costs.fusedInto[layer]! < 0 ? cost : 0), 0);
  return {
    latency: seconds(sum(costs.latency.standalone)),
    energy: costs.energy === null ? null : joules(sum(costs.energy.standalone)),
  };
}

const toExtraCost = ({ latencyMs, energyJ }: HeadCostDto): ExtraCost => ({
  latency: seconds(latencyMs / 1e3),
  energy: energyJ === undefined ? null : joules(energyJ),
});
