import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOfDatabaseFault } from './database-faults.js';
import { foreseenProblem } from './foreseen-problem.js';
import { problemOfHttpFault } from './http-faults.js';
import { PROBLEM_MEDIA_TYPE, problem, ProblemError, statusOf, titleOf, type Problem } from './problem.js';

/** When a database that does not answer may be worth another try. */
const RETRY_AFTER_S = 2;

/** Whatever fails then fails for want of the rest of the request; nobody reads the answer. */
const CLIENT_GONE = new ProblemError(
  'malformed-request',
  'the connection was closed before the request was whole',
);

/** Turns every failure into a problem document; what nobody foresaw is logged and stays opaque. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const failure = request.raw.destroyed && !request.raw.complete ? CLIENT_GONE : this.foresee(error);
    const document = this.describe(failure, request);
    if (document.status === statusOf('body-too-large')) letClientFinish(request, reply);
    if (failure instanceof ProblemError && failure.retryAfterS !== undefined) {
      void reply.header('retry-after', failure.retryAfterS);
    }
    void reply.status(document.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(document));
  }

  /** A database that does not answer is a problem of its own, whoever asked it. */
  private foresee(error: unknown): unknown {
    const code = error instanceof ProblemError ? null : codeOfDatabaseFault(error);
    if (code === null) return error;
    this.logger.warn(`${code}: ${(error as Error).message}`);
    const detail = `${titleOf(code)}; nothing was stored, unless an answer to that was on its way`;
    return new ProblemError(code, detail, undefined, RETRY_AFTER_S);
  }

  private describe(error: unknown, request: FastifyRequest): Problem {
    const foreseen = foreseenProblem(error);
    if (foreseen !== null) return foreseen;
    if (error instanceof NotFoundException) {
      return problem(
        'not-found',
        `${request.method} ${request.url.slice(0, 200)}: no such resource; /docs lists what there is`,
      );
    }
    const fault = problemOfHttpFault(error, request.routeOptions.bodyLimit);
    if (fault !== null) return fault;
    this.logger.error(
      `${request.method} ${request.url} (request ${request.id})`,
      error instanceof Error ? error.stack : error,
    );
    return problem('internal-error', `an unexpected fault, logged as request ${request.id}`);
  }
}

/**
 * Reads and forgets the rest of a refused body, for as long as a request may take. A client that still
 * writes when the connection closes would see a broken pipe in the place of the answer.
 */
function letClientFinish(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection');
  request.raw.resume();
}
