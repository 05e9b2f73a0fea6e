import type { IncomingMessage } from 'node:http';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { limitedChunks } from './limited-chunks.js';
import { NDJSON } from './ndjson/client-stream.js';

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
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (wants(request, RAW_BODY)) done(null, body);
    else void parseJson(request, body.toString(), done);
  });
  fastify.addContentTypeParser<Buffer>('text/csv', { parseAs: 'buffer' }, (request, body, done) => {
    if (wants(request, RAW_BODY)) done(null, body);
    else done(new UnsupportedMediaTypeException('Unsupported Media Type'));
  });
  fastify.addContentTypeParser(NDJSON, async (request: FastifyRequest, payload: IncomingMessage) => {
    if (wants(request, STREAMED_BODY)) return payload;
    if (!wants(request, RAW_BODY)) throw new UnsupportedMediaTypeException('Unsupported Media Type');
    const chunks: Uint8Array[] = [];
    for await (const chunk of limitedChunks(payload, limitBytes, 'body')) chunks.push(chunk);
    return Buffer.concat(chunks);
  });
}
