import type { LayerCosts } from '../cost/board-costs.js';
import { CoreError } from '../errors.js';
import type { CutList } from '../network/cuts/index.js';
import { constantLayers } from './cut-costs.js';
import { NO_COST, type ExtraCost, type TierCosts } from './tier.js';
import { float64Of } from '../arrays.js';

/**
 * A way out behind a layer: a head that may answer before the network has run to its end.
 * Source: Teerapittayanon et al., BranchyNet, ICPR 2016.
 */
export interface EarlyExit {
  /** Index of a layer that all others are before or behind. */
  readonly layer: number;
  /** Of the inferences that get there, the share that ends there; 0 to 1. */
  readonly probability: number;
  /** Of the answers given there, 0 to 1; null when it is not known. */
  readonly accuracy: number | null;
}

/** Probabilities of getting somewhere. */
export interface Reach {
  /** By layer. */
  readonly layers: Float64Array;
  /** By cut: of getting out of it. */
  readonly cuts: Float64Array;
}

/** Throws `CoreError` (`invalid-exit`) for an exit in a branch or a probability outside 0 to 1. */
export function reachOf(cuts: CutList, exits: readonly EarlyExit[]): Reach {
  const leaving = new Float64Array(cuts.blocks.layers.length);
  for (const exit of exits) {
    checkExit(cuts, exit);
    const block = cuts.blocks.ofLayer[exit.layer]!;
    leaving[block] = 1 - (1 - leaving[block]!) * (1 - exit.probability);
  }
  const blocks = new Float64Array(leaving.length + 1).fill(1);
  leaving.forEach((share, block) => (blocks[block + 1] = blocks[block]! * (1 - share)));
  const layers = float64Of(cuts.blocks.ofLayer, (block) => (block < 0 ? 0 : blocks[block]!));
  for (const { layer, takers } of constantLayers(cuts)) {
    layers[layer] = takers.reduce((most, taker) => Math.max(most, blocks[taker]!), 0);
  }
  return { layers, cuts: float64Of(cuts.nextBlock, (block) => (block < 0 ? 0 : blocks[block]!)) };
}

function checkExit({ network, blocks, modules }: CutList, { layer, probability }: EarlyExit): void {
  const name = network.layers[layer]?.name ?? `${layer}`;
  const block = blocks.ofLayer[layer] ?? -1;
  const isJoint = modules.some(({ first, end }) => first === block && end === block + 1);
  if (!isJoint) {
    throw new CoreError(
      'invalid-exit',
      `exit behind '${name}': got a layer in a branch, expected one that all others are before or behind`,
      {
        layerName: name,
      },
    );
  }
  if (probability >= 0 && probability <= 1) return;
  throw new CoreError(
    'invalid-exit',
    `exit behind '${name}': got probability ${probability}, expected 0 to 1`,
    {
      layerName: name,
    },
  );
}

/**
 * Expected costs of a board: each layer weighted with the probability of getting there, and what the heads take
 * the board, by exit, added to their layers.
 */
export function expectedCosts(
  costs: TierCosts,
  { layers }: Reach,
  { exits, heads }: { readonly exits: readonly EarlyExit[]; readonly heads: readonly ExtraCost[] },
): TierCosts {
  const expected = (
    { standalone, perInference }: LayerCosts,
    figure: (cost: ExtraCost) => number,
  ): LayerCosts => {
    const weighted = standalone.map((cost, layer) => cost * layers[layer]!);
    // Heads count even where their layer is fused into another, and so are charged to its root.
    exits.forEach(({ layer }, exit) => {
      const root = costs.fusedInto[layer]! < 0 ? layer : costs.fusedInto[layer]!;
      weighted[root]! += layers[layer]! * figure(heads[exit] ?? NO_COST);
    });
    return { standalone: weighted, perInference };
  };
  return {
    latency: expected(costs.latency, ({ latency }) => latency),
    energy: costs.energy === null ? null : expected(costs.energy, ({ energy }) => energy ?? NaN),
    fusedInto: costs.fusedInto,
  };
}

/** Σ share that ends at each exit · its accuracy, in their order, then the rest; null when one is not known. */
export function expectedAccuracy(exits: readonly EarlyExit[], finalAccuracy: number | null): number | null {
  let [reached, accuracy] = [1, 0];
  for (const exit of [...exits].sort((a, b) => a.layer - b.layer)) {
    if (exit.accuracy === null && exit.probability > 0) return null;
    accuracy += reached * exit.probability * (exit.accuracy ?? 0);
    reached *= 1 - exit.probability;
  }
  if (reached === 0) return accuracy;
  return finalAccuracy === null ? null : accuracy + reached * finalAccuracy;
}
