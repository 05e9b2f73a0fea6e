import {
  applyDecorators,
  Inject,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../problems/api-problems.js';
import { currentRequest } from '../request-context.js';
import { Idempotency } from './idempotency.js';

/** Behind the guard of access, for a key belongs to whoever shows it; before the body is looked at. */
@Injectable()
class ClaimGuard implements CanActivate {
  constructor(private readonly idempotency: Idempotency) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return true;
    return this.idempotency.claim(String(key), { request, reply: http.getResponse<FastifyReply>() });
  }
}

const IDEMPOTENCY = Symbol('idempotency');

type Operation = (this: { readonly [IDEMPOTENCY]: Idempotency }, ...parameters: unknown[]) => unknown;

/**
 * Puts `Idempotency` around a method of a controller, which gets it injected. An interceptor would do the same for
 * every request through three observables, which takes longer than reading a plan's request and choosing its route.
 */
function answeredOnce(controller: object, name: string | symbol, method: PropertyDescriptor): void {
  Inject(Idempotency)(controller, IDEMPOTENCY);
  const operation = method.value as Operation;
  const answer: Operation = function (...parameters) {
    return this[IDEMPOTENCY].answer(() => operation.apply(this, parameters));
  };
  for (const key of Reflect.getMetadataKeys(operation) as string[]) {
    Reflect.defineMetadata(key, Reflect.getMetadata(key, operation), answer); // what other decorators said of it
  }
  Object.defineProperty(answer, 'name', { value: name });
  method.value = answer;
}

/** An operation that stores something, and stores it once however often a request with the same key is sent. */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseGuards(ClaimGuard),
    answeredOnce,
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Any text of 1 to 255 visible ASCII characters, such as a UUID. For 24 hours, the same request with the ' +
        'same key stores nothing more and has the same answer, with the header Idempotency-Replayed.',
      schema: { type: 'string', maxLength: 255, example: '0b9f5a34-6f0c-4c39-9d5e-3d1c6e0c9a11' },
    }),
    ApiProblems('invalid-request', 'idempotency-key-reused', 'storage-full'),
  );

/** To be told by whoever reads a body piece by piece, before anything is stored: a hash of its content. */
export const identifyBody = (digest: string): void => {
  currentRequest()?.claim?.identifyBody(digest);
};
