import { executedLayers, type ExecutedLayer, type Execution } from '../cost/board-costs.js';
import { LAYER_PARTS, layerParts, type LayerPart } from '../cost/cost-model.js';
import type { FittedCost } from '../cost/fit-statistics.js';
import type { Interval } from '../cost/interval.js';
import type { CostedWork } from '../cost/layer-class.js';
import { errorModel, intervalAround } from '../cost/model-error.js';
import type { Network } from '../network/network.js';

/** What a board executes of a network, and what that costs under a coefficient set. */
export interface NetworkEstimate {
  /** By layer of the network. */
  readonly layers: readonly ExecutedLayer[];
  /** Null when it was not measured. */
  readonly energy: CostEstimate | null;
  readonly latency: CostEstimate | null;
}

/** Energy in J or latency in s of one inference. */
export interface CostEstimate {
  /** The sum of the layers, in their order, and of what is paid once. */
  readonly total: number;
  /** Null for coefficients that were entered, whose error is not known. */
  readonly interval: Interval | null;
  /** By layer: its cost by part, in the order of `LAYER_PARTS`; null for a layer that costs nothing. */
  readonly layers: readonly (readonly number[] | null)[];
  readonly perInference: number;
}

/** The costs that a coefficient set holds. */
export interface FittedCosts {
  readonly energy: FittedCost | null;
  readonly latency: FittedCost | null;
}

export function estimateNetwork(network: Network, costs: FittedCosts, execution: Execution): NetworkEstimate {
  const layers = executedLayers(network, execution);
  const works = layers.map(({ work }) => work);
  return {
    layers,
    energy: costs.energy && estimateCost(works, costs.energy),
    latency: costs.latency && estimateCost(works, costs.latency),
  };
}

function estimateCost(works: readonly (CostedWork | null)[], fitted: FittedCost): CostEstimate {
  const { model } = fitted;
  const layers = works.map((work) => work && layerParts(model, work));
  const total = layers.reduce((sum, parts) => sum + sumOf(parts ?? []), 0) + model.perInference;
  const executed = works.filter((work) => work !== null);
  const error = errorModel(fitted)?.(executed, total);
  return {
    total,
    interval: error ? intervalAround(total, error) : null,
    layers,
    perInference: model.perInference,
  };
}

/**
 * By layer: how sure its cost is, where the error of the coefficients is known and the layer costs anything. What the
 * model misses is known of whole networks, where the errors of layers cancel in part: of a layer it may miss more.
 */
export function layerIntervals(
  { layers }: NetworkEstimate,
  cost: CostEstimate,
  fitted: FittedCost,
): (Interval | null)[] {
  const errorOf = errorModel(fitted);
  return layers.map(({ work }, index) => {
    if (work === null || errorOf === null) return null;
    const total = sumOf(cost.layers[index]!);
    return intervalAround(total, errorOf([work], total, 0));
  });
}

/** In the order of the parts, so that it is the layer's cost to the last bit. */
export const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

/** A part of a network's cost: of all its layers, or what is paid once. */
export type NetworkPart = LayerPart | 'perInference';
export const NETWORK_PARTS: readonly NetworkPart[] = [...LAYER_PARTS, 'perInference'];

/** A cost by part, over all layers, in the order of `NETWORK_PARTS`. */
export function costByPart({ layers, perInference }: CostEstimate): number[] {
  const sums = LAYER_PARTS.map((_, part) =>
    layers.reduce((sum, parts) => sum + (parts === null ? 0 : parts[part]!), 0),
  );
  return [...sums, perInference];
}
