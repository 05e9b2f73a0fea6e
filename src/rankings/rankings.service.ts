import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { BoardsService } from '../boards/index.js';
import { NetworksService } from '../networks/index.js';
import { ClientStream, type LineAnswer } from '../platform/ndjson/client-stream.js';
import { ProblemError } from '../platform/problems/problem.js';
import { WorkerPool } from '../platform/workers/worker-pool.js';
import type { RankingAnswer, RankingJob, RankingQuestion } from './ranking-job.js';

/** Rankings at a time; more wait. */
const THREADS = 2;
/** Of one thread: enough for the most candidates that are accepted. */
const THREAD_MEMORY_MB = 512;

@Injectable()
export class RankingsService implements OnModuleDestroy {
  private readonly logger = new Logger(RankingsService.name);
  private readonly pool = new WorkerPool<RankingJob, RankingQuestion, RankingAnswer, number>({
    name: 'ranking',
    url: new URL('./ranking.worker.js', import.meta.url),
    size: THREADS,
    memoryMb: THREAD_MEMORY_MB,
  });

  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** Resolves with the answer as soon as it begins. Throws a `ProblemError` when it never does. */
  rank(job: RankingJob): Promise<LineAnswer> {
    return ClientStream.answering(
      async (write) => {
        await this.pool.run(job, async (question) => {
          if (question.kind !== 'write') return this.lookUp(question);
          await write(question.lines);
          return { kind: 'written' };
        });
        return '';
      },
      (error) => {
        if (!(error instanceof ProblemError)) this.logger.warn(`a ranking broke off: ${error.message}`);
      },
    );
  }

  private async lookUp(question: Exclude<RankingQuestion, { kind: 'write' }>): Promise<RankingAnswer> {
    if (question.kind === 'network') {
      return { kind: 'network', found: await this.networks.describe(question.id) };
    }
    try {
      const { coefficientSet } = await this.boards.choose(question.choice, question.pointer);
      return { kind: 'board', set: coefficientSet };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { kind: 'problem', problem: [error.code, error.problem.detail, error.problem.errors] };
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }
}
