import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { codeOf } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    BODY_LIMIT_BYTES: '20000',
    CONCURRENCY_LIMIT: '1',
    QUEUE_LIMIT: '2',
    QUEUE_TIMEOUT_MS: '300',
    CLIENT_REQUEST_LIMIT: '3',
    REQUEST_TIME_LIMIT_MS: '700',
  });
}, 60_000);

afterAll(() => service.stop());

/** Sends the head of a request and keeps its body back, so that it is under way for as long as the test wants. */
function hold(name: string): { finish: () => void; answer: Promise<Response> } {
  let finish!: () => void;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(' '));
      finish = () => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(ALEXNET_OVER_WIFI)));
        controller.close();
      };
    },
  });
  const answer = fetch(`${service.url}/plans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-name': name },
    body,
    duplex: 'half',
  });
  return { finish, answer };
}

const boards = () => fetch(`${service.url}/boards`);

const outcomeOf = async (response: Response) => ({
  status: response.status,
  code: response.ok ? null : codeOf(await json(response)),
  retryAfter: response.headers.get('retry-after'),
});

describe('a service that has as much to do as it may', () => {
  it('lets requests wait for their turn, and works on them then', async () => {
    const held = hold('first');
    await settled();
    const waiting = boards();
    await settled();
    held.finish();
    expect((await held.answer).status).toBe(200);
    expect((await waiting).status).toBe(200);
  });

  it('tells a client with too many requests at once (429), and one that waited too long (503), when to try again', async () => {
    const held = hold('first');
    await settled();
    const waiting = [boards(), boards()];
    await settled();
    expect(await outcomeOf(await boards())).toEqual({
      status: 429,
      code: 'too-many-requests',
      retryAfter: '1',
    });
    for (const response of await Promise.all(waiting)) {
      expect(await outcomeOf(response)).toEqual({ status: 503, code: 'overloaded', retryAfter: '1' });
    }
    held.finish();
    expect((await held.answer).status).toBe(200);
    expect((await boards()).status).toBe(200);
  });

  it('tells one that finds the queue full so at once, whoever it is', async () => {
    const held = hold('first');
    await settled();
    const waiting = [boards(), boards()];
    await settled();
    const another = await fetch(`${service.url}/boards`, {
      headers: { authorization: 'Bearer of another client' },
    });
    expect(await outcomeOf(another)).toEqual({ status: 503, code: 'overloaded', retryAfter: '1' });
    held.finish();
    for (const response of [await held.answer, ...(await Promise.all(waiting))]) {
      expect(response.status).toBe(200);
    }
  });

  it('is seen to be alive and ready all the same', async () => {
    const held = hold('first');
    await settled();
    const waiting = [boards(), boards()];
    for (const path of ['/health/live', '/health/ready']) {
      expect((await fetch(service.url + path)).status).toBe(200);
    }
    held.finish();
    await Promise.all([held.answer, ...waiting]);
  });

  it('gives the place of a client that is gone to the next one', async () => {
    const controller = new AbortController();
    const gone = fetch(`${service.url}/plans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(' '));
        },
      }),
      duplex: 'half',
      signal: controller.signal,
    }).catch(() => null);
    await settled();
    const waiting = boards();
    await settled();
    controller.abort();
    await gone;
    expect((await waiting).status).toBe(200);
  });
});

describe('a request', () => {
  it('may have a body of exactly the limit, and not of a byte more', async () => {
    const text = JSON.stringify(ALEXNET_OVER_WIFI);
    expect((await service.post('/plans', text.padEnd(20_000))).status).toBe(200);
    expect(await outcomeOf(await service.post('/plans', text.padEnd(20_001)))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });

  it('is told when its answer takes longer than it may', async () => {
    const held = hold('never finished');
    expect(await outcomeOf(await held.answer)).toMatchObject({ status: 503, code: 'time-exceeded' });
    expect((await boards()).status).toBe(200);
  });
});

/** Long enough for what was sent to have arrived. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
