import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.js';
import { currentRequest } from '../request-context.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/** An operation that stores something, and stores it once however often a request with the same key is sent. */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
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
