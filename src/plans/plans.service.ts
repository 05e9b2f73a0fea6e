import { Injectable } from '@nestjs/common';
import { evaluateSplits, withOptima } from '../core/index.js';
import { toConfidence } from './confidence.mapper.js';
import type { EvaluateAnswerDto, EvaluateRequestDto } from './evaluate/evaluate.dto.js';
import { toEvaluateAnswer } from './evaluate/evaluate.mapper.js';
import type { SweepAnswerDto, SweepRequestDto } from './sweep/sweep.dto.js';
import { sweep } from './sweep/sweep.js';
import { toInputEncodings } from './input-encoding.mapper.js';
import { REPORTED_OBJECTIVES, toObjective, toPlanAnswer, toPrecisions } from './plan.mapper.js';
import type { PlanAnswerDto } from './plan-answer.dto.js';
import type { CandidateChoice, ChoiceRequestDto, PlanRequestDto } from './plan-request.dto.js';
import { ProblemReader, type WaysToSend } from './problem-reader.js';

@Injectable()
export class PlansService {
  constructor(private readonly reader: ProblemReader) {}

  /** Evaluates every split of the request's network. */
  async plan(request: PlanRequestDto, listed: CandidateChoice): Promise<PlanAnswerDto> {
    const priced = await this.reader.read(request, toWays(request));
    const objective = toObjective(request);
    const evaluation = evaluateSplits(withOptima(priced.problem, [objective, ...REPORTED_OBJECTIVES]));
    const plans = { ...priced, evaluation, objective };
    const answer = toPlanAnswer(plans, listed);
    return request.confidence === undefined
      ? answer
      : { ...answer, confidence: toConfidence(plans, request.confidence) };
  }

  /** Evaluates the one split that the request gives. */
  async evaluate(request: EvaluateRequestDto): Promise<EvaluateAnswerDto> {
    const priced = await this.reader.read(request, {
      precisions: toPrecisions([request.transferPrecision]),
      encodings: (network) =>
        toInputEncodings(request.inputEncoding ? [request.inputEncoding] : [], network, '/inputEncoding'),
    });
    return toEvaluateAnswer(priced, request.deviceLayers);
  }

  /** Plans at every point of a grid of parameters. */
  async sweep(request: SweepRequestDto): Promise<SweepAnswerDto> {
    const priced = await this.reader.read(request, toWays(request));
    return sweep(priced, toObjective(request), request.parameters);
  }
}

const toWays = ({ transferPrecisions, inputEncodings = [] }: ChoiceRequestDto): WaysToSend => ({
  precisions: toPrecisions(transferPrecisions),
  encodings: (network) => toInputEncodings(inputEncodings, network, '/inputEncodings'),
});
