import type { IncomingMessage } from 'node:http';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NDJSON } from './ndjson/client-stream.js';
import { RepeatedJson } from './repeated-json.js';
import { routeSettings, routeSettingsOf, type RouteSettings } from './route-settings.js';
import { wholeBody } from './whole-body.js';

/** The operation gets the bytes of a JSON, CSV or NDJSON body, to be read where they hold up nobody else. */
export const RawBody = (): MethodDecorator => routeSettings({ rawBody: true });

/** The operation gets an NDJSON body as it comes, of any length. */
export const StreamedBody = (): MethodDecorator => routeSettings({ streamedBody: true });

const isRaw = (request: FastifyRequest): boolean => routeSettingsOf(request).rawBody === true;

/** Reads JSON as before, but leaves it, CSV and NDJSON as bytes, up to a limit of their own, where an operation wants so. */
export function acceptRawBodies(fastify: FastifyInstance, limitBytes: number): void {
  fastify.addHook('onRoute', (route) => {
    const settings = route.config as unknown as RouteSettings | undefined;
    if (settings?.rawBody === true) route.bodyLimit = limitBytes;
  });
  // A request that waited for its turn may be among the old objects when its body is read. There it holds the body, long
  // after it was answered, until a full collection.
  fastify.addHook('onResponse', (request, _reply, done) => {
    request.body = undefined;
    done();
  });
  const read = (request: FastifyRequest, payload: IncomingMessage): Promise<Buffer> =>
    wholeBody(payload, request.routeOptions.bodyLimit);
  const json = new RepeatedJson();
  const parse = jsonParserOf(fastify);
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', (request, payload: IncomingMessage, done) => {
    const parseBody = (body: Buffer): void => {
      let parsed: unknown;
      try {
        parsed = isRaw(request) ? body : json.read(body, (text) => parse(request, text));
      } catch (error) {
        done(error as Error);
        return;
      }
      done(null, parsed);
    };
    read(request, payload).then(parseBody, done);
  });
  for (const type of ['text/csv', NDJSON]) {
    fastify.addContentTypeParser(type, async (request: FastifyRequest, payload: IncomingMessage) => {
      if (type === NDJSON && routeSettingsOf(request).streamedBody === true) return payload;
      if (!isRaw(request)) throw new UnsupportedMediaTypeException('Unsupported Media Type');
      return read(request, payload);
    });
  }
}

/** The framework's own, which refuses prototypes in disguise too, and throws. */
function jsonParserOf(fastify: FastifyInstance): (request: FastifyRequest, text: string) => unknown {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  return (request, text) => {
    const result: { failure?: Error; parsed?: unknown } = {};
    void parse(request, text, (failure, parsed: unknown) => {
      Object.assign(result, failure === null ? { parsed } : { failure });
    });
    if (result.failure !== undefined) throw result.failure;
    return result.parsed;
  };
}
