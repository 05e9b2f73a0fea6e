import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads of this process. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry }); // memory, event-loop delay, garbage collection

const requestSeconds = new Histogram({
  name: 'cutpoint_request_seconds',
  help: 'Time from the first byte of a request to the last byte of its answer, its wait for its turn included.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  registers: [registry],
});

const planningSeconds = new Histogram({
  name: 'cutpoint_planning_seconds',
  help: 'Time to find plans, once all that is stored was read.',
  buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

/** Reads of stored data by what came of them. */
export const storedDataReads = new Counter({
  name: 'cutpoint_stored_data_reads_total',
  help: 'Reads of boards, sets, links, networks and keys: from memory, from memory unchecked, or from the database.',
  labelNames: ['from'],
  registers: [registry],
});

/** Work that was given to threads of its own. */
export const workerJobs = new Counter({
  name: 'cutpoint_worker_jobs_total',
  help: 'Jobs that worker threads have begun: calibrations, rankings, advice on pruning, imports of large models.',
  labelNames: ['kind'],
  registers: [registry],
});

/** What a pool of connections says of itself. */
export interface PoolState {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

export function watchPool(pool: PoolState): void {
  registry.removeSingleMetric(POOL);
  new Gauge({
    name: POOL,
    help: 'Connections to the database that are open and idle, and requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}

const POOL = 'cutpoint_database_connections';

export function watchRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    secondsOf(request.method, request.routeOptions.url ?? 'none', reply.statusCode).observe(
      reply.elapsedTime / 1e3,
    );
    done();
  });
}

/** By method, route and status: found by a text, while the histogram would sort and join its labels each time. */
const seconds = new Map<string, RequestSeconds>();

type RequestSeconds = ReturnType<typeof requestSeconds.labels>;

function secondsOf(method: string, route: string, status: number): RequestSeconds {
  const key = `${method} ${route} ${status}`;
  const known = seconds.get(key) ?? requestSeconds.labels({ method, route, status });
  seconds.set(key, known);
  return known;
}

/** Does a piece of planning and counts its time. */
export function timed<Result>(plan: () => Result): Result {
  const end = planningSeconds.startTimer();
  try {
    return plan();
  } finally {
    end();
  }
}
