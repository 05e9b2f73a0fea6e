import type { TestService } from './service.js';

/** What a test's service knows its administrator by. */
export const ADMIN_KEY = 'the-key-of-the-administrator-of-a-test';

export const asAdministrator = { authorization: `Bearer ${ADMIN_KEY}` };

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Calls the service as its administrator, whatever state it changes, unless `headers` say otherwise; a body that is no text goes as JSON. */
export function call(service: TestService, { method, path, body, headers }: Call): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(service.url + path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...asAdministrator,
      ...((method === 'PUT' || method === 'DELETE') && { 'if-match': '*' }),
      ...headers,
    },
    ...(body !== undefined && { body: text }),
  });
}

/** Code of a problem document. */
export const codeOf = ({ type }: { type: string }): string => type.replace('urn:cutpoint:problem:', '');
