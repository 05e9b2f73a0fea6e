import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BoardsService } from '../boards/index.js';
import { NetworksService } from '../networks/index.js';
import { WorkerPool } from '../platform/workers/worker-pool.js';
import type { PruningJob } from './pruning-job.js';
import type { PruningRequestDto } from './pruning-request.dto.js';
import { readPruning } from './read-pruning.js';

/** Requests at a time; more wait. */
const THREADS = 1;
/** Enough for the largest networks that are accepted. */
const THREAD_MEMORY_MB = 1024;

@Injectable()
export class PruningService implements OnModuleDestroy {
  private readonly pool = new WorkerPool<PruningJob, never, never, string>({
    name: 'pruning',
    url: new URL('./pruning.worker.js', import.meta.url),
    size: THREADS,
    memoryMb: THREAD_MEMORY_MB,
  });

  constructor(
    private readonly boards: BoardsService,
    private readonly networks: NetworksService,
  ) {}

  /** The answer as JSON, which is written where it holds up nobody. Throws a `ProblemError`. */
  async advise(request: PruningRequestDto): Promise<string> {
    const job = await readPruning(request, this.boards, this.networks);
    return this.pool.run(job, () => Promise.reject(new Error('the thread asks nothing')));
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }
}
