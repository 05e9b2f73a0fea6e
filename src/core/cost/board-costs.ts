import type { Network } from '../network/network.js';
import { layerCost, type CostModel } from './cost-model.js';
import { fusionRoots } from './fusion.js';
import { costedWorks, type CostedWork } from './layer-class.js';
import type { Precision } from './precision.js';
import { float64Of } from '../arrays.js';

/** How a coefficient set's runtime executes a network. */
export interface Execution {
  readonly precision: Precision;
  /** Whether normalisations and activations are computed inside the convolution or connected layer before them. */
  readonly fusesActivations: boolean;
}

/** What each layer of one network costs on one board, in J or s. */
export interface LayerCosts {
  /** By layer: its cost when it runs on its own. */
  readonly standalone: Float64Array;
  /** Once for every inference in which the board runs at least one layer. */
  readonly perInference: number;
}

/** What the planner needs to know of a network on a board, whatever the cut. */
export interface BoardCosts {
  /** Null when only latency was measured. */
  readonly energy: LayerCosts | null;
  readonly latency: LayerCosts;
  /**
   * By layer: the layer into which the runtime fuses it (the root of its group), or -1. A fused layer is free
   * while both run on the same board, and runs on its own when a cut parts them.
   */
  readonly fusedInto: Int32Array;
}

export function boardCosts(
  network: Network,
  models: { readonly energy: CostModel | null; readonly latency: CostModel },
  execution: Execution,
): BoardCosts {
  const works = costedWorks(network, execution.precision);
  return {
    energy: models.energy === null ? null : layerCosts(works, models.energy),
    latency: layerCosts(works, models.latency),
    fusedInto: fusion(network, execution),
  };
}

/** A layer as a board executes it with the rest of its network. */
export interface ExecutedLayer {
  /** Null for a layer that costs nothing: it moves no data, or runs inside the layer of `fusedInto`. */
  readonly work: CostedWork | null;
  readonly fusedInto: number | null;
}

/** By layer: what a board executes when it runs the whole network. */
export function executedLayers(network: Network, execution: Execution): ExecutedLayer[] {
  const fusedInto = fusion(network, execution);
  return costedWorks(network, execution.precision).map((work, index) =>
    fusedInto[index]! < 0 ? { work, fusedInto: null } : { work: null, fusedInto: fusedInto[index]! },
  );
}

/**
 * What a board executes when it runs the whole network: the work of every layer that moves data and is
 * not fused into another. Measurements of a network are measurements of this.
 */
export const executedWorks = (network: Network, execution: Execution): CostedWork[] =>
  executedLayers(network, execution).flatMap(({ work }) => work ?? []);

function layerCosts(works: readonly (CostedWork | null)[], model: CostModel): LayerCosts {
  const standalone = float64Of(works, (work) => (work === null ? 0 : layerCost(model, work)));
  return { standalone, perInference: model.perInference };
}

const fusion = (network: Network, { fusesActivations }: Execution): Int32Array =>
  fusesActivations ? fusionRoots(network) : new Int32Array(network.layers.length).fill(-1);
