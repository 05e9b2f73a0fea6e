import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { WorkerPool } from '../../platform/workers/worker-pool.js';
import type { DescribedNetwork } from '../stored-network.js';
import { describeImport, type ImportJob } from './import-job.js';

/** Imports of large models at a time; more wait. */
const THREADS = 1;
/** Enough for the largest structure that is accepted. */
const THREAD_MEMORY_MB = 2_048;

/**
 * A file without its weights that is larger is imported in a thread of its own: such a one has some 100 nodes or more,
 * which take 10 ms, ten times as long as the way to a thread and back.
 */
const INLINE_BYTES = 16 * 1024;

/** Imports models where that holds up nobody else. */
@Injectable()
export class ModelImporter implements OnModuleDestroy {
  private readonly pool = new WorkerPool<ImportJob, never, never, string>({
    name: 'import',
    url: new URL('./import.worker.js', import.meta.url),
    size: THREADS,
    memoryMb: THREAD_MEMORY_MB,
  });

  /** Throws a `ProblemError` of the model, or `overloaded` where too many wait. */
  async import(job: ImportJob): Promise<DescribedNetwork> {
    if (job.structure.elided.bytes.length <= INLINE_BYTES) return describeImport(job);
    const text = await this.pool.run(job, () => Promise.reject(new Error('the thread asks nothing')));
    return JSON.parse(text) as DescribedNetwork;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }
}
