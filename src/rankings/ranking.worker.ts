import 'reflect-metadata';
import { serveJobs } from '../platform/workers/serve-jobs.js';
import { rankRequest } from './rank-request.js';

/** A thread that ranks, so that thousands of networks hold up no request. */
serveJobs(rankRequest);
