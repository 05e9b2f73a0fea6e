import {
  bitsPerSecond,
  confidenceOf,
  type CandidateConfidence,
  type Evaluation,
  type FittedTier,
  type Interval,
  type RateSpread,
} from '../core/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import type { ConfidenceDto, ConfidenceRequestDto, ContenderDto, IntervalDto } from './confidence.dto.js';
import { deviceSideOf } from './division.mapper.js';
import type { PricedPlans, PricedTier } from './priced-plans.js';
import { refusal } from './refusal.js';

/** Contenders that an answer holds. */
const SHOWN = 5;

/**
 * How sure the choice is; null for an objective that it is not defined for, or when nothing was chosen.
 * Throws a `ProblemError` for a spread that does not hold the rate of the link.
 */
export function toConfidence(plans: PricedPlans, request: ConfidenceRequestDto): ConfidenceDto | null {
  const { evaluation, tiers, objective, constraints } = plans;
  const confidence = confidenceOf(evaluation, {
    objective,
    constraints,
    seed: request.seed,
    draws: request.draws,
    uncertainty: {
      tiers: tiers.flatMap(toFittedTiers),
      uplinkRate: toRateSpread(request, evaluation),
    },
  });
  return (
    confidence && {
      contenders: confidence.contenders
        .slice(0, SHOWN)
        .map((contender) => toContender(evaluation, contender)),
      robust: toContender(
        evaluation,
        confidence.contenders.find(({ candidate }) => candidate === confidence.robust)!,
      ),
    }
  );
}

/** What was measured alone counts as certain. */
const toFittedTiers = ({ modes, measured }: PricedTier): FittedTier[] =>
  modes.flatMap(({ tier, coefficients }) =>
    coefficients?.latency
      ? [
          {
            tier,
            measured,
            execution: coefficients,
            latency: coefficients.latency,
            energy: coefficients.energy,
          },
        ]
      : [],
  );

function toRateSpread(
  { uplinkRateP10Mbps: p10, uplinkRateP90Mbps: p90, uplinkRateSamplesMbps: samples }: ConfidenceRequestDto,
  { problem }: Evaluation,
): RateSpread | null {
  if (samples !== undefined) {
    if (p10 === undefined && p90 === undefined)
      return { samples: samples.map((rate) => bitsPerSecond(rate * 1e6)) };
    throw refusal('/confidence/uplinkRateSamplesMbps', 'got samples beside quantiles', 'one of the two');
  }
  if (p10 === undefined && p90 === undefined) return null;
  const p50 = problem.link.uplink.rate;
  if (p10 !== undefined && p90 !== undefined && p10 * 1e6 <= p50 && p50 <= p90 * 1e6) {
    return { p10: bitsPerSecond(p10 * 1e6), p50, p90: bitsPerSecond(p90 * 1e6) };
  }
  throw new ProblemError('invalid-request', 'confidence: the spread does not hold the rate of the uplink', [
    {
      pointer: '/confidence/uplinkRateP10Mbps',
      detail: `got ${p10 ?? 'nothing'} to ${p90 ?? 'nothing'}`,
      accepted: `both, with the rate of the uplink (${p50 / 1e6}) between them`,
    },
  ]);
}

const toContender = (evaluation: Evaluation, contender: CandidateConfidence): ContenderDto => ({
  candidate: contender.candidate,
  ...deviceSideOf(evaluation, contender.candidate),
  latencyMs: toInterval(contender.latency, 1e3),
  deviceEnergyJ: contender.deviceEnergy && toInterval(contender.deviceEnergy, 1),
  systemEnergyJ: contender.systemEnergy && toInterval(contender.systemEnergy, 1),
  probabilityBest: contender.probabilityBest,
  expectedRegret: contender.objective.p50 === 0 ? 0 : contender.expectedRegret / contender.objective.p50,
});

const toInterval = ({ p5, p50, p95 }: Interval, factor: number): IntervalDto => ({
  p5: p5 * factor,
  p50: p50 * factor,
  p95: p95 * factor,
});
