import { AsyncResource } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import { LIMITS_IN_FORCE } from '../limits/limits.js';
import { workerJobs } from '../metrics/metrics.js';
import { ProblemError } from '../problems/problem.js';
import type { FromWorker, ToWorker } from './messages.js';

interface Job<Question, Answer, Result> {
  readonly input: unknown;
  /** Answers what the worker asks while it works. */
  readonly answer: (question: Question) => Promise<Answer>;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/** Jobs make many short-lived objects; with V8's default of 48 MB, copying survivors takes up to a fifth of the time. */
const YOUNG_GENERATION_MB = 192;

interface PoolOptions {
  /** What its jobs are called in the metrics. */
  readonly name: string;
  /** Module whose `serveJobs` does the work. */
  readonly url: URL;
  readonly size: number;
  /** Jobs that wait for a free thread; more are refused. Left out: as configured. */
  readonly queueLimit?: number;
  /** A worker that needs more memory ends alone. */
  readonly memoryMb: number;
}

/**
 * Threads for work that would hold up every request if it ran among them. They start when they are needed and
 * stay; work waits in order for a free one. A thread that ends fails its job and no other.
 */
export class WorkerPool<Input, Question, Answer, Result> {
  private readonly idle: Worker[] = [];
  private readonly working = new Map<Worker, Job<Question, Answer, Result>>();
  private readonly waiting: Job<Question, Answer, Result>[] = [];
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  /** Rejects with the `ProblemError` of the worker, or with an `Error` when the worker fails or ends. */
  run(input: Input, answer: (question: Question) => Promise<Answer>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.closed) reject(new Error('the service is stopping'));
      else if (this.waiting.length >= (this.options.queueLimit ?? LIMITS_IN_FORCE.jobQueueLimit)) {
        const detail = `${this.waiting.length} jobs of this kind wait already; expected another try in 5 s`;
        reject(new ProblemError('overloaded', detail, undefined, 5));
      } else {
        // What the worker asks belongs to this request, not to the one that the thread was started for.
        this.waiting.push({ input, answer: AsyncResource.bind(answer), resolve, reject });
        this.startNext();
      }
    });
  }

  /** Ends every thread; jobs under way and waiting are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const workers = [...this.idle.splice(0), ...this.working.keys()];
    const jobs = [...this.waiting.splice(0), ...this.working.values()];
    this.working.clear();
    for (const { reject } of jobs) reject(new Error('the service is stopping'));
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  private startNext(): void {
    if (this.waiting.length === 0) return;
    const worker = this.idle.pop() ?? (this.working.size < this.options.size ? this.start() : undefined);
    if (worker === undefined) return;
    const job = this.waiting.shift()!;
    this.working.set(worker, job);
    workerJobs.inc({ kind: this.options.name });
    send(worker, { kind: 'job', input: job.input });
  }

  private start(): Worker {
    const { url, memoryMb } = this.options;
    const worker = new Worker(url, {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on('message', (message: FromWorker) => {
      this.receive(worker, message);
    });
    worker.on('error', (error) => {
      this.drop(worker, error);
    });
    worker.on('exit', (code) => {
      this.drop(worker, new Error(`a worker thread ended with ${code}`));
    });
    return worker;
  }

  private receive(worker: Worker, message: FromWorker): void {
    const job = this.working.get(worker);
    if (job === undefined) return;
    if (message.kind === 'question') {
      job.answer(message.question as Question).then(
        (answer) => {
          send(worker, { kind: 'answer', answer });
        },
        (error: unknown) => {
          job.reject(error as Error);
          void worker.terminate(); // it waits for an answer that does not come
        },
      );
      return;
    }
    this.working.delete(worker);
    this.idle.push(worker);
    if (message.kind === 'result') job.resolve(message.result as Result);
    else if (message.kind === 'problem') job.reject(new ProblemError(...message.problem));
    else job.reject(message.error);
    this.startNext();
  }

  private drop(worker: Worker, error: Error): void {
    const job = this.working.get(worker);
    this.working.delete(worker);
    if (this.idle.includes(worker)) this.idle.splice(this.idle.indexOf(worker), 1);
    job?.reject(error);
    if (!this.closed) this.startNext();
  }
}

const send = (worker: Worker, message: ToWorker): void => {
  worker.postMessage(message);
};
