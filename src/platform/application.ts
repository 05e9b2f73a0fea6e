import multipart from '@fastify/multipart';
import type { DynamicModule, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from './configuration.js';
import { answerBrokenConnection } from './problems/broken-requests.js';
import { problemOfHttpFault } from './problems/http-faults.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { PROBLEM_MEDIA_TYPE, problem } from './problems/problem.js';
import { acceptRawBodies } from './raw-body.js';
import { provideRequestContext } from './request-context.js';
import { Shutdown } from './shutdown.js';
import { RequestPipe } from './validation/request.pipe.js';

/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP side of the service: how every endpoint reads, refuses and answers. */
export async function createApplication(
  module: DynamicModule,
  { bodyLimitBytes, calibrationLimitBytes }: Pick<Configuration, 'bodyLimitBytes' | 'calibrationLimitBytes'>,
  options: NestApplicationOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    frameworkErrors: refuse,
    clientErrorHandler: answerBrokenConnection,
  });
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
    bodyParser: false, // Fastify's own for JSON; no forms
    ...options,
  });
  const fastify = application.getHttpAdapter().getInstance();
  if (options.preview !== true) application.get(Shutdown).watch(fastify);
  provideRequestContext(fastify);
  await acceptBodies(application, calibrationLimitBytes);
  application.useGlobalFilters(new ProblemFilter());
  application.useGlobalPipes(new RequestPipe());
  return application;
}

/** Bodies are JSON, measurements, or model files that are read as they come. */
async function acceptBodies(application: NestFastifyApplication, rawLimitBytes: number): Promise<void> {
  await application.register(multipart);
  const fastify = application.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  acceptRawBodies(fastify, rawLimitBytes);
  fastify.addContentTypeParser('application/octet-stream', (_request, payload, done) => {
    done(null, payload);
  });
}

/** A request that the router could not read, such as an address with a broken escape. */
function refuse(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const document = problemOfHttpFault(error) ?? problem('malformed-request', error.message);
  void reply.status(document.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(document));
}
