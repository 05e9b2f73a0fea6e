import type { LayerCosts } from '../cost/board-costs.js';
import type { Joules, Seconds } from '../units.js';
import type { TierCosts } from './tier.js';

/** What one layer, or a block of several that were measured as one, takes on a board; null where it was not measured. */
export interface MeasuredBlock {
  /** Indices of the layers; a cut must not part them (`groupLayers`). */
  readonly layers: readonly number[];
  readonly latency: Seconds | null;
  readonly energy: Joules | null;
}

/**
 * Predicted costs with measured ones in their place. A measured layer is not fused: its figure is what it
 * took. Where a board has no energy coefficients, what was measured is known and all else is not (NaN).
 */
export function withMeasurements(costs: TierCosts, measured: readonly MeasuredBlock[]): TierCosts {
  const fusedInto = costs.fusedInto.slice();
  for (const { layers } of measured) for (const layer of layers) fusedInto[layer] = -1;
  const unknown: LayerCosts = { standalone: new Float64Array(fusedInto.length).fill(NaN), perInference: 0 };
  const hasEnergy = costs.energy !== null || measured.some(({ energy }) => energy !== null);
  return {
    latency: replaced(costs.latency, measured, ({ latency }) => latency),
    energy: hasEnergy ? replaced(costs.energy ?? unknown, measured, ({ energy }) => energy) : null,
    fusedInto,
  };
}

/** The whole of a block is charged to its first layer. */
function replaced(
  costs: LayerCosts,
  measured: readonly MeasuredBlock[],
  figure: (block: MeasuredBlock) => number | null,
): LayerCosts {
  const standalone = costs.standalone.slice();
  for (const block of measured) {
    const cost = figure(block);
    if (cost === null) continue;
    block.layers.forEach((layer, index) => (standalone[layer] = index === 0 ? cost : 0));
  }
  return { ...costs, standalone };
}
