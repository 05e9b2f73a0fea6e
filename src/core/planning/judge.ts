import { findCut, type CutList } from '../network/cuts/index.js';
import { boundsOf, type ConstraintName, type Constraints } from './constraints.js';
import type { Evaluation } from './evaluate.js';

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
 * The candidate that runs these layers on the device, and those of `second` on device and edge together (all
 * of them for two tiers), with a given choice: an entry of the evaluation, so that a plan's own cut has the
 * plan's own figures. Null where that choice makes no difference to it and it is listed with another.
 * Throws `CoreError` as `findCut`.
 */
export function candidateOf(
  evaluation: Evaluation,
  place: { readonly choice: number; readonly first: Iterable<number>; readonly second?: Iterable<number> },
): number | null {
  const { cuts } = evaluation.problem;
  const first = findCut(cuts, place.first);
  const second = place.second === undefined ? cuts.count - 1 : findCut(cuts, place.second);
  for (let k = 0; k < evaluation.count; k++) {
    const isHere = evaluation.first[k] === first && evaluation.second[k] === second;
    if (isHere && evaluation.choice[k] === place.choice) return k;
  }
  return null;
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
