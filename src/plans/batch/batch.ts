import { parsedJson } from '../../platform/ndjson/parsed-json.js';
import type { Line } from '../../platform/ndjson/line-splitter.js';
import { foreseenProblem } from '../../platform/problems/foreseen-problem.js';
import { ProblemError, type Problem } from '../../platform/problems/problem.js';
import type { PlansService } from '../plans.service.js';
import type { RepeatedJson } from '../../platform/repeated-json.js';
import { refusal } from '../refusal.js';
import type {
  BatchAnswerLineDto,
  BatchEndLineDto,
  BatchFaultLineDto,
  BatchPlanLineDto,
} from './batch-answer.dto.js';
import { BatchReader } from './batch-reader.js';
import type { BatchDetail } from './batch-request.dto.js';
import { isJsonObject, type JsonObject } from './merge-patch.js';

const MAX_ID_LENGTH = 200;

export interface BatchOptions {
  readonly detail: BatchDetail;
  readonly lineLimit: number;
  /** Reads lines. */
  readonly json: RepeatedJson;
  /** Reports a failure that nobody foresaw, and gives the problem to answer it with. */
  readonly unforeseen: (error: unknown) => Problem;
}

/** Answers the lines of a batch one after the other; what is wrong with one concerns no other. */
export class Batch {
  private reader: BatchReader | null = null;
  private readonly ids = new Set<string>();
  private planned = 0;
  private faults = 0;

  constructor(
    private readonly plans: PlansService,
    private readonly options: BatchOptions,
  ) {}

  get answered(): number {
    return this.planned + this.faults;
  }

  /** Whether a line was one too many, behind which no other is answered. */
  get isOver(): boolean {
    return this.answered > this.options.lineLimit;
  }

  /** Null for the line of the defaults. Throws a `ProblemError` where those are at fault. */
  async answer({
    number: line,
    bytes,
  }: Line): Promise<BatchPlanLineDto | BatchAnswerLineDto | BatchFaultLineDto | null> {
    const content = this.contentOf(bytes);
    if (this.reader === null) {
      const hasDefaults = !(content instanceof ProblemError) && Object.hasOwn(content, 'defaults');
      this.reader = hasDefaults ? await BatchReader.withDefaults(content) : BatchReader.withoutDefaults();
      if (hasDefaults) return null;
    }
    const id = idOf(content);
    try {
      const answer = await this.planOf(content, this.reader);
      this.planned++;
      return { line, ...answer };
    } catch (error) {
      this.faults++;
      const { errors, ...problem } = foreseenProblem(error) ?? this.options.unforeseen(error);
      return { kind: 'fault', line, id, problem: { ...problem, ...(errors && { errors: [...errors] }) } };
    }
  }

  /** Throws a `ProblemError` (`invalid-request`) for a batch of no lines. */
  end(): BatchEndLineDto {
    const { planned, faults } = this;
    if (this.answered > 0) return { kind: 'end', planned, faults };
    throw new ProblemError(
      'invalid-request',
      `body: got no line to plan, expected 1 to ${this.options.lineLimit}, each a JSON object with an id`,
    );
  }

  private contentOf(bytes: Line['bytes']): JsonObject | ProblemError {
    if (bytes instanceof ProblemError) return bytes;
    try {
      const content = this.options.json.read(bytes, (text) => parsedJson(text, 'line'));
      return isJsonObject(content)
        ? content
        : new ProblemError('invalid-request', 'line: got no JSON object, expected one');
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
  }

  private async planOf(
    content: JsonObject | ProblemError,
    reader: BatchReader,
  ): Promise<Omit<BatchPlanLineDto, 'line'> | Omit<BatchAnswerLineDto, 'line'>> {
    const { detail, lineLimit } = this.options;
    if (this.answered >= lineLimit) {
      throw new ProblemError('body-too-large', `body: got more than ${lineLimit} lines, the limit`);
    }
    if (content instanceof ProblemError) throw content;
    this.claim(content);
    const { id, request } = await reader.read(content);
    return detail === 'full'
      ? { kind: 'answer', id, answer: await this.plans.plan(request, { candidates: 'front' }) }
      : { kind: 'plan', id, ...(await this.plans.planCompactly(request)) };
  }

  private claim(content: JsonObject): void {
    const id = idOf(content);
    if (id === null) return; // to be refused for that
    if (this.ids.has(id)) {
      throw refusal('/id', `got '${id}' a second time`, 'an identifier that no line before it has');
    }
    this.ids.add(id);
  }
}

function idOf(content: JsonObject | ProblemError): string | null {
  const id = content instanceof ProblemError ? null : content.id;
  return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : null;
}
