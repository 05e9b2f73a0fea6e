import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CoreError } from '../../core/index.js';
import { problemOfHttpFault } from './http-faults.js';
import { PROBLEM_MEDIA_TYPE, problem, ProblemError, statusOf, type Problem } from './problem.js';

/** Turns every failure into a problem document; what nobody foresaw is logged and stays opaque. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const document = this.describe(error, request);
    if (document.status === statusOf('body-too-large')) letClientFinish(request, reply);
    if (error instanceof ProblemError && error.retryAfterS !== undefined) {
      void reply.header('retry-after', error.retryAfterS);
    }
    void reply.status(document.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(document));
  }

  private describe(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemError) return error.problem;
    if (error instanceof CoreError) return problem(error.code, error.message);
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
