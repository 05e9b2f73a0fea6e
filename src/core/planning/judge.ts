import { findCut, includeCuts, type CutList } from '../network/cuts/index.js';
import { boundsOf, type ConstraintName, type Constraints } from './constraints.js';
import { evaluatePlaces, type Evaluation } from './evaluate.js';
import { priceChoices } from './pricing.js';
import type { SplitProblem } from './problem.js';

/** A layer that is placed nearer to the device than one that it needs. */
export interface MisplacedLayer {
  readonly layer: number;
  readonly needs: number;
}

export interface Violation {
  readonly name: ConstraintName;
  readonly limit: number;
  /** Null where it is not known. */
  readonly value: number | null;
}

/** Every layer inside that needs one outside; the layers are a cut when there is none. */
export function misplacedLayers({ network, blocks }: CutList, layers: Iterable<number>): MisplacedLayer[] {
  const inside = new Set(layers);
  const maker = new Map(
    network.layers.flatMap(({ outputs }, layer) => outputs.map((tensor) => [tensor, layer])),
  );
  return [...inside]
    .sort((a, b) => a - b)
    .flatMap((layer) => {
      const makers = new Set(network.layers[layer]!.inputs.map((input) => maker.get(input)));
      return [...makers].flatMap((needs) => {
        const isMissing = needs !== undefined && blocks.ofLayer[needs]! >= 0 && !inside.has(needs);
        return isMissing ? [{ layer, needs }] : [];
      });
    });
}

/**
 * The one candidate that runs these layers on the device, and those of `second` on device and edge together (all
 * of them for two tiers), with the first of every choice: it has the figures that it has in any evaluation, so
 * that a plan's own cut has the plan's own. Throws `CoreError` (`invalid-cut`) as `findCut`.
 */
export function evaluateDivision(
  problem: SplitProblem,
  { first, second }: { readonly first: readonly number[]; readonly second: readonly number[] | null },
): Evaluation {
  const cuts = holding(problem.cuts, second === null ? [first] : [first, second]);
  const listed = { ...problem, cuts };
  return evaluatePlaces(listed, priceChoices(listed), {
    choice: Uint32Array.of(0),
    first: Uint32Array.of(findCut(cuts, first)),
    second: Uint32Array.of(second === null ? cuts.count - 1 : findCut(cuts, second)),
  });
}

/** A list that holds the cuts of these layers, where it is partial. */
function holding(cuts: CutList, sets: readonly (readonly number[])[]): CutList {
  if (cuts.complete) return cuts;
  const blocksOf = (layers: readonly number[]): Set<number> =>
    new Set(layers.map((layer) => cuts.blocks.ofLayer[layer]!).filter((block) => block >= 0));
  return includeCuts(cuts, sets.map(blocksOf));
}

/** Every constraint that a candidate breaks. */
export const violationsOf = (
  evaluation: Evaluation,
  candidate: number,
  constraints: Constraints,
): Violation[] =>
  boundsOf(evaluation, constraints).flatMap(({ name, limit, values }) => {
    const value = values[candidate]!;
    return value <= limit ? [] : [{ name, limit, value: Number.isNaN(value) ? null : value }];
  });
