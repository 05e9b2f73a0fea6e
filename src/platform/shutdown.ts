import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problems/problem.js';

/** How long requests under way may still take. */
const GRACE_MS = 10_000;

/** Lets running requests finish, and refuses new ones. */
@Injectable()
export class Shutdown {
  private running = 0;
  private hasBegun = false;

  get isUnderWay(): boolean {
    return this.hasBegun;
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      this.running++;
      reply.raw.once('close', () => this.running--);
      if (this.hasBegun && !request.url.startsWith('/health/')) {
        void reply.header('connection', 'close');
        done(new ProblemError('stopping', 'the service is stopping', undefined, 1));
      } else done();
    });
  }

  /** Resolves when every running request has been answered, or the time for that is over. */
  async drain(): Promise<void> {
    this.hasBegun = true;
    const end = Date.now() + GRACE_MS;
    while (this.running > 0 && Date.now() < end) await setTimeout(20);
  }
}
