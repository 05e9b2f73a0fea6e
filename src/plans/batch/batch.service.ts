import { PassThrough, type Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '../../platform/configuration.js';
import { ClientStream, type LineAnswer, type WriteLines } from '../../platform/ndjson/client-stream.js';
import { LineSplitter, type Line } from '../../platform/ndjson/line-splitter.js';
import { LineWriter } from '../../platform/ndjson/line-writer.js';
import { problem, ProblemError, type Problem } from '../../platform/problems/problem.js';
import { RepeatedJson } from '../../platform/repeated-json.js';
import { Slices } from '../../platform/turns.js';
import { PlansService } from '../plans.service.js';
import type { BatchLine } from './batch-answer.dto.js';
import type { BatchDetail } from './batch-request.dto.js';
import { Batch } from './batch.js';

/**
 * As much of a request is taken from a client that does not read its answer yet: many send all before they read
 * anything, and would wait for ever for someone who waits for them.
 */
const READ_AHEAD_BYTES = 4 * 2 ** 20;

export interface AskedBatch {
  readonly detail: BatchDetail;
  readonly requestId: string;
}

@Injectable()
export class BatchService {
  private readonly logger = new Logger(BatchService.name);
  private readonly json = new RepeatedJson();

  constructor(
    private readonly plans: PlansService,
    @Inject(CONFIGURATION)
    private readonly limits: Pick<Configuration, 'batchLineLimit' | 'bodyLimitBytes'>,
  ) {}

  /**
   * Resolves with the answer to the request `requestId` as soon as it begins. Throws a `ProblemError` where the defaults
   * are at fault.
   */
  answer(body: Readable, asked: AskedBatch): Promise<LineAnswer> {
    return ClientStream.answering(
      (write) => this.work(body, write, asked),
      (error) => {
        if (!(error instanceof ProblemError)) this.logger.warn(`a batch broke off: ${error.message}`);
      },
    );
  }

  private async work(body: Readable, write: WriteLines, asked: AskedBatch): Promise<string> {
    const ahead = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
    body.once('error', (error) => ahead.destroy(error));
    body.pipe(ahead);
    try {
      return await this.answerLines(ahead, new LineWriter(write), asked);
    } finally {
      body.unpipe(ahead);
      body.resume(); // whatever is still to come is read and forgotten
    }
  }

  /** Gives back the last lines. */
  private async answerLines(
    body: PassThrough,
    out: LineWriter<BatchLine>,
    { detail, requestId }: AskedBatch,
  ): Promise<string> {
    const lineLimit = this.limits.batchLineLimit;
    const batch = new Batch(this.plans, {
      ...{ detail, lineLimit, json: this.json },
      unforeseen: (error) => this.report(error, requestId),
    });
    const slices = new Slices();
    for await (const lines of linesThatCome(body, this.limits.bodyLimitBytes)) {
      for (const line of lines) {
        const answer = await batch.answer(line);
        if (answer !== null) await out.write(answer);
        if (batch.isOver) break;
        if (!slices.isOver) continue;
        if (answer !== null) await out.flush(); // and find out whether the client is still there
        await slices.next();
      }
      if (batch.isOver) break;
      if (batch.answered > 0 && !hasAllCome(body)) await out.flush();
    }
    await out.write(batch.end());
    return out.rest();
  }

  private report(error: unknown, requestId: string): Problem {
    this.logger.error(
      `a line of a batch (request ${requestId})`,
      error instanceof Error ? error.stack : error,
    );
    return problem('internal-error', `an unexpected fault, logged as request ${requestId}`);
  }
}

const hasAllCome = ({ writableEnded, readableLength }: PassThrough): boolean =>
  writableEnded && readableLength === 0;

/** Lines, as many at a time as are there. */
async function* linesThatCome(body: Readable, limitBytes: number): AsyncGenerator<Iterable<Line>> {
  const splitter = new LineSplitter(limitBytes);
  for await (const chunk of body as AsyncIterable<Uint8Array>) yield splitter.split(chunk);
  yield splitter.rest();
}
