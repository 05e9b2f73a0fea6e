import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { contextOf, currentRequest, provideRequestContext, type KeptData } from './request-context.js';

/** What operations see, by when they enter their context. */
async function seen(
  data: KeptData,
  when: 'late' | 'never' | undefined,
  headers: Record<string, string> = {},
): Promise<string | undefined> {
  const server = serving(data, when);
  try {
    await server.listen({ port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers });
    const { outside, inside } = (await response.json()) as { outside?: string; inside: string };
    expect(inside).toBe('request-1'); // whoever has the request at hand has its context
    return outside;
  } finally {
    await server.close();
  }
}

function serving(data: KeptData, when: 'late' | 'never' | undefined): FastifyInstance {
  const server = fastify({ genReqId: () => 'request-1' });
  provideRequestContext(server, data);
  server.post('/', { config: when === undefined ? {} : { contextEntry: when } }, async (request) => {
    await new Promise(setImmediate);
    return { outside: currentRequest()?.requestId, inside: contextOf(request).requestId };
  });
  return server;
}

const FRESH: KeptData = { isFresh: true, look: () => Promise.reject(new Error('nobody is to look')) };
const foundTo = (hold: boolean): KeptData => ({ isFresh: false, look: () => Promise.resolve(hold) });

describe('the context of a request', () => {
  it('is entered by an operation that says nothing else, and kept behind a pause', async () => {
    expect(await seen(FRESH, undefined)).toBe('request-1');
    expect(await seen(foundTo(false), undefined)).toBe('request-1');
  });

  it('is not entered by one that enters it late, as long as what is kept holds', async () => {
    expect(await seen(FRESH, 'late')).toBeUndefined();
    expect(await seen(foundTo(true), 'late')).toBeUndefined();
  });

  it('is entered late for an Idempotency-Key, and where what is kept could not be seen to hold', async () => {
    expect(await seen(FRESH, 'late', { 'idempotency-key': 'a' })).toBe('request-1');
    expect(await seen(foundTo(false), 'late')).toBe('request-1');
  });

  it('is never entered by one that never does', async () => {
    expect(await seen(foundTo(false), 'never')).toBeUndefined();
  });
});
