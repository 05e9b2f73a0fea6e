import {
  candidateOf,
  evaluateSplits,
  includeCuts,
  misplacedLayers,
  violationsOf,
  type CutList,
} from '../../core/index.js';
import { toViolation } from '../constraints.mapper.js';
import { layerFinder } from '../layer-names.js';
import { toPlan, toPricedWith } from '../plan.mapper.js';
import type { PricedProblem } from '../priced-plans.js';
import type { EvaluateAnswerDto } from './evaluate.dto.js';

/** Throws a `ProblemError` for a name that is none of a layer. */
export function toEvaluateAnswer(priced: PricedProblem, deviceLayers: readonly string[]): EvaluateAnswerDto {
  const { network, problem } = priced;
  const find = layerFinder(network);
  const layers = deviceLayers.map((name, index) => find(name, `/deviceLayers/${index}`));
  const misplaced = misplacedLayers(problem.cuts, layers);
  const nameOf = (layer: number): string => network.layers[layer]!.name;
  return {
    ...toPricedWith(priced),
    valid: misplaced.length === 0,
    misplaced: misplaced.map(({ layer, needs }) => ({ layer: nameOf(layer), needs: nameOf(needs) })),
    ...(misplaced.length === 0 ? price(priced, layers) : { plan: null, violations: [] }),
    warnings: priced.warnings,
  };
}

function price(
  { problem, constraints }: PricedProblem,
  layers: readonly number[],
): Pick<EvaluateAnswerDto, 'plan' | 'violations'> {
  const evaluation = evaluateSplits({ ...problem, cuts: listing(problem.cuts, layers) });
  // There is one choice alone, so every listed cut is a candidate.
  const candidate = candidateOf(evaluation, { choice: 0, first: layers })!;
  return {
    plan: toPlan(evaluation, candidate),
    violations: violationsOf(evaluation, candidate, constraints).map(toViolation),
  };
}

/** A list that holds the cut of these layers, where it is partial. */
function listing(cuts: CutList, layers: readonly number[]): CutList {
  if (cuts.complete) return cuts;
  const blocks = layers.map((layer) => cuts.blocks.ofLayer[layer]!).filter((block) => block >= 0);
  return includeCuts(cuts, [new Set(blocks)]);
}
