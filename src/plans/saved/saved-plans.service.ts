import { Injectable } from '@nestjs/common';
import { canonicalJson, CONTENT_ID, contentId } from '../../platform/content-id.js';
import { readCursor, writeCursor } from '../../platform/page-cursor.js';
import { ProblemError } from '../../platform/problems/problem.js';
import type { PlanAnswerDto } from '../plan-answer.dto.js';
import type { PlanRequestDto } from '../plan-request.dto.js';
import type { PlanEntity } from './plan.entity.js';
import { PlanRepository, type PageStart } from './plan.repository.js';
import type { PlanListQueryDto, PlanPageDto } from './plan-list.dto.js';
import { toSavedPlanSummary } from './plan-list.mapper.js';

@Injectable()
export class SavedPlansService {
  constructor(private readonly repository: PlanRepository) {}

  /**
   * Stores a request and its answer under the hash of both; `isNew` is false when they were there already.
   * The answer names the versions that it was computed with, so the same request has the same identifier for
   * as long as those stay.
   */
  async save(
    request: PlanRequestDto,
    answer: PlanAnswerDto,
  ): Promise<{ readonly id: string; readonly answer: PlanAnswerDto; readonly isNew: boolean }> {
    const id = contentId(canonicalJson([request, answer]));
    const saved = { id, ...answer };
    const isNew = await this.repository.insert({
      id,
      network: answer.network.name,
      device: answer.device.board,
      edge: answer.edge.board,
      objective: request.objective,
      request,
      answer: saved,
    });
    return { id, answer: saved, isNew };
  }

  /** The text of a stored answer. Throws a `ProblemError` (`not-found`). */
  async load(id: string): Promise<string> {
    const answer = CONTENT_ID.test(id) ? await this.repository.findAnswer(id) : null;
    if (answer === null) throw unknownPlan(id);
    return answer;
  }

  /** A stored request and its answer. Throws a `ProblemError` (`not-found`). */
  async loadPlan(id: string): Promise<Pick<PlanEntity, 'request' | 'answer'>> {
    const plan = CONTENT_ID.test(id) ? await this.repository.findPlan(id) : null;
    if (plan === null) throw unknownPlan(id);
    return plan;
  }

  /** Throws a `ProblemError` (`invalid-request`) for a cursor that no page gave. */
  async list({ after, limit }: PlanListQueryDto): Promise<PlanPageDto> {
    const start = after === undefined ? undefined : readCursor(after, toPageStart);
    const found = await this.repository.findPage(start, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      plans: page.map(toSavedPlanSummary),
      next: last && found.length > limit ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
    };
  }
}

const unknownPlan = (id: string): ProblemError =>
  new ProblemError('not-found', `plan '${id.slice(0, 100)}' is not known; GET /plans lists them`);

/** As `Date.toISOString` writes a time of our era. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function toPageStart([time, id]: readonly string[]): PageStart | null {
  if (time === undefined || id === undefined || !ISO_TIME.test(time)) return null;
  const createdAt = new Date(time);
  return Number.isNaN(createdAt.getTime()) ? null : { createdAt, id };
}
