import 'reflect-metadata';
import { serveJobs } from '../../platform/workers/serve-jobs.js';
import { calibrateRequest } from './calibrate-request.js';

/** A thread that calibrates, so that fitting holds up no request. */
serveJobs(calibrateRequest);
