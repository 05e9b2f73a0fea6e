import type { SlopeFamilyName } from '../cost/families/index.js';
import type { CostStructure } from '../cost/fit-statistics.js';
import { neighboursOf, structureKey, type StructureChoices } from './structures.js';

/** Errors that differ by less are equal: structures that differ by a coefficient of zero predict the same. */
export const EQUAL = 1e-9;

/**
 * Tries structures that promise something: from the plainest and from the richest with each family of the
 * convolutions to the best neighbour, for as long as the error falls (stepwise selection in both directions;
 * Hastie et al., *The Elements of Statistical Learning*, 2nd ed. 2009, section 3.3.2). Results come in the order
 * in which they were tried.
 */
export function searchStructures<
  Result extends { readonly structure: CostStructure; readonly error: number },
>(choices: StructureChoices, evaluate: (structure: CostStructure) => Result): Result[] {
  const tried = new Map<string, Result>();
  const evaluated = (structure: CostStructure): Result => {
    const key = structureKey(structure);
    const known = tried.get(key) ?? evaluate(structure);
    tried.set(key, known);
    return known;
  };
  for (const start of startsOf(choices)) {
    let at = evaluated(start);
    for (;;) {
      const nearby = neighboursOf(at.structure, choices).map(evaluated);
      const best = nearby.reduce((least, next) => (next.error < least.error - EQUAL ? next : least), at);
      if (best === at) break;
      at = best;
    }
  }
  return [...tried.values()];
}

/** Other classes than the convolutions share their slope and there is no term, or all have their own and every term. */
function startsOf({ families, terms }: StructureChoices): CostStructure[] {
  const { convolution, depthwise, connected } = families;
  const own = (choices: readonly (SlopeFamilyName | null)[]) =>
    choices.find((family) => family !== null) ?? null;
  return convolution.flatMap((family) => [
    { families: { convolution: family, depthwise: depthwise[0]!, connected: connected[0]! }, terms: [] },
    { families: { convolution: family, depthwise: own(depthwise), connected: own(connected) }, terms },
  ]);
}
