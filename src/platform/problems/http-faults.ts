import { HttpException } from '@nestjs/common';
import { problem, type Problem, type ProblemCode } from './problem.js';

/** Faults of the HTTP layer by their status, and what to do about them. */
const BY_STATUS: Readonly<Record<number, { code: ProblemCode; accepted: string }>> = {
  400: { code: 'malformed-request', accepted: 'expected an address and a JSON body as described at /docs' },
  408: { code: 'request-timeout', accepted: 'expected the whole request sooner' },
  413: { code: 'body-too-large', accepted: 'expected a body within the limit' },
  414: { code: 'url-too-long', accepted: 'expected a shorter address' },
  415: { code: 'unsupported-media-type', accepted: "expected the header 'content-type: application/json'" },
  431: { code: 'headers-too-large', accepted: 'expected fewer or shorter headers' },
};

/** Messages repeat what the client sent, which may be long. */
const MAX_MESSAGE_LENGTH = 300;

/** The problem document of a request that the HTTP server refused, or null for any other error. */
export function problemOfHttpFault(error: unknown, bodyLimitBytes?: number): Problem | null {
  if (!(error instanceof Error)) return null;
  const status = statusOf(error);
  if (status === null || status < 400 || status >= 500) return null;
  const known = BY_STATUS[status] ?? BY_STATUS[400]!;
  const limit = status === 413 && bodyLimitBytes !== undefined ? ` of ${bodyLimitBytes} bytes` : '';
  return problem(known.code, `${error.message.slice(0, MAX_MESSAGE_LENGTH)}; ${known.accepted}${limit}`);
}

/** Fastify puts the status on its errors; the framework wraps some of them in its own. */
function statusOf(error: Error & { statusCode?: unknown }): number | null {
  if (error instanceof HttpException) return error.getStatus();
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
