import { UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const RAW_BODY = 'rawBody';

/** The operation gets the bytes of a JSON, CSV or NDJSON body, to be read where they hold up nobody else. */
export const RawBody = (): MethodDecorator => RouteConfig({ [RAW_BODY]: true });

const wantsRawBody = ({ routeOptions: { config } }: FastifyRequest): boolean =>
  (config as unknown as Record<string, unknown>)[RAW_BODY] === true;

/** Reads JSON as before, but leaves it, CSV and NDJSON as bytes, up to a limit of their own, where an operation wants so. */
export function acceptRawBodies(fastify: FastifyInstance, limitBytes: number): void {
  fastify.addHook('onRoute', (route) => {
    const config = route.config as unknown as Record<string, unknown> | undefined;
    if (config?.[RAW_BODY] === true) route.bodyLimit = limitBytes;
  });
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (wantsRawBody(request)) done(null, body);
    else void parseJson(request, body.toString(), done);
  });
  const onlyRaw = ['text/csv', 'application/x-ndjson'];
  fastify.addContentTypeParser<Buffer>(onlyRaw, { parseAs: 'buffer' }, (request, body, done) => {
    if (wantsRawBody(request)) done(null, body);
    else done(new UnsupportedMediaTypeException('Unsupported Media Type'));
  });
}
