import { setTimeout } from 'node:timers/promises';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { codeOf } from '../support/administrator.js';
import { json, startTestService } from '../support/service.js';

/** A request whose body is kept back until the test says so. */
function hold(url: string): { finish: () => void; answer: Promise<Response> } {
  let finish!: () => void;
  const body = new ReadableStream({
    start(controller) {
      const send = (text: string) => {
        controller.enqueue(new TextEncoder().encode(text));
      };
      send(' ');
      finish = () => {
        send(JSON.stringify(ALEXNET_OVER_WIFI));
        controller.close();
      };
    },
  });
  const headers = { 'content-type': 'application/json' };
  return { finish, answer: fetch(url, { method: 'POST', headers, body, duplex: 'half' }) };
}

describe('SIGTERM', () => {
  it('lets running requests finish, refuses new ones, and ends with code 0', async () => {
    const service = await startTestService();
    const held = hold(`${service.url}/plans`);
    await setTimeout(200);
    process.kill(service.pid, 'SIGTERM');
    await setTimeout(200);
    const refused = await fetch(`${service.url}/boards`);
    expect({ status: refused.status, code: codeOf(await json(refused)) }).toEqual({
      status: 503,
      code: 'stopping',
    });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    held.finish();
    expect((await held.answer).status).toBe(200);
    expect(await service.stop()).toBe(0);
  }, 60_000);

  it('does not wait longer than 10 s for a request', async () => {
    const service = await startTestService();
    const held = hold(`${service.url}/plans`);
    const failed = held.answer.catch(() => null);
    await setTimeout(200);
    const begin = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - begin).toBeLessThan(14_000);
    await failed;
  }, 60_000);
});
