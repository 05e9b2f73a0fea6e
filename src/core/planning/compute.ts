import type { BoardCosts, LayerCosts } from '../cost/board-costs.js';

/** Costs of a board that runs the first or the last layers of a network, by number of layers on the device. */
export interface SplitCosts {
  /** [k]: the first k layers together. */
  readonly head: Float64Array;
  /** [k]: all layers from the k-th on together. */
  readonly tail: Float64Array;
}

/**
 * Sums of the layers before and behind every split of a chain. A fused layer is free in the head, which
 * always holds the layer that it is fused into; in the tail it is free unless the split parts the two.
 */
export function splitCosts(costs: LayerCosts, fusedInto: BoardCosts['fusedInto']): SplitCosts {
  const layerCount = costs.standalone.length;
  const head = new Float64Array(layerCount + 1);
  const tail = new Float64Array(layerCount + 1);
  for (let layer = 0; layer < layerCount; layer++) {
    head[layer + 1] = head[layer]! + (fusedInto[layer]! < 0 ? costs.standalone[layer]! : 0);
  }
  for (let layer = layerCount - 1; layer >= 0; layer--) {
    tail[layer] = tail[layer + 1]! + (fusedInto[layer]! < 0 ? costs.standalone[layer]! : 0);
  }
  for (let layer = 0; layer < layerCount; layer++) {
    const absorber = fusedInto[layer]!;
    if (absorber < 0) continue;
    for (let split = absorber + 1; split <= layer; split++) tail[split]! += costs.standalone[layer]!;
  }
  return { head, tail };
}
