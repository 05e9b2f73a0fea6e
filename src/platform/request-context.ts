import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from './access/role.js';
import type { Claim } from './idempotency/claim.js';

/** Who makes a request. */
export interface Actor {
  /** Null for the key of the environment, which is in no table. */
  readonly keyId: string | null;
  readonly name: string;
  readonly role: Role;
}

/**
 * What belongs to the request under way, wherever in the program it is asked for. Every promise that is made meanwhile
 * holds it, for as long as anything holds the promise: so it holds neither the request itself nor its body.
 */
export interface RequestContext {
  readonly requestId: string;
  /** Null for whoever shows no key. */
  actor: Actor | null;
  /** Null for a request without an Idempotency-Key. */
  claim: Claim | null;
  /** Whether what is kept in memory was seen to hold; undefined until it is asked for. */
  isDataChecked: Promise<boolean> | undefined;
  /** When what was used was last seen to hold; null where that was seen for this request. */
  uncheckedSince: Date | null;
}

/** Says that an answer rests on stored data that may have changed since the time that it names. */
export const UNCHECKED_HEADER = 'stored-data-unchecked';

const storage = new AsyncLocalStorage<RequestContext>();
const CONTEXT = Symbol('context');

type WithContext = FastifyRequest & { [CONTEXT]?: RequestContext };

/** Undefined outside a request, such as at the start. */
export const currentRequest = (): RequestContext | undefined => storage.getStore();

/** Gives every request its context. Reading a body leaves it, so it is entered again behind that. */
export function provideRequestContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request: WithContext, _reply, done) => {
    request[CONTEXT] = {
      requestId: request.id,
      actor: null,
      claim: null,
      isDataChecked: undefined,
      uncheckedSince: null,
    };
    storage.run(request[CONTEXT], done);
  });
  fastify.addHook('preValidation', (request: WithContext, _reply, done) => {
    storage.run(request[CONTEXT]!, done);
  });
  fastify.addHook('onSend', (request: WithContext, reply, _payload, done) => {
    const since = request[CONTEXT]?.uncheckedSince;
    if (since) void reply.header(UNCHECKED_HEADER, `since ${since.toISOString()}`);
    done();
  });
}
