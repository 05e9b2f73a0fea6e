import type { BoardDto, NewBoardDto } from '../../src/boards/board.dto.js';
import { ENTERED_COEFFICIENTS } from '../../src/boards/examples/entered-coefficients.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { ADMIN_KEY, asAdministrator, call, codeOf, type Call } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY });
}, 60_000);

afterAll(() => service.stop());

const request = async (method: Call['method'], path: string, body?: unknown) => {
  const response = await call(service, { method, path, body });
  return { status: response.status, answer: response.status === 204 ? null : await json(response), response };
};

const board = (id: string): NewBoardDto => ({
  id,
  name: 'Test board',
  memoryBytes: { value: 8 * 2 ** 30, source: 'data sheet' },
  memoryBandwidthBytesPerS: { value: 58.4e9, source: 'data sheet' },
  peakRates: [{ precision: 'int8', opsPerS: 21e12, source: 'data sheet' }],
  idlePowerW: { value: 2.5, source: 'measured' },
  powerModes: ['MAXN', '10W'],
  powerModesSource: 'nvpmodel -q',
});

describe('a board', () => {
  it('is added, read, replaced and deleted', async () => {
    const added = await request('POST', '/boards', board('life'));
    expect(added.status).toBe(201);
    expect(added.response.headers.get('location')).toBe('/boards/life');
    expect(added.answer).toMatchObject({ ...board('life'), coefficientSets: [] });
    expect((await request('GET', '/boards/life')).answer).toEqual(added.answer);
    const { id: _, memoryBytes: _m, ...profile } = board('life');
    const replaced = await request('PUT', '/boards/life', { ...profile, name: 'Renamed' });
    expect(replaced.status).toBe(200);
    expect(replaced.answer).toMatchObject({ name: 'Renamed', memoryBytes: null });
    expect(Date.parse((replaced.answer as BoardDto).updatedAt)).toBeGreaterThan(
      Date.parse(added.answer.updatedAt),
    );
    expect((await request('DELETE', '/boards/life')).status).toBe(204);
    expect((await request('GET', '/boards/life')).status).toBe(404);
  });

  it('takes coefficients by hand as a draft, which plans use once it is activated', async () => {
    await request('POST', '/boards', board('entered'));
    const entered = await request('POST', '/boards/entered/coefficient-sets', {
      ...ENTERED_COEFFICIENTS,
      latency: { slopes: [{ layerClass: 'convolution', family: 'mac-linear', coefficients: [1e-12] }] },
    });
    expect(entered.status).toBe(201);
    expect(entered.response.headers.get('location')).toBe('/boards/entered/coefficient-sets/1');
    expect(entered.answer).toMatchObject({ version: 1, status: 'draft', provenance: 'paper', batch: 1 });
    const shown = await request('GET', '/boards/entered/coefficient-sets/1');
    expect(shown.answer).toEqual(entered.answer);
    expect(shown.answer.energy).toMatchObject({
      ...ENTERED_COEFFICIENTS.energy,
      terms: expect.any(Array),
      statistics: null,
    });
    const plan = { ...ALEXNET_OVER_WIFI, device: { board: 'entered' } };
    expect(codeOf((await request('POST', '/plans', plan)).answer)).toBe('no-coefficient-set');
    const activated = await request('POST', '/boards/entered/coefficient-sets/1/activate');
    expect(activated).toMatchObject({ status: 200, answer: { status: 'active' } });
    const { answer } = await request('POST', '/plans', plan);
    // 714 188 480 MACs at 1 ps each, in ms: classes without a slope share that of the convolutions
    expect(answer.baselines.deviceOnly.latencyMs).toBeCloseTo(0.71418848, 12);
    expect(answer.device.coefficientSets[0].version).toBe(1);
  });

  it('has one active set of a key: another one retires it, and it can come back', async () => {
    await request('POST', '/boards', board('swap'));
    for (const version of [1, 2]) {
      const { answer } = await request('POST', '/boards/swap/coefficient-sets', ENTERED_COEFFICIENTS);
      expect(answer.version).toBe(version);
      await request('POST', `/boards/swap/coefficient-sets/${version}/activate`);
    }
    const statuses = async () =>
      (await request('GET', '/boards/swap/coefficient-sets')).answer.coefficientSets.map(
        ({ status }: { status: string }) => status,
      );
    expect(await statuses()).toEqual(['retired', 'active']);
    await Promise.all(
      [1, 2, 1].map((version) => request('POST', `/boards/swap/coefficient-sets/${version}/activate`)),
    );
    expect((await statuses()).sort()).toEqual(['active', 'retired']);
  });

  it('that was deleted is of no use to plans, comes back as its next version, and finds its sets retired', async () => {
    await request('POST', '/boards', board('back'));
    await request('POST', '/boards/back/coefficient-sets', ENTERED_COEFFICIENTS);
    await request('POST', '/boards/back/coefficient-sets/1/activate');
    expect((await request('DELETE', '/boards/back')).status).toBe(204);
    expect((await request('DELETE', '/boards/back')).status).toBe(404);
    expect((await request('GET', '/boards')).answer.boards.map(({ id }: BoardDto) => id)).not.toContain(
      'back',
    );
    const plan = { ...ALEXNET_OVER_WIFI, device: { board: 'back' } };
    expect(codeOf((await request('POST', '/plans', plan)).answer)).toBe('unknown-board');
    const again = await request('POST', '/boards', board('back'));
    expect(again).toMatchObject({ status: 201, answer: { version: 2, coefficientSets: [] } });
    const { coefficientSets } = (await request('GET', '/boards/back/coefficient-sets')).answer;
    expect(coefficientSets).toMatchObject([{ version: 1, status: 'retired' }]);
  });

  it('is answered to who asked for it, however many ask at the same time', async () => {
    const paths = ['/boards/jetson-tx2', '/boards/jetson-xavier-nx', '/links/lte', '/networks/alexnet'];
    const asked = Array.from({ length: 40 }, (_, index) => paths[index % paths.length]!);
    const answers = await Promise.all(asked.map(async (path) => (await request('GET', path)).answer.id));
    expect(answers).toEqual(asked.map((path) => path.split('/').at(-1)));
  });

  it('numbers the sets of concurrent requests apart', async () => {
    await request('POST', '/boards', board('race'));
    const versions = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(
        async () =>
          (await request('POST', '/boards/race/coefficient-sets', ENTERED_COEFFICIENTS)).answer.version,
      ),
    );
    expect(versions.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a set that plans ask for', () => {
  it.each([
    ['batch', { batch: 8 }],
    ['precision', { precision: 'int8' }],
    ['power mode', { powerMode: 'SUPER' }],
    ['boundary', { boundary: 'wall' }],
  ])('is refused when no set covers its %s, listing what exists', async (_name, choice) => {
    const device = { board: 'jetson-tx2', precision: 'fp32', ...choice };
    const { status, answer } = await request('POST', '/plans', { ...ALEXNET_OVER_WIFI, device });
    expect({ status, code: codeOf(answer) }).toEqual({ status: 422, code: 'no-coefficient-set' });
    expect(answer.errors[0].accepted).toMatch(
      /powerMode 'MAXN'.*precision 'fp32', batch 1, boundary 'module'/,
    );
  });
});

describe('a request that is refused', () => {
  const { energy } = ENTERED_COEFFICIENTS;
  const withSlopes = (...slopes: unknown[]) => ({ ...ENTERED_COEFFICIENTS, energy: { slopes } });
  const slope = energy.slopes[0];

  it.each([
    ['POST', '/boards', board('jetson-tx2'), 409, 'already-exists', '/id'],
    ['POST', '/boards', { ...board('x'), id: 'Not An Id' }, 400, 'invalid-request', '/id'],
    [
      'POST',
      '/boards',
      { ...board('x'), idlePowerW: { value: -1, source: 'x' } },
      400,
      'invalid-request',
      '/idlePowerW/value',
    ],
    [
      'POST',
      '/boards',
      { ...board('x'), peakRates: [{ precision: 'int4', opsPerS: 1, source: 'x' }] },
      400,
      'invalid-request',
      '/peakRates/0/precision',
    ],
    ['POST', '/boards', { ...board('x'), powerModes: [] }, 400, 'invalid-request', '/powerModes'],
    ['POST', '/boards', { ...board('x'), powerModes: ['a\0'] }, 400, 'invalid-request', '/powerModes'],
    ['POST', '/boards', { ...board('x'), name: 'half a pair \ud800' }, 400, 'invalid-request', '/name'],
    ['PUT', '/boards/unknown', { ...board('x'), id: undefined }, 404, 'not-found', undefined],
    ['DELETE', '/boards/unknown', undefined, 404, 'not-found', undefined],
    ['DELETE', '/boards/Not%20An%20Id', undefined, 404, 'not-found', undefined],
    ['GET', '/boards/unknown/coefficient-sets', undefined, 404, 'not-found', undefined],
    ['GET', '/boards/jetson-tx2/coefficient-sets/99', undefined, 404, 'not-found', undefined],
    ['GET', '/boards/jetson-tx2/coefficient-sets/first', undefined, 404, 'not-found', undefined],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets/99999999999/activate',
      undefined,
      404,
      'not-found',
      undefined,
    ],
    ['POST', '/boards/unknown/coefficient-sets', ENTERED_COEFFICIENTS, 404, 'not-found', undefined],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      { ...ENTERED_COEFFICIENTS, powerMode: 'MAXX' },
      422,
      'unknown-power-mode',
      '/powerMode',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      { ...ENTERED_COEFFICIENTS, provenance: 'measured' },
      400,
      'invalid-request',
      '/provenance',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      { ...ENTERED_COEFFICIENTS, energy: undefined },
      400,
      'invalid-request',
      '/energy',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      withSlopes(energy.slopes[1]),
      400,
      'invalid-request',
      '/energy/slopes',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      withSlopes(slope, slope),
      400,
      'invalid-request',
      '/energy/slopes/1/layerClass',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      withSlopes({ ...slope, coefficients: [1] }),
      400,
      'invalid-request',
      '/energy/slopes/0/coefficients',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      withSlopes({ ...slope, coefficients: [1, -1] }),
      400,
      'invalid-request',
      '/energy/slopes/0/coefficients',
    ],
    [
      'POST',
      '/boards/jetson-tx2/coefficient-sets',
      withSlopes(slope, { ...slope, layerClass: 'connected' }),
      400,
      'invalid-request',
      '/energy/slopes/1/family',
    ],
  ] as const)('%s %s %#', async (method, path, body, status, code, pointer) => {
    const refused = await request(method, path, body);
    expect({ status: refused.status, code: codeOf(refused.answer) }).toEqual({ status, code });
    expect(refused.answer.errors?.[0].pointer).toBe(pointer);
  });
});

describe('writing', () => {
  it.each([
    ['no key', {}],
    ['another key', { authorization: 'Bearer another-key-of-more-than-32-characters' }],
    ['another scheme', { authorization: `Basic ${ADMIN_KEY}` }],
  ])('is refused with %s', async (_name, headers) => {
    for (const [method, path] of [
      ['POST', '/boards'],
      ['PUT', '/boards/jetson-tx2'],
      ['DELETE', '/boards/jetson-tx2'],
      ['POST', '/boards/jetson-tx2/coefficient-sets'],
      ['POST', '/boards/jetson-tx2/coefficient-sets/1/activate'],
      ['POST', '/boards/jetson-tx2/calibrations'],
      ['POST', '/links'],
      ['PUT', '/links/lte'],
      ['DELETE', '/links/lte'],
    ]) {
      const response = await fetch(service.url + path!, {
        method: method!,
        headers: headers as Record<string, string>,
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(codeOf(await json(response))).toBe('unauthorised');
    }
  });

  it('takes the scheme in any case, as RFC 9110 has it', async () => {
    const headers = { authorization: asAdministrator.authorization.replace('Bearer', 'bearer') };
    expect((await fetch(`${service.url}/boards/unknown`, { method: 'DELETE', headers })).status).toBe(428);
  });
});
