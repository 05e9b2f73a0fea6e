import { ProblemError } from '../problems/problem.js';
import { WorkerPool } from './worker-pool.js';

/** A worker that does what its job says, speaking the protocol of `serveJobs`. */
const SCRIPT = `
  import { parentPort, threadId } from 'node:worker_threads';
  let asked = false;
  parentPort.on('message', (message) => {
    if (message.kind === 'answer') return parentPort.postMessage({ kind: 'result', result: message.answer });
    const { input } = message;
    if (input === 'crash') process.exit(3);
    if (input === 'throw') throw new Error('thrown');
    if (input === 'hoard') { const kept = []; for (;;) kept.push(new Array(1e6).fill(kept.length)); }
    if (input === 'refuse') {
      return parentPort.postMessage({ kind: 'problem', problem: ['unknown-board', 'no such board', []] });
    }
    if (input === 'ask') return parentPort.postMessage({ kind: 'question', question: 'why' });
    if (input === 'wait') return setTimeout(() => parentPort.postMessage({ kind: 'result', result: threadId }), 200);
    if (input !== 'hang') parentPort.postMessage({ kind: 'result', result: threadId });
  });`;

const noAnswer = () => Promise.reject(new Error('nobody asked'));

let pool: WorkerPool<string, string, string, unknown>;

beforeEach(() => {
  const url = new URL(`data:text/javascript,${encodeURIComponent(SCRIPT)}`);
  pool = new WorkerPool({ name: 'test', url, size: 2, queueLimit: 2, memoryMb: 32 });
});

afterEach(() => pool.close());

describe('WorkerPool', () => {
  it('keeps a thread for the next job', async () => {
    expect(await pool.run('work', noAnswer)).toBe(await pool.run('work', noAnswer));
  });

  it('starts no more threads than its size, and does what waits in order', async () => {
    const threads = await Promise.all(['wait', 'wait', 'wait', 'wait'].map((job) => pool.run(job, noAnswer)));
    expect(new Set(threads).size).toBe(2);
  });

  it('refuses what is beyond its threads and its queue', async () => {
    const accepted = ['wait', 'wait', 'wait', 'wait'].map((job) => pool.run(job, noAnswer));
    await expect(pool.run('wait', noAnswer)).rejects.toMatchObject({ code: 'overloaded', retryAfterS: 5 });
    await expect(Promise.all(accepted)).resolves.toHaveLength(4);
  });

  it('answers what a worker asks', async () => {
    expect(await pool.run('ask', (question) => Promise.resolve(`${question}: because`))).toBe('why: because');
  });

  it('fails the job whose question finds no answer, and works on', async () => {
    await expect(pool.run('ask', () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    expect(await pool.run('work', noAnswer)).toEqual(expect.any(Number));
  });

  it('passes the problem of a worker on', async () => {
    const refusal: unknown = await pool.run('refuse', noAnswer).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject({ problem: { status: 422, detail: 'no such board' } });
  });

  it.each(['crash', 'throw', 'hoard'])(
    'survives a worker that ends (%s), and does the next job',
    async (job) => {
      await expect(pool.run(job, noAnswer)).rejects.toThrow(/ended with 3|thrown|memory/);
      expect(await pool.run('work', noAnswer)).toEqual(expect.any(Number));
    },
  );

  it('rejects what is under way and what comes after when it is closed', async () => {
    const underWay = pool.run('hang', noAnswer);
    const rejected = expect(underWay).rejects.toThrow('stopping');
    await pool.close();
    await rejected;
    await expect(pool.run('work', noAnswer)).rejects.toThrow('stopping');
  });
});
