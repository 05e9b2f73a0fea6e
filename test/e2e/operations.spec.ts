import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { ADMIN_KEY, asAdministrator, call } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;
let collector: Server;
const collected: string[] = [];

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      collected.push(`${request.url} ${Buffer.concat(chunks).toString()}`);
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  service = await startTestService({
    ADMIN_KEY,
    LOG_LEVEL: 'debug',
    CORS_ORIGINS: 'https://plant.example, https://office.example',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
  });
}, 60_000);

afterAll(() => collector.close());

describe('an answer', () => {
  it('carries security headers, a problem as well', async () => {
    for (const path of ['/boards', '/nowhere', '/docs']) {
      const { headers } = await fetch(service.url + path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
      });
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });

  it('names its request, as the client named it where that is a name', async () => {
    const named = async (id?: string) =>
      (
        await fetch(`${service.url}/boards`, { headers: id === undefined ? {} : { 'x-request-id': id } })
      ).headers.get('x-request-id');
    expect(await named('order-7')).toBe('order-7');
    expect(await named()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await named('{"level":"fatal"}')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is for other sites only where that is configured', async () => {
    const allowed = async (origin: string) =>
      (await fetch(`${service.url}/boards`, { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('https://plant.example')).toBe('https://plant.example');
    expect(await allowed('https://elsewhere.example')).toBeNull();
  });
});

describe('what the service measures of itself', () => {
  it('counts requests by route and status, planning, reads of stored data, connections and the delay of its loop', async () => {
    for (const _ of [1, 2]) expect((await service.post('/plans', ALEXNET_OVER_WIFI)).status).toBe(200);
    await fetch(`${service.url}/boards/unknown`);
    const response = await fetch(`${service.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toContain('cutpoint_request_seconds_count{method="POST",route="/plans",status="200"} 2');
    expect(text).toContain('cutpoint_request_seconds_count{method="GET",route="/boards/:id",status="404"} 1');
    expect(text).toMatch(/cutpoint_planning_seconds_count 2\b/);
    expect(Number(/reads_total\{from="memory"\} (\d+)/.exec(text)![1])).toBeGreaterThanOrEqual(2);
    expect(text).toMatch(/cutpoint_database_connections\{state="open"\} [1-9]/);
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds [\d.]+/);
  });
});

describe('the log', () => {
  it('is a line of JSON an event, with the request, and holds no secret', async () => {
    const made = await call(service, { method: 'POST', path: '/keys', body: { name: 'x', role: 'reader' } });
    const { key } = await json(made);
    await fetch(`${service.url}/boards`, { headers: { authorization: `Bearer ${key}` } });
    await fetch(`${service.url}/boards`, { headers: { authorization: 'Bearer something-mistyped' } });
    const id = made.headers.get('x-request-id');
    const linesOf = (): Record<string, unknown>[] =>
      service
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    // What the service has written comes through a pipe.
    while (!linesOf().some(({ route, status }) => route === '/boards' && status === 401))
      await setTimeout(10);
    const lines = linesOf();
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'info', requestId: id, method: 'POST', route: '/keys', status: 201 }),
    );
    for (const secret of [ADMIN_KEY, key, 'mistyped', asAdministrator.authorization]) {
      expect(service.output()).not.toContain(secret);
    }
  });
});

describe('a trace', () => {
  it('is sent to the collector, as a part of the trace of the caller', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` };
    expect((await fetch(`${service.url}/boards/jetson-tx2`, { headers })).status).toBe(200);
    await service.stop(); // sends what it holds
    const spans = collected
      .filter((body) => body.startsWith('/v1/traces '))
      .flatMap((body) => JSON.parse(body.slice('/v1/traces '.length)).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap((scope) => scope.spans);
    const span = spans.find(({ traceId }) => traceId === trace);
    expect(span).toMatchObject({ name: 'GET /boards/:id', parentSpanId: 'b7ad6b7169203331' });
    expect(span.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 200 } });
  });
});
