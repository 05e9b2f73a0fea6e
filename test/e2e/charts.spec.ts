import { ALEXNET_OVER_WIFI } from '../../src/plans/index.js';
import { CALIBRATION } from '../../src/boards/examples/calibration.js';
import { ADMIN_KEY, call, codeOf } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY });
}, 60_000);

afterAll(() => service.stop());

const draw = (name: string, body: unknown, query = ''): Promise<Response> =>
  service.post(`/charts/${name}${query}`, body);

const LAYERS = {
  networks: [{ networkId: 'alexnet' }],
  boards: [{ board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp16' }],
};

describe('POST /charts/{name}', () => {
  it.each([
    ['candidates', ALEXNET_OVER_WIFI, 'latency against device energy', '20 candidates'],
    ['stages', ALEXNET_OVER_WIFI, 'latency as the cut moves', 'Lowest: cut after pool5, 6.28'],
    ['network', ALEXNET_OVER_WIFI, 'layer by layer', 'sends pool5'],
    ['ledger', ALEXNET_OVER_WIFI, 'item by item', 'cut after pool5, 6.28'],
    [
      'decision-map',
      ALEXNET_OVER_WIFI,
      'the best plan by rate and edge load',
      'the best plan changes at 69.2',
    ],
    ['layers', LAYERS, 'latency by layer on jetson-tx2', 'an inference'],
    ['kernel-slopes', { board: 'jetson-tx2', version: 1 }, 'latency of a MAC', 'Curves of'],
  ])('draws %s as a picture that cannot run anything', async (name, body, title, words) => {
    const response = await draw(name, body);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const svg = await response.text();
    const [opening] = /^<svg [^>]*>/.exec(svg)!;
    expect(opening).toContain('width="800" height="480"');
    expect(opening).toContain('role="img"');
    expect(opening.replaceAll('\u00a0', ' ')).toContain(title);
    expect(svg.replaceAll('\u00a0', ' ')).toContain(words);
    expect(await (await draw(name, body)).text()).toBe(svg);
  });

  it('draws in the size, the colours and of the cost that are asked for', async () => {
    const query = '?theme=dark&cost=energy&width=360&height=420';
    const svg = await (await draw('ledger', ALEXNET_OVER_WIFI, query)).text();
    expect(svg).toMatch(/^<svg width="360" height="420"/);
    expect(svg).toContain('#15191e');
    expect(svg).toContain('energy of all tiers');
  });

  it.each(['width=299', 'height=1601', 'theme=pink', 'cost=money', 'colour=red'])(
    'refuses %s',
    async (wrong) => {
      const response = await draw('ledger', ALEXNET_OVER_WIFI, `?${wrong}`);
      expect(response.status).toBe(400);
      expect((await json(response)).errors[0].pointer).toBe(`?${wrong.split('=')[0]}`);
    },
  );

  it('names the charts that there are to whoever asks for another', async () => {
    const response = await draw('pie', {});
    expect(response.status).toBe(404);
    expect((await json(response)).detail).toBe(
      "there is no chart 'pie', only candidates, stages, network, decision-map, ledger, layers, fit, fit-errors, kernel-slopes",
    );
  });

  it('names the field of a body that cannot be accepted', async () => {
    const response = await draw('candidates', { ...ALEXNET_OVER_WIFI, device: { board: 'abacus' } });
    expect(response.status).toBe(422);
    expect((await json(response)).errors[0].pointer).toBe('/device/board');
    const noList = await draw('candidates', []);
    expect(noList.status).toBe(400);
    const axes = {
      ...ALEXNET_OVER_WIFI,
      parameters: [
        { name: 'uplinkRateMbps', values: [1, 2] },
        { name: 'batch', values: [1, 2] },
      ],
    };
    const map = await draw('decision-map', axes);
    expect(map.status).toBe(400);
    expect((await json(map)).errors[0]).toMatchObject({
      pointer: '/parameters',
      accepted: 'uplinkRateMbps and edgeSlowdown',
    });
  });

  it('writes no name of a layer as markup', async () => {
    const name = '<script>alert(1)</script>';
    const layers = ALEXNET_OVER_WIFI.network.layers.map((layer) => ({
      ...layer,
      name: layer.name === 'pool5' ? name : layer.name,
    }));
    const body = { ...ALEXNET_OVER_WIFI, network: { ...ALEXNET_OVER_WIFI.network, name, layers } };
    for (const chart of ['candidates', 'stages', 'network', 'ledger', 'decision-map']) {
      const svg = await (await draw(chart, body)).text();
      expect(svg).toContain('&lt;script&gt;');
      expect(svg).not.toContain('<script');
    }
  });
});

describe('GET /plans/{id}/charts/{name}.svg', () => {
  let id: string;

  beforeAll(async () => {
    id = (await json(await service.post('/plans?save=true', ALEXNET_OVER_WIFI))).id;
  });

  const saved = (name: string): Promise<Response> => fetch(`${service.url}/plans/${id}/charts/${name}.svg`);

  it.each(['candidates', 'stages', 'network', 'ledger', 'decision-map'])(
    'draws %s as POST /charts does of the same request',
    async (name) => {
      const response = await saved(name);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain('sandbox');
      expect(await response.text()).toBe(await (await draw(name, ALEXNET_OVER_WIFI)).text());
    },
  );

  it('knows no chart that is not one of a plan, and no plan that is not saved', async () => {
    const layers = await saved('layers');
    expect(layers.status).toBe(404);
    expect((await json(layers)).detail).toContain('only candidates, stages, network, ledger, decision-map');
    const other = await fetch(`${service.url}/plans/${'0'.repeat(32)}/charts/ledger.svg`);
    expect(other.status).toBe(404);
    expect((await json(other)).detail).toContain('GET /plans lists them');
  });
});

describe('charts of a calibration', () => {
  const BOARD = '/boards/jetson-tx2';
  let version: number;

  beforeAll(async () => {
    const answer = await json(
      await call(service, { method: 'POST', path: `${BOARD}/calibrations`, body: CALIBRATION }),
    );
    version = answer.coefficientSet.version;
  });

  it.each([
    ['fit', '6 measurements'],
    ['fit-errors', 'Of 6 measurements'],
    ['kernel-slopes', 'Curves of'],
  ])('draw %s of the measurements that are kept', async (name, words) => {
    const response = await draw(name, { board: 'jetson-tx2', version }, '?cost=energy');
    expect(response.status).toBe(200);
    expect((await response.text()).replaceAll('\u00a0', ' ')).toContain(words);
  });

  it('have measurements that can be read again, as the calibration gave them', async () => {
    const path = `${BOARD}/coefficient-sets/${version}/residuals`;
    const { residuals } = await json(await fetch(service.url + path));
    expect(residuals.map(({ network }: { network: string }) => network)).toEqual(
      CALIBRATION.measurements.map(({ zoo }) => zoo),
    );
    expect(residuals[0]).toMatchObject({ energyJ: 0.057913, layerClass: null, slopePerMacJ: null });
  });

  it('draw no measurements of a set that came with the program', async () => {
    const response = await draw('fit', { board: 'jetson-tx2', version: 1 });
    expect(response.status).toBe(404);
    const problem = await json(response);
    expect(codeOf(problem)).toBe('not-found');
    expect(problem.detail).toContain('no measurements are kept');
    const kept = await fetch(`${service.url}${BOARD}/coefficient-sets/1/residuals`);
    expect(await json(kept)).toEqual({ residuals: null });
  });
});
