import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from './access/role.js';
import { routeSettings, routeSettingsOf } from './route-settings.js';
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

/** Undefined outside a request, such as at the start, and in an operation that enters it late. */
export const currentRequest = (): RequestContext | undefined => storage.getStore();

/** The context of a request at hand. */
export const contextOf = (request: FastifyRequest): RequestContext => (request as WithContext)[CONTEXT]!;

/**
 * When an operation enters the context of its request: `late`, only with an Idempotency-Key, or where what is kept in
 * memory could not be seen to hold; `never`, for it asks for nothing that stands there. As long as nothing of the program
 * is inside a context, every promise and every turn of the event loop takes less: a tenth of what a plan takes.
 */
export const EntersContext = (when: 'late' | 'never'): MethodDecorator =>
  routeSettings({ contextEntry: when });

function entryOf(request: FastifyRequest): 'at once' | 'late' | 'never' {
  const { contextEntry } = routeSettingsOf(request);
  return contextEntry === undefined || request.headers['idempotency-key'] !== undefined
    ? 'at once'
    : contextEntry;
}

/** What is kept in memory of stored data. */
export interface KeptData {
  /** Whether it was seen to hold just now. */
  readonly isFresh: boolean;
  /** Looks whether it holds; false while that cannot be found out. */
  look(): Promise<boolean>;
}

/** Gives every request its context, and enters it behind the body, reading which would leave it. */
export function provideRequestContext(fastify: FastifyInstance, data: KeptData): void {
  fastify.addHook('onRequest', (request: WithContext, _reply, done) => {
    request[CONTEXT] = {
      requestId: request.id,
      actor: null,
      claim: null,
      isDataChecked: undefined,
      uncheckedSince: null,
    };
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const enterContext = (): void => {
      enter(contextOf(request), done);
    };
    const entry = entryOf(request);
    if (entry === 'at once') enterContext();
    else if (entry === 'never' || data.isFresh) done();
    else {
      data.look().then((holds) => {
        if (holds) done();
        else enterContext();
      }, done);
    }
  });
  fastify.addHook('onSend', (request: WithContext, reply, _payload, done) => {
    const since = request[CONTEXT]?.uncheckedSince;
    if (since) void reply.header(UNCHECKED_HEADER, `since ${since.toISOString()}`);
    done();
  });
}

/** Contexts that something may still be inside. */
let entered = 0;

const left = new FinalizationRegistry(() => {
  entered--;
  if (entered === 0) storage.disable(); // until the next one is entered
});

function enter(context: RequestContext, work: () => void): void {
  entered++;
  left.register(context, undefined);
  storage.run(context, work);
}
