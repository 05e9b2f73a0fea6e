import { parentPort, type MessagePort } from 'node:worker_threads';
import { ProblemError } from '../problems/problem.js';
import type { FromWorker, ToWorker } from './messages.js';

/** Does the jobs that a `WorkerPool` sends to this thread, one after the other. */
export function serveJobs<Answer>(
  work: (input: never, ask: (question: unknown) => Promise<Answer>) => Promise<unknown>,
): void {
  const port = parentPort!;
  const ask = (question: unknown): Promise<Answer> =>
    new Promise((resolve) => {
      port.once('message', (message: ToWorker) => {
        if (message.kind === 'answer') resolve(message.answer as Answer);
      });
      send(port, { kind: 'question', question });
    });
  port.on('message', (message: ToWorker) => {
    if (message.kind !== 'job') return;
    work(message.input as never, ask).then(
      (result) => {
        send(port, { kind: 'result', result });
      },
      (error: unknown) => {
        send(port, failureOf(error));
      },
    );
  });
}

function failureOf(error: unknown): FromWorker {
  if (error instanceof ProblemError) {
    const { code, problem } = error;
    return { kind: 'problem', problem: [code, problem.detail, problem.errors] };
  }
  return { kind: 'failure', error: error instanceof Error ? error : new Error(String(error)) };
}

const send = (port: MessagePort, message: FromWorker): void => {
  port.postMessage(message);
};
