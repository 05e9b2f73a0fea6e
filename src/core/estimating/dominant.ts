import { LAYER_CLASSES, type LayerClass } from '../cost/layer-class.js';
import type { Network } from '../network/network.js';
import {
  costByPart,
  NETWORK_PARTS,
  sumOf,
  type CostEstimate,
  type NetworkEstimate,
  type NetworkPart,
} from './estimate.js';

/** What has the greatest share of a cost, and its share from 0 to 1. */
export interface Dominant {
  readonly part: NetworkPart;
  readonly partShare: number;
  /** Name of a layer; null when the layers cost nothing. */
  readonly layer: string | null;
  readonly layerShare: number;
  readonly layerClass: LayerClass | null;
  readonly layerClassShare: number;
}

/** Seen by part, by layer and by class of layers. */
export function dominantOf(network: Network, { layers }: NetworkEstimate, cost: CostEstimate): Dominant {
  const byPart = costByPart(cost);
  const byLayer = cost.layers.map((parts) => sumOf(parts ?? []));
  const byClass = LAYER_CLASSES.map((layerClass) =>
    byLayer.reduce((sum, own, layer) => sum + (layers[layer]!.work?.layerClass === layerClass ? own : 0), 0),
  );
  const [part, layer, layerClass] = [byPart, byLayer, byClass].map(greatest) as [number, number, number];
  const shareOf = (value: number): number => (cost.total === 0 ? 0 : value / cost.total);
  return {
    part: NETWORK_PARTS[part]!,
    partShare: shareOf(byPart[part]!),
    layer: byLayer[layer] === 0 ? null : network.layers[layer]!.name,
    layerShare: shareOf(byLayer[layer]!),
    layerClass: byClass[layerClass] === 0 ? null : LAYER_CLASSES[layerClass]!,
    layerClassShare: shareOf(byClass[layerClass]!),
  };
}

/** Position of the greatest value; the first of equals. */
const greatest = (values: readonly number[]): number => values.indexOf(Math.max(...values));
