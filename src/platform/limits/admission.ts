import type { OutgoingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CONFIGURATION, type Configuration } from '../configuration.js';
import { PROBLEM_MEDIA_TYPE, problem, statusOf } from '../problems/problem.js';
import { inOwnTurn } from '../turns.js';

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

/** A request that was let in. */
interface Entry {
  readonly begin: () => void;
  /** Null for one that does not wait. */
  giveUp: NodeJS.Timeout | null;
  isWorkedOn: boolean;
}

/**
 * Bounds how many requests are worked on at a time, how many wait, and how many of both are of one client, so
 * that what is accepted is answered soon, and what is not is told so at once, before its body is read.
 */
@Injectable()
export class Admission {
  private running = 0;
  private readonly waiting = new Set<Entry>();
  private readonly byClient = new Map<string, number>();
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
      const client = clientOf(request);
      const entry: Entry = { begin: done, giveUp: null, isWorkedOn: false };
      const refuse = (refusal: Refusal): void => {
        answerAtOnce(request, reply, refusal);
      };
      const refusal = this.enter(entry, client, refuse);
      if (refusal !== null) refuse(refusal);
      else {
        reply.raw.once('close', () => {
          this.leave(entry, client);
        });
      }
    });
  }

  /** Begins the request when it is its turn; null, or why it is not let in. */
  private enter(entry: Entry, client: string, refuse: (refusal: Refusal) => void): Refusal | null {
    const { clientRequestLimit, concurrencyLimit, queueLimit, queueTimeoutMs } = this.limits;
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
      this.start(entry);
      return null;
    }
    entry.giveUp = setTimeout(() => {
      this.endWait(entry);
      refuse(this.refusals.late);
    }, queueTimeoutMs);
    this.waiting.add(entry);
    return null;
  }

  /** When the request has been answered or its client is gone. */
  private leave(entry: Entry, client: string): void {
    const rest = this.byClient.get(client)! - 1;
    if (rest === 0) this.byClient.delete(client);
    else this.byClient.set(client, rest);
    if (entry.giveUp !== null) this.endWait(entry);
    else if (entry.isWorkedOn) {
      entry.isWorkedOn = false;
      this.running--;
      const [next] = this.waiting;
      if (next === undefined) return;
      this.endWait(next);
      this.start(next);
    }
  }

  private endWait(entry: Entry): void {
    clearTimeout(entry.giveUp!);
    entry.giveUp = null;
    this.waiting.delete(entry);
  }

  /**
   * Each in a turn of the event loop of its own. Most requests are answered without a pause: one behind the other, those
   * that the system has at hand would keep the loop from taking connections and from refusing what is too much.
   */
  private start(entry: Entry): void {
    this.running++;
    // Noted here and not in a set of all: of the tables of sets, V8 leaves old ones behind that hold requests for long.
    entry.isWorkedOn = true;
    if (this.waiting.size > 0) for (let more = 1; more < BUSY_TURNS; more++) inOwnTurn(() => undefined);
    inOwnTurn(() => {
      if (entry.isWorkedOn) entry.begin(); // its client is still there
    });
  }
}

/** A key that does not hold makes another client, but is refused, and too many of those soon without a look. */
const clientOf = ({ ip, headers }: FastifyRequest): string => `${ip} ${headers.authorization ?? ''}`;

/** An answer that is the same each time. */
interface Refusal {
  readonly status: number;
  readonly document: Buffer;
}

interface Refusals {
  readonly ofClient: Refusal;
  readonly full: Refusal;
  readonly late: Refusal;
}

const refusalsOf = ({ clientRequestLimit, queueLimit, queueTimeoutMs }: AdmissionLimits): Refusals => ({
  ofClient: refusalOf(
    'too-many-requests',
    `got more than ${clientRequestLimit} requests of one client at a time`,
  ),
  full: refusalOf('overloaded', `${queueLimit} requests wait already`),
  late: refusalOf('overloaded', `the request waited for ${queueTimeoutMs} ms`),
});

function refusalOf(code: 'too-many-requests' | 'overloaded', got: string): Refusal {
  const document = problem(code, `${got}; expected another try in ${RETRY_AFTER_S} s`);
  return { status: statusOf(code), document: Buffer.from(JSON.stringify(document)) };
}

/**
 * Past all that other answers go through, for it is needed when there is the least time: what refusing takes is taken
 * from what is let in.
 */
function answerAtOnce(request: FastifyRequest, reply: FastifyReply, { status, document }: Refusal): void {
  const { raw } = reply.hijack().headers({
    'x-request-id': request.id,
    'retry-after': RETRY_AFTER_S,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': document.length,
  });
  raw.writeHead(status, reply.getHeaders() as OutgoingHttpHeaders).end(document);
}
