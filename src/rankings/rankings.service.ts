import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { BoardsService } from '../boards/index.js';
import { NetworksService } from '../networks/index.js';
import { ProblemError } from '../platform/problems/problem.js';
import { WorkerPool } from '../platform/workers/worker-pool.js';
import { ClientStream } from './client-stream.js';
import type { RankingAnswer, RankingJob, RankingQuestion } from './ranking-job.js';

/** Rankings at a time; more wait. */
const THREADS = 2;
/** Of one thread: enough for the most candidates that are accepted. */
const THREAD_MEMORY_MB = 512;

@Injectable()
export class RankingsService implements OnModuleDestroy {
  private readonly logger = new Logger(RankingsService.name);
  private readonly pool = new WorkerPool<RankingJob, RankingQuestion, RankingAnswer, number>({
    url: new URL('./ranking.worker.js', import.meta.url),
    size: THREADS,
    memoryMb: THREAD_MEMORY_MB,
  });

  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** Resolves with the answer as soon as it begins. Throws a `ProblemError` when it never does. */
  rank(job: RankingJob): Promise<ClientStream> {
    const stream = new ClientStream();
    return new Promise((resolve, reject) => {
      const write = async (lines: string): Promise<RankingAnswer> => {
        resolve(stream);
        await stream.write(lines);
        return { kind: 'written' };
      };
      const answer = (question: RankingQuestion): Promise<RankingAnswer> =>
        question.kind === 'write' ? write(question.lines) : this.lookUp(question);
      this.pool.run(job, answer).then(
        () => {
          stream.end();
        },
        (thrown: unknown) => {
          const error = thrown instanceof Error ? thrown : new Error(String(thrown));
          if (!(error instanceof ProblemError)) this.logger.warn(`a ranking broke off: ${error.message}`);
          stream.fail(error);
          reject(error);
        },
      );
    });
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
