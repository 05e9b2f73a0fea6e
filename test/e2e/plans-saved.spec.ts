import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { PlanPageDto } from '../../src/plans/saved/plan-list.dto.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

const get = (path: string) => fetch(service.url + path);
const save = (change: object = {}) =>
  service.post('/plans?save=true&candidates=none', { ...ALEXNET_OVER_WIFI, ...change });

async function listed(query = ''): Promise<PlanPageDto> {
  const response = await get(`/plans${query}`);
  expect(response.status).toBe(200);
  return json(response);
}

describe('a plan', () => {
  it('is stored only when that is asked', async () => {
    expect((await service.post('/plans', ALEXNET_OVER_WIFI)).status).toBe(200);
    expect((await service.post('/plans?save=false', ALEXNET_OVER_WIFI)).status).toBe(200);
    expect(await listed()).toEqual({ plans: [], next: null });
  });

  it('is given out as it was answered, byte for byte', async () => {
    const response = await save();
    expect(response.status).toBe(201);
    const text = await response.text();
    const { id, ...answer } = JSON.parse(text);
    expect(response.headers.get('location')).toBe(`/plans/${id}`);
    const stored = await get(`/plans/${id}`);
    expect(stored.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await stored.text()).toBe(text);
    expect(answer).toEqual(await json(await service.post('/plans?candidates=none', ALEXNET_OVER_WIFI)));
  });

  it('is stored once, however its request is written', async () => {
    const first = await (await save()).text();
    const reversed = Object.fromEntries(Object.entries(ALEXNET_OVER_WIFI).reverse());
    const body = { ...reversed, objective: 'latency', returnsResults: true };
    const again = await service.post('/plans?save=true&candidates=none', body);
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(first);
    expect((await listed()).plans).toHaveLength(1);
  });

  it('has another identifier for another request', async () => {
    const ids = await Promise.all(
      [{}, { objective: 'deviceEnergy' }, { returnsResults: false }].map(
        async (change) => (await json(await save(change))).id as string,
      ),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('keeps names of any character', async () => {
    const name = 'Ünï\u2028\ud83d\ude00"\\';
    const network = { ...ALEXNET_OVER_WIFI.network, name };
    const response = await save({ network });
    expect(response.status).toBe(201);
    const text = await response.text();
    expect(await (await get(`/plans/${JSON.parse(text).id}`)).text()).toBe(text);
    expect((await listed()).plans[0]!.network).toContain('Ünï\u2028');
  });
});

describe('the list of plans', () => {
  it('holds every plan once, the newest first, page by page', async () => {
    for (const roundTripMs of [3, 4, 5]) await save({ link: { ...ALEXNET_OVER_WIFI.link, roundTripMs } });
    const all = (await listed()).plans;
    const times = all.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(all[0]).toMatchObject({ network: 'alexnet', device: 'jetson-tx2', edge: 'jetson-xavier-nx' });
    const paged: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: PlanPageDto = await listed(`?limit=2${next && `&after=${next}`}`);
      expect(page.plans.length).toBeLessThanOrEqual(2);
      paged.push(...page.plans);
      next = page.next;
    }
    expect(paged).toEqual(all);
  });

  it.each([
    ['?after=nonsense', '?after'],
    [`?after=${Buffer.from('["x","y"]').toString('base64url')}`, '?after'],
    [`?after=${Buffer.from('["2026-13-45T00:00:00.000Z","y"]').toString('base64url')}`, '?after'],
    ['?limit=0', '?limit'],
  ])('is refused for %s', async (query, pointer) => {
    const response = await get(`/plans${query}`);
    expect(response.status).toBe(400);
    expect((await json(response)).errors[0].pointer).toBe(pointer);
  });
});

describe('a plan that does not exist', () => {
  it.each(['nonsense', '0'.repeat(32), 'a%00b'])('is not found: %s', async (id) => {
    const response = await get(`/plans/${id}`);
    expect(response.status).toBe(404);
    expect((await json(response)).type).toBe('urn:cutpoint:problem:not-found');
  });

  it('is not saved by a save that means neither yes nor no', async () => {
    const response = await service.post('/plans?save=maybe', ALEXNET_OVER_WIFI);
    expect(response.status).toBe(400);
    expect((await json(response)).errors[0].pointer).toBe('?save');
  });
});
