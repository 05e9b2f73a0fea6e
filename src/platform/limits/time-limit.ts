import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problems/problem.js';

/**
 * Refuses what is not answered within the limit [ms]. What an operation still does for such a request goes on, and its
 * answer is dropped. Fastify's own limit aborts a signal for every request, answered or not, which takes as long
 * as half of a small answer.
 */
export function limitTime(fastify: FastifyInstance, limitMs: number): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    const timer = setTimeout(() => {
      if (reply.sent) return;
      void reply.send(
        new ProblemError('time-exceeded', `the answer took more than ${limitMs} ms; expected less to do`),
      );
    }, limitMs);
    reply.raw.once('close', () => {
      clearTimeout(timer);
    });
    done();
  });
}
