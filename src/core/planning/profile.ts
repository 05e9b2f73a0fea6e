import { layerCountOf, type Evaluation } from './evaluate.js';
import { objectiveValues, preferenceBy, type Objective } from './objectives.js';

/**
 * The preferred candidate of each number of layers on the device, from the fewest to the most, whatever the
 * constraints: what becomes of the objective as the cut moves along the network. Numbers that no cut has are left
 * out.
 */
export function profileAlong(evaluation: Evaluation, objective: Objective): number[] {
  const prefer = preferenceBy(evaluation, objectiveValues(evaluation, objective));
  const layerCounts = layerCountOf(evaluation.problem.cuts);
  const best = new Map<number, number>();
  for (let k = 0; k < evaluation.count; k++) {
    const layers = layerCounts[evaluation.first[k]!]!;
    const known = best.get(layers);
    if (known === undefined || prefer(k, known) < 0) best.set(layers, k);
  }
  return [...best].sort(([a], [b]) => a - b).map(([, candidate]) => candidate);
}
