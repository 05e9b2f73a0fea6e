import {
  CoreError,
  evaluateDivision,
  misplacedLayers,
  violationsOf,
  type Evaluation,
  type MisplacedLayer,
} from '../../core/index.js';
import { toViolation } from '../constraints.mapper.js';
import { layerFinder } from '../layer-names.js';
import { planDtoOf } from '../candidate.mapper.js';
import { toPricedWith } from '../plan.mapper.js';
import type { PricedProblem } from '../priced-plans.js';
import { faultsAt, refusal } from '../refusal.js';
import { cutsToPrice } from '../tiers/cuts.js';
import type { EvaluateAnswerDto, EvaluateRequestDto, MisplacedLayerDto } from './evaluate.dto.js';

/** Layers on the device, and those on device and edge together; null for two tiers. */
interface Division {
  readonly first: readonly number[];
  readonly second: readonly number[] | null;
}

/** Throws a `ProblemError` for a name that is none of a layer, and for choices that are left open. */
export function toEvaluateAnswer(priced: PricedProblem, request: EvaluateRequestDto): EvaluateAnswerDto {
  checkSettled(priced);
  const division = divisionOf(priced, request);
  const misplaced = misplacedIn(priced, division);
  return {
    ...toPricedWith(priced),
    valid: misplaced.length === 0,
    misplaced,
    ...(misplaced.length === 0 ? price(priced, division) : { plan: null, violations: [] }),
    warnings: priced.warnings,
  };
}

/** Throws a `ProblemError` where several power modes could be meant. */
function checkSettled({ tiers }: PricedProblem): void {
  const open = tiers.find(({ modes }) => modes.length > 1);
  if (open === undefined) return;
  throw refusal(`/${open.role}/powerModes`, `got ${open.modes.length} power modes`, 'one');
}

function divisionOf(
  { network, problem }: PricedProblem,
  { deviceLayers, edgeLayers }: EvaluateRequestDto,
): Division {
  const hasCloud = problem.cloud !== null;
  if (hasCloud !== (edgeLayers !== undefined)) {
    throw refusal(
      '/edgeLayers',
      hasCloud ? 'got nothing' : 'got layers without a cloud to part them from',
      hasCloud ? 'the layers on the edge, for there is a cloud' : 'nothing, or cloud beside it',
    );
  }
  const find = layerFinder(network);
  const first = deviceLayers.map((name, index) => find(name, `/deviceLayers/${index}`));
  if (edgeLayers === undefined) return { first, second: null };
  const inside = new Set(first);
  const onEdge = edgeLayers.map((name, index) => {
    const layer = find(name, `/edgeLayers/${index}`);
    if (!inside.has(layer)) return layer;
    throw refusal(`/edgeLayers/${index}`, `got '${name}', which is on the device`, 'a layer of one tier');
  });
  return { first, second: [...first, ...onEdge] };
}

function misplacedIn({ network, problem: { cuts } }: PricedProblem, division: Division): MisplacedLayerDto[] {
  const { first, second } = division;
  const found = [...misplacedLayers(cuts, first), ...(second === null ? [] : misplacedLayers(cuts, second))];
  const key = ({ layer, needs }: MisplacedLayer): string => `${layer} ${needs}`;
  const nameOf = (layer: number): string => network.layers[layer]!.name;
  return [...new Map(found.map((misplaced) => [key(misplaced), misplaced])).values()].map(
    ({ layer, needs }) => ({ layer: nameOf(layer), needs: nameOf(needs) }),
  );
}

function price(priced: PricedProblem, division: Division): Pick<EvaluateAnswerDto, 'plan' | 'violations'> {
  const evaluation = evaluationOf(priced, division);
  return {
    plan: planDtoOf(evaluation, 0),
    violations: violationsOf(evaluation, 0, priced.constraints).map(toViolation),
  };
}

/** On the cuts of planning where the division is one of them, so that a plan's own has the plan's own figures. */
function evaluationOf({ network, tiers, problem }: PricedProblem, division: Division): Evaluation {
  try {
    return evaluateDivision(problem, division);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const cuts = cutsToPrice(network, tiers);
    return faultsAt('/deviceLayers', () => evaluateDivision({ ...problem, cuts }, division));
  }
}
