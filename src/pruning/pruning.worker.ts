import 'reflect-metadata';
import { describingFaults } from '../networks/index.js';
import { serveJobs } from '../platform/workers/serve-jobs.js';
import { advise } from './advise.js';
import type { PruningJob } from './pruning-job.js';

/** A thread that advises, so that large networks hold up no request. */
serveJobs((job: PruningJob) =>
  Promise.resolve().then(() => describingFaults('/network', () => JSON.stringify(advise(job)))),
);
