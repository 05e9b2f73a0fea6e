import type { Interval } from '../cost/interval.js';
import type { Constraints } from './constraints.js';
import { ranking } from './decide.js';
import { evaluatePlaces, type Evaluation } from './evaluate.js';
import { objectiveValue, type Objective } from './objectives.js';
import type { Places } from './places.js';
import { priceChoices } from './pricing.js';
import { normalFrom, quantile, uniformFrom } from './random.js';
import { sourcesOf, type Source, type Uncertainty } from './uncertainty.js';

/** Candidates that are compared: the best ones by their expected figures. */
export const CONTENDERS = 64;
export const DRAWS = 1000;

/** How sure the figures of one candidate are; null for an energy that is not known. */
export interface CandidateConfidence {
  readonly candidate: number;
  readonly latency: Interval;
  readonly deviceEnergy: Interval | null;
  readonly systemEnergy: Interval | null;
  readonly objective: Interval;
  /** Share of the draws in which it is the best of the contenders. */
  readonly probabilityBest: number;
  /** What choosing it costs on average over the best of each draw, in the unit of the objective. */
  readonly expectedRegret: number;
}

export interface Confidence {
  /** The contenders, the best by their expected figures first: chosen plan, runner-up, ... */
  readonly contenders: readonly CandidateConfidence[];
  /** The contender with the lowest p95 of the objective. */
  readonly robust: number;
  readonly draws: number;
  readonly seed: number;
}

export interface ConfidenceRequest {
  readonly objective: Objective;
  readonly constraints?: Constraints;
  readonly uncertainty: Uncertainty;
  readonly seed?: number;
  readonly draws?: number;
}

/**
 * Carries the uncertainty of coefficients, of what models miss of a network and of the rate through to every
 * figure. Each draw is one world that all contenders share (common random numbers), so that their
 * differences are those of the plans. Figures are affine in each uncertain quantity, so they are evaluated
 * once a quantity and added up for each draw: exact but for products of two of them (and for the exponent
 * of the kernel-power family, where it is the delta method). Constraints choose the contenders and are not
 * drawn again. Null for throughput, a maximum, and when nothing keeps to the constraints.
 */
export function confidenceOf(evaluation: Evaluation, request: ConfidenceRequest): Confidence | null {
  const { objective, constraints = {}, uncertainty, seed = 1, draws = DRAWS } = request;
  if (objective === 'throughput') return null;
  const candidates = ranking(evaluation, { objective, constraints, most: CONTENDERS });
  if (candidates.length === 0) return null;
  const sources = sourcesOf(evaluation.problem, uncertainty);
  const worlds = drawWorlds(evaluation, candidates, { sources, seed, draws });
  const objectives = candidates.map((_, c) => worlds.map((world) => objectiveValue(world, objective, c)));
  const lowest = worlds.map((_, draw) => Math.min(...objectives.map((values) => values[draw]!)));
  const winners = lowest.map((least, draw) => objectives.findIndex((values) => values[draw] === least));
  const contenders = candidates.map((candidate, c) => ({
    candidate,
    latency: intervalOf(worlds.map(({ latency }) => latency[c]!))!,
    deviceEnergy: intervalOf(worlds.map(({ deviceEnergy }) => deviceEnergy[c]!)),
    systemEnergy: intervalOf(worlds.map(({ systemEnergy }) => systemEnergy[c]!)),
    objective: intervalOf(objectives[c]!)!,
    probabilityBest: winners.filter((winner) => winner === c).length / draws,
    expectedRegret: objectives[c]!.reduce((sum, value, draw) => sum + (value - lowest[draw]!), 0) / draws,
  }));
  const robust = contenders.reduce((least, own) => (own.objective.p95 < least.objective.p95 ? own : least));
  return { contenders, robust: robust.candidate, draws, seed };
}

const FIGURES = ['latency', 'deviceEnergy', 'systemEnergy'] as const;

/** The contenders in one world after the other: index c of every array is contender c. */
function drawWorlds(
  evaluation: Evaluation,
  candidates: readonly number[],
  { sources, seed, draws }: { sources: readonly Source[]; seed: number; draws: number },
): Evaluation[] {
  const places: Places = {
    choice: Uint32Array.from(candidates, (k) => evaluation.choice[k]!),
    first: Uint32Array.from(candidates, (k) => evaluation.first[k]!),
    second: Uint32Array.from(candidates, (k) => evaluation.second[k]!),
  };
  const expected = evaluatePlaces(evaluation.problem, evaluation.pricings, places);
  const used = new Set(
    [...places.choice].flatMap((index) => {
      const { device, edge, cloud } = evaluation.pricings[index]!.choice;
      return [device, edge, cloud];
    }),
  );
  const gradients = sources.map(({ tier, steps }) =>
    // What no contender uses changes none of them.
    tier !== null && !used.has(tier)
      ? []
      : steps().map((problem) => {
          const stepped = evaluatePlaces(problem, priceChoices(problem), places);
          return FIGURES.map((figure) => stepped[figure].map((value, c) => value - expected[figure][c]!));
        }),
  );
  const uniform = uniformFrom(seed);
  const normal = normalFrom(uniform);
  return Array.from({ length: draws }, () => {
    const world = { ...expected };
    for (const figure of FIGURES) world[figure] = expected[figure].slice();
    sources.forEach((source, index) => {
      source.draw(normal, uniform).forEach((steps, parameter) => {
        const gradient = gradients[index]![parameter];
        if (gradient === undefined) return;
        FIGURES.forEach((figure, f) => {
          const own = gradient[f]!;
          for (let c = 0; c < candidates.length; c++) world[figure][c]! += steps * own[c]!;
        });
      });
    });
    for (const figure of FIGURES) world[figure] = world[figure].map((value) => Math.max(0, value));
    return world;
  });
}

function intervalOf(values: readonly number[]): Interval | null {
  if (values.some(Number.isNaN)) return null;
  const sorted = Float64Array.from(values).sort();
  return { p5: quantile(sorted, 0.05), p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}
