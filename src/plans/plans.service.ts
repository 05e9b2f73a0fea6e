import { Injectable } from '@nestjs/common';
import { evaluateCandidates } from '../core/index.js';
import { timed } from '../platform/metrics/metrics.js';
import { whenThere, type Soon } from '../platform/soon.js';
import type { CompactPlanDto } from './compact/compact-plan.dto.js';
import { toCompactPlan } from './compact/compact-plan.mapper.js';
import { toConfidence } from './confidence.mapper.js';
import type { EvaluateAnswerDto, EvaluateRequestDto } from './evaluate/evaluate.dto.js';
import { toEvaluateAnswer } from './evaluate/evaluate.mapper.js';
import type { SweepAnswerDto, SweepRequestDto } from './sweep/sweep.dto.js';
import { sweep } from './sweep/sweep.js';
import { toInputEncodings } from './input-encoding.mapper.js';
import { REPORTED_OBJECTIVES, toObjective, toPlanAnswer } from './plan.mapper.js';
import type { PlanAnswerDto } from './plan-answer.dto.js';
import type { CandidateChoice, ChoiceRequestDto, PlanRequestDto } from './plan-request.dto.js';
import type { PricedPlans, PricedProblem } from './priced-plans.js';
import { toProfile } from './profile.mapper.js';
import { ProblemReader, type WaysToSend } from './problem-reader.js';
import { toPrecisions } from './transfer-precision.mapper.js';

/** What an answer holds besides its plans. */
export interface Listing {
  readonly candidates: CandidateChoice;
  /** Left out: not. */
  readonly profile?: boolean;
}

@Injectable()
export class PlansService {
  constructor(private readonly reader: ProblemReader) {}

  /** Evaluates every split of the request's network. */
  plan(request: PlanRequestDto, { candidates: listed, profile = false }: Listing): Soon<PlanAnswerDto> {
    return whenThere(this.candidatesOf(request), (plans) =>
      Object.assign(
        toPlanAnswer(plans, listed),
        profile && { profile: toProfile(plans.evaluation, plans.objective) },
        request.confidence && { confidence: toConfidence(plans, request.confidence) },
      ),
    );
  }

  /** The same choice, answered in short. */
  planCompactly(request: PlanRequestDto): Soon<CompactPlanDto> {
    return whenThere(this.candidatesOf(request), (plans) => toCompactPlan(plans, request));
  }

  /** The same without choosing one, for whoever makes another answer of them. */
  candidatesOf(request: PlanRequestDto): Soon<PricedPlans> {
    return whenThere(this.reader.read(request, toWays(request)), (priced) => {
      const objective = toObjective(request);
      const candidates = timed(() => evaluateCandidates(priced.problem, [objective, ...REPORTED_OBJECTIVES]));
      return { objective, ...priced, ...candidates };
    });
  }

  /** Evaluates the one split that the request gives. */
  async evaluate(request: EvaluateRequestDto): Promise<EvaluateAnswerDto> {
    const priced = await this.reader.read(request, {
      precisions: toPrecisions(
        request.transferPrecision === undefined ? [] : [request.transferPrecision],
        '/transferPrecision',
      ),
      encodings: (network) =>
        toInputEncodings(request.inputEncoding ? [request.inputEncoding] : [], network, '/inputEncoding'),
    });
    return toEvaluateAnswer(priced, request);
  }

  /** Plans at every point of a grid of parameters. */
  async sweep(request: SweepRequestDto): Promise<SweepAnswerDto> {
    const read = (batch: number | undefined): Soon<PricedProblem> =>
      this.reader.read(batch === undefined ? request : { ...request, batch }, toWays(request));
    return sweep({ objective: toObjective(request), parameters: request.parameters, read });
  }
}

const toWays = ({ transferPrecisions = [], inputEncodings = [] }: ChoiceRequestDto): WaysToSend => ({
  precisions: toPrecisions(transferPrecisions, '/transferPrecisions'),
  encodings: (network) => toInputEncodings(inputEncodings, network, '/inputEncodings'),
});
