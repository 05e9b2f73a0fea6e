import { setTimeout } from 'node:timers/promises';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { ADMIN_KEY, call, codeOf } from '../support/administrator.js';
import { createServiceDatabase, type ServiceDatabase } from '../support/database.js';
import { json, startTestService, type TestService } from '../support/service.js';
import { startTcpProxy, type TcpProxy, type Weather } from '../support/tcp-proxy.js';

/** The server on which the database is; the embedded one is reached by no network. */
const onServer = process.env.DATABASE_URL ? describe : describe.skip;

onServer('a service whose database is away', () => {
  let database: ServiceDatabase;
  let proxy: TcpProxy;
  let service: TestService;

  beforeAll(async () => {
    database = await createServiceDatabase();
    const url = new URL(database.environment.DATABASE_URL!);
    proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port || 5432) });
    url.port = String(proxy.port);
    service = await startTestService({ ADMIN_KEY, DATABASE_URL: url.href });
    for (const warm of [1, 2])
      expect({ warm, ...(await plan()) }).toMatchObject({ status: 200, unchecked: null });
  }, 60_000);

  afterAll(async () => {
    proxy.turn('fair');
    await service.stop();
    await proxy.close();
    await database.drop();
  });

  afterEach(async () => {
    proxy.turn('fair');
    await recovered();
  }, 30_000);

  async function plan() {
    const begin = performance.now();
    const response = await service.post('/plans', ALEXNET_OVER_WIFI);
    const answer = await json(response);
    return {
      status: response.status,
      unchecked: response.headers.get('stored-data-unchecked'),
      answer,
      ms: performance.now() - begin,
    };
  }

  let links = 0;
  const write = async () => {
    const channel = { radioSlopeMwPerMbps: 10, source: 'test' };
    const body = { id: `link-${links++}`, name: 'Link', uplink: channel, downlink: channel };
    const response = await call(service, { method: 'POST', path: '/links', body });
    return {
      status: response.status,
      answer: await json(response),
      retryAfter: response.headers.get('retry-after'),
    };
  };

  const statusOf = async (path: string) => (await fetch(service.url + path)).status;

  /** Milliseconds until it is ready and plans are checked again. */
  async function recovered(): Promise<number> {
    const begin = performance.now();
    for (;;) {
      if ((await statusOf('/health/ready')) === 200 && (await plan()).unchecked === null) {
        return performance.now() - begin;
      }
      if (performance.now() - begin > 20_000) throw new Error('the service did not recover');
      await setTimeout(50);
    }
  }

  it.each<[string, Weather]>([
    ['cut', 'cut'],
    ['stalled', 'stalled'],
    ['slow beyond all patience', { delayMs: 20_000 }],
  ])(
    'answers plans on what it keeps and says so, refuses writes, and recovers within 5 s (%s)',
    async (_name, weather) => {
      const fair = await plan();
      proxy.turn(weather);
      await setTimeout(100); // longer than a look at the version holds
      const away = await plan();
      expect({ status: away.status, answer: away.answer }).toEqual({ status: 200, answer: fair.answer });
      expect(away.unchecked).toMatch(/^since \d{4}-\d\d-\d\dT/);
      const again = await plan();
      expect(again.status).toBe(200);
      const unknown = await service.post('/plans', {
        ...ALEXNET_OVER_WIFI,
        network: undefined,
        networkId: 'bert-base',
      });
      expect({ status: unknown.status, code: codeOf(await json(unknown)) }).toEqual({
        status: 503,
        code: 'database-unavailable',
      });
      const refused = await write();
      expect({
        status: refused.status,
        code: codeOf(refused.answer),
        retryAfter: refused.retryAfter,
      }).toEqual({
        status: 503,
        code: 'database-unavailable',
        retryAfter: '2',
      });
      expect(await statusOf('/health/ready')).toBe(503);
      expect(await statusOf('/health/live')).toBe(200);
      proxy.turn('fair');
      const ms = await recovered();
      console.log(
        `${_name}: first plan ${Math.round(away.ms)} ms, next ${Math.round(again.ms)} ms, recovered in ${Math.round(ms)} ms`,
      );
      expect(ms).toBeLessThan(5_000);
      expect((await write()).status).toBe(201);
    },
    60_000,
  );

  it('goes on through a database that is merely slow', async () => {
    proxy.turn({ delayMs: 100 });
    expect(await plan()).toMatchObject({ status: 200, unchecked: null });
    expect((await write()).status).toBe(201);
    expect(await statusOf('/health/ready')).toBe(200);
  }, 60_000);
});
