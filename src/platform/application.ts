import cors from '@fastify/cors';
import multipart from '@fastify/multipart';
import type { DynamicModule, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from './configuration.js';
import { answerBrokenConnection } from './problems/broken-requests.js';
import { createLogger, FrameworkLogger } from './logging/logging.js';
import { logRequests, requestIdOf } from './logging/request-ids.js';
import { watchRequests } from './metrics/metrics.js';
import { Admission } from './limits/admission.js';
import { limitTime } from './limits/time-limit.js';
import { problemOfHttpFault } from './problems/http-faults.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { PROBLEM_MEDIA_TYPE, problem } from './problems/problem.js';
import { acceptRawBodies } from './raw-body.js';
import { provideRequestContext, UNCHECKED_HEADER } from './request-context.js';
import { secureAnswers } from './security-headers.js';
import { StoredData } from './stored-data/stored-data.js';
import { Shutdown } from './shutdown.js';
import { RequestPipe } from './validation/request.pipe.js';

/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** How often it is looked for those who take longer. */
const REQUEST_CHECK_MS = 5_000;

/** The HTTP side of the service: how every endpoint reads, refuses and answers. */
export async function createApplication(
  module: DynamicModule,
  configuration: Configuration,
  options: NestApplicationOptions = {},
): Promise<NestFastifyApplication> {
  const logger = createLogger(configuration.logLevel);
  const adapter = new FastifyAdapter({
    bodyLimit: configuration.bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { connectionsCheckingInterval: REQUEST_CHECK_MS },
    genReqId: requestIdOf,
    trustProxy: configuration.trustedProxies.length > 0 && [...configuration.trustedProxies],
    frameworkErrors: refuse,
    clientErrorHandler: answerBrokenConnection,
  });
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
    bodyParser: false, // Fastify's own for JSON; no forms
    ...options,
  });
  const fastify = application.getHttpAdapter().getInstance();
  logRequests(fastify, logger);
  watchRequests(fastify);
  secureAnswers(fastify);
  await shareWith(application, configuration.corsOrigins);
  if (options.preview !== true) {
    application.get(Shutdown).watch(fastify);
    application.get(Admission).watch(fastify);
    limitTime(fastify, configuration.requestTimeLimitMs);
    provideRequestContext(fastify, application.get(StoredData));
  }
  await acceptBodies(application, configuration.calibrationLimitBytes);
  application.useGlobalFilters(new ProblemFilter());
  application.useGlobalPipes(new RequestPipe());
  return application;
}

/** Other sites may call the service only where that is configured. */
async function shareWith(application: NestFastifyApplication, corsOrigins: readonly string[]): Promise<void> {
  if (corsOrigins.length === 0) return;
  await application.register(cors, {
    origin: [...corsOrigins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: [
      'etag',
      'idempotency-replayed',
      'location',
      'retry-after',
      UNCHECKED_HEADER,
      'x-request-id',
    ],
  });
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
