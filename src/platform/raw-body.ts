import type { IncomingMessage } from 'node:http';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NDJSON } from './ndjson/client-stream.js';
import { wholeBody } from './whole-body.js';

const RAW_BODY = 'rawBody';
const STREAMED_BODY = 'streamedBody';

/** The operation gets the bytes of a JSON, CSV or NDJSON body, to be read where they hold up nobody else. */
export const RawBody = (): MethodDecorator => RouteConfig({ [RAW_BODY]: true });

/** The operation gets an NDJSON body as it comes, of any length. */
export const StreamedBody = (): MethodDecorator => RouteConfig({ [STREAMED_BODY]: true });

const wants = (
  { routeOptions: { config } }: FastifyRequest,
  kind: typeof RAW_BODY | typeof STREAMED_BODY,
): boolean => (config as unknown as Record<string, unknown>)[kind] === true;

/** Reads JSON as before, but leaves it, CSV and NDJSON as bytes, up to a limit of their own, where an operation wants so. */
export function acceptRawBodies(fastify: FastifyInstance, limitBytes: number): void {
  fastify.addHook('onRoute', (route) => {
    const config = route.config as unknown as Record<string, unknown> | undefined;
    if (config?.[RAW_BODY] === true) route.bodyLimit = limitBytes;
  });
  const read = (request: FastifyRequest, payload: IncomingMessage): Promise<Buffer> =>
    wholeBody(payload, request.routeOptions.bodyLimit);
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', (request, payload: IncomingMessage, done) => {
    const parse = (body: Buffer): void => {
      if (wants(request, RAW_BODY)) done(null, body);
      else void parseJson(request, body.toString(), done);
    };
    read(request, payload).then(parse, done);
  });
  for (const type of ['text/csv', NDJSON]) {
    fastify.addContentTypeParser(type, async (request: FastifyRequest, payload: IncomingMessage) => {
      if (type === NDJSON && wants(request, STREAMED_BODY)) return payload;
      if (!wants(request, RAW_BODY)) throw new UnsupportedMediaTypeException('Unsupported Media Type');
      return read(request, payload);
    });
  }
}
