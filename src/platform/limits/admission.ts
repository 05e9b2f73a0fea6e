import { AsyncResource } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../configuration.js';
import { ProblemError } from '../problems/problem.js';
import { ownTurn } from '../turns.js';

/** When another try may be worth it. */
const RETRY_AFTER_S = 1;

/** Turns of the event loop a request while others wait: each takes one new connection, which then is soon answered. */
const BUSY_TURNS = 2;

/** Never made to wait: whoever watches the service has to see it when it is busy. */
const EXEMPT = /^\/(health\/|metrics)/;

type AdmissionLimits = Pick<
  Configuration,
  'concurrencyLimit' | 'queueLimit' | 'queueTimeoutMs' | 'clientRequestLimit'
>;

interface Waiting {
  readonly begin: () => void;
  readonly giveUp: NodeJS.Timeout;
}

/**
 * Bounds how many requests are worked on at a time, how many wait, and how many of both are of one client, so
 * that what is accepted is answered soon, and what is not is told so at once, before its body is read.
 */
@Injectable()
export class Admission {
  private running = 0;
  private readonly waiting = new Map<FastifyRequest, Waiting>();
  private readonly byClient = new Map<string, number>();
  private readonly begun = new WeakSet<FastifyRequest>();
  private readonly refusals: Refusals;

  constructor(@Inject(CONFIGURATION) private readonly limits: AdmissionLimits) {
    this.refusals = refusalsOf(limits);
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      if (EXEMPT.test(request.url)) {
        done();
        return;
      }
      const exit = this.exitOf(request);
      const refused = this.enter(
        request,
        () => {
          done();
        },
        done,
      );
      if (refused === null) reply.raw.once('close', exit);
      else done(refused);
    });
  }

  /** Calls `begin` when it is the request's turn; null, or why the request is not let in. */
  private enter(
    request: FastifyRequest,
    begin: () => void,
    refuse: (problem: ProblemError) => void,
  ): ProblemError | null {
    const { clientRequestLimit, concurrencyLimit, queueLimit, queueTimeoutMs } = this.limits;
    const client = clientOf(request);
    const ofClient = this.byClient.get(client) ?? 0;
    if (ofClient >= clientRequestLimit) {
      return this.refusals.ofClient;
    }
    const isFull = this.running >= concurrencyLimit;
    if (isFull && this.waiting.size >= queueLimit) {
      return this.refusals.full;
    }
    this.byClient.set(client, ofClient + 1);
    if (!isFull) {
      this.start(request, begin);
      return null;
    }
    const giveUp = setTimeout(() => {
      this.waiting.delete(request);
      refuse(this.refusals.late);
    }, queueTimeoutMs);
    // Whoever makes room for it calls it, and nothing of that request is to be held by this one.
    this.waiting.set(request, { begin: AsyncResource.bind(begin), giveUp });
    return null;
  }

  /** What to do when the request has been answered or its client is gone. */
  private exitOf(request: FastifyRequest): () => void {
    const client = clientOf(request);
    return () => {
      const rest = this.byClient.get(client)! - 1;
      if (rest === 0) this.byClient.delete(client);
      else this.byClient.set(client, rest);
      const waiting = this.waiting.get(request);
      if (waiting !== undefined) {
        clearTimeout(waiting.giveUp);
        this.waiting.delete(request);
      } else if (this.begun.delete(request)) this.beginNext();
    };
  }

  private beginNext(): void {
    this.running--;
    const [next] = this.waiting;
    if (next === undefined) return;
    const [request, { begin, giveUp }] = next;
    clearTimeout(giveUp);
    this.waiting.delete(request);
    this.start(request, begin);
  }

  /**
   * Each in a turn of the event loop of its own. Most requests are answered without a pause: one behind the other, those
   * that the system has at hand would keep the loop from taking connections and from refusing what is too much.
   */
  private start(request: FastifyRequest, begin: () => void): void {
    this.running++;
    this.begun.add(request);
    let turn = ownTurn();
    if (this.waiting.size > 0) for (let more = 1; more < BUSY_TURNS; more++) turn = ownTurn();
    void turn.then(() => {
      if (this.begun.has(request)) begin(); // its client is still there
    });
  }
}

/** A key that does not hold makes another client, but is refused, and too many of those soon without a look. */
const clientOf = ({ ip, headers }: FastifyRequest): string => `${ip} ${headers.authorization ?? ''}`;

/** Thrown again and again: when there is the least time for it, an error of its own for each would take much of it. */
interface Refusals {
  readonly ofClient: ProblemError;
  readonly full: ProblemError;
  readonly late: ProblemError;
}

const refusalsOf = ({ clientRequestLimit, queueLimit, queueTimeoutMs }: AdmissionLimits): Refusals => ({
  ofClient: refusal(
    'too-many-requests',
    `got more than ${clientRequestLimit} requests of one client at a time`,
  ),
  full: refusal('overloaded', `${queueLimit} requests wait already`),
  late: refusal('overloaded', `the request waited for ${queueTimeoutMs} ms`),
});

const refusal = (code: 'too-many-requests' | 'overloaded', got: string): ProblemError =>
  new ProblemError(code, `${got}; expected another try in ${RETRY_AFTER_S} s`, undefined, RETRY_AFTER_S);
