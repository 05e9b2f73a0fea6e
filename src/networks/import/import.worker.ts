import 'reflect-metadata';
import { serveJobs } from '../../platform/workers/serve-jobs.js';
import { describeImport, type ImportJob } from './import-job.js';

/** A thread that imports, so that large models hold up no request; as text, which crosses faster than objects. */
serveJobs((job: ImportJob) => Promise.resolve().then(() => JSON.stringify(describeImport(job))));
