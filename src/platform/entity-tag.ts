import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from './problems/api-problems.js';
import { ProblemError } from './problems/problem.js';

/** RFC 9110, section 8.8.3: a list of tags in double quotes, or an asterisk for any. */
const IF_MATCH = /^(\*|(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*)$/;

/** Says with an answer which state of a resource it shows. */
export const setEntityTag = (reply: FastifyReply, state: string | number): void => {
  void reply.header('etag', tagOf(state));
};

/** The state that a change is meant for: the ETag of the answer that its maker saw, or * for whatever it is. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const header = readIfMatch(context);
  if (header !== null) return header;
  throw new ProblemError(
    'precondition-required',
    'if-match: got nothing, expected the ETag of the answer that shows what is to be changed, or *',
  );
});

/** As `IfMatch`, where a change does no harm to what its maker did not see: left out, it is any state. */
export const OptionalIfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => readIfMatch(context) ?? '*',
);

function readIfMatch(context: ExecutionContext): string | null {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || IF_MATCH.test(header)) return header ?? null;
  throw new ProblemError(
    'invalid-request',
    `if-match: got ${header.slice(0, 100)}, expected an ETag in double quotes, or *`,
  );
}

const ifMatchHeader = (required: boolean): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required,
    description: 'The ETag of the answer that shows what is to be changed; * for whatever it is now.',
    schema: { type: 'string', example: '"1"' },
  });

/** Documents what `IfMatch` reads. */
export const ApiIfMatch = (): MethodDecorator =>
  applyDecorators(ifMatchHeader(true), ApiProblems('precondition-failed', 'precondition-required'));

/** Documents what `OptionalIfMatch` reads. */
export const ApiOptionalIfMatch = (): MethodDecorator =>
  applyDecorators(ifMatchHeader(false), ApiProblems('precondition-failed'));

/** Throws a `ProblemError` (`precondition-failed`) where somebody else made a change since. */
export function checkMatch(ifMatch: string, state: string | number): void {
  if (ifMatch === '*' || ifMatch.split(',').some((tag) => tag.trim() === tagOf(state))) return;
  throw new ProblemError(
    'precondition-failed',
    `if-match: got ${ifMatch.slice(0, 100)}, but it is ${tagOf(state)} now; read it again, and decide again`,
  );
}

const tagOf = (state: string | number): string => `"${state}"`;
