import { CALIBRATION } from '../../src/boards/examples/calibration.js';
import { ENTERED_COEFFICIENTS } from '../../src/boards/examples/entered-coefficients.js';
import { RESIDUAL_BLOCK } from '../../src/networks/examples/residual-block.js';
import { buildModel } from '../../src/onnx/testing/build-model.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { ADMIN_KEY, asAdministrator, call, codeOf } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY });
}, 60_000);

afterAll(() => service.stop());

const post = async (path: string, body: unknown, key: string) => {
  const headers = { 'idempotency-key': key };
  const response = await call(service, { method: 'POST', path, body, headers });
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get('location'),
    etag: response.headers.get('etag'),
    type: response.headers.get('content-type'),
    isReplayed: response.headers.has('idempotency-replayed'),
  };
};

const PROFILE = { name: 'Once', powerModes: ['MAXN'], powerModesSource: 'nvpmodel -q' };
const CHANNEL = { radioSlopeMwPerMbps: 10, source: 'measured' };

describe.each([
  ['/boards', { id: 'once', ...PROFILE }, { id: 'once', ...PROFILE, name: 'Twice' }],
  ['/links', { id: 'once', name: 'Once', uplink: CHANNEL, downlink: CHANNEL }, { id: 'other' }],
  ['/keys', { name: 'once', role: 'planner' }, { name: 'once', role: 'admin' }],
  ['/boards/jetson-tx2/coefficient-sets', ENTERED_COEFFICIENTS, { ...ENTERED_COEFFICIENTS, source: 'x' }],
  ['/boards/jetson-tx2/calibrations', CALIBRATION, { ...CALIBRATION, source: 'another' }],
  ['/networks', RESIDUAL_BLOCK, { ...RESIDUAL_BLOCK, name: 'another' }],
  ['/zoo/mobilenet-v2/networks', { width: 0.35, resolution: 96 }, { width: 0.5, resolution: 96 }],
  ['/plans?save=true&candidates=none', ALEXNET_OVER_WIFI, { ...ALEXNET_OVER_WIFI, objective: 'latency' }],
])('POST %s', (path, body, other) => {
  it('stores a request once and answers it the same each time, in parallel too; not another one', async () => {
    const key = `key of ${path}`.replaceAll(' ', '-');
    const together = await Promise.all([1, 2, 3, 4].map(() => post(path, body, key)));
    const [first] = together.filter(({ isReplayed }) => !isReplayed);
    expect(first!.status).toBe(201);
    expect(first!.location).not.toBeNull();
    expect(together.filter(({ isReplayed }) => isReplayed)).toHaveLength(3);
    const later = await post(path, body, key);
    for (const answer of [...together, later]) expect({ ...answer, isReplayed: false }).toEqual(first);
    const refused = await post(path, other, key);
    expect({ status: refused.status, code: codeOf(JSON.parse(refused.text)) }).toEqual({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });
});

describe('an Idempotency-Key', () => {
  it('holds for a model file, as it is and in a form whose boundary differs', async () => {
    const model = (nodes: number): Uint8Array =>
      buildModel({
        inputs: { x: [1, 3] },
        nodes: Array.from({ length: nodes }, (_, index) => ({
          opType: 'Relu',
          name: `relu${index}`,
          input: [index === 0 ? 'x' : `y${index - 1}`],
          output: [`y${index}`],
        })),
        outputs: [`y${nodes - 1}`],
      });
    const upload = (body: NonNullable<RequestInit['body']>, key: string, headers = {}) =>
      fetch(`${service.url}/networks`, {
        method: 'POST',
        headers: { ...asAdministrator, 'idempotency-key': key, ...headers },
        body,
      });
    const form = (): FormData => {
      const data = new FormData();
      data.append('model', new Blob([model(1)]), 'model.onnx');
      return data;
    };
    const binary = { 'content-type': 'application/octet-stream' };
    for (const send of [() => upload(model(1) as never, 'file', binary), () => upload(form(), 'form')]) {
      const first = await send();
      const second = await send();
      expect(first.headers.has('idempotency-replayed')).toBe(false);
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect(second.status).toBe(first.status);
      expect(await second.text()).toBe(await first.text());
    }
    const refused = await upload(model(2) as never, 'file', binary);
    expect(codeOf(await json(refused))).toBe('idempotency-key-reused');
  });

  it('belongs to whoever shows a key', async () => {
    const { key } = JSON.parse((await post('/keys', { name: 'another', role: 'admin' }, 'mine')).text);
    const headers = { 'idempotency-key': 'mine', authorization: `Bearer ${key}` };
    const body = { name: 'of another', role: 'reader' };
    const response = await call(service, { method: 'POST', path: '/keys', body, headers });
    expect({ status: response.status, name: (await json(response)).name }).toEqual({
      status: 201,
      name: 'of another',
    });
  });

  it('keeps nothing of a request that was refused', async () => {
    const body = { id: 'later', ...PROFILE };
    expect((await post('/boards', { ...body, powerModes: [] }, 'refused')).status).toBe(400);
    expect((await post('/boards', body, 'refused')).status).toBe(201);
    expect((await post('/boards', body, 'exists')).status).toBe(409);
    await call(service, { method: 'DELETE', path: '/boards/later' });
    expect((await post('/boards', body, 'exists')).status).toBe(201);
  });

  it('makes one line of the log', async () => {
    const { lines } = await json(
      await call(service, { method: 'GET', path: '/audit?resource=board&id=once' }),
    );
    expect(lines).toHaveLength(1);
  });

  it.each(['', 'ä', 'with space', 'x'.repeat(256)])('is refused when it is %j', async (key) => {
    const response = await fetch(`${service.url}/keys`, {
      method: 'POST',
      headers: { ...asAdministrator, 'content-type': 'application/json', 'idempotency-key': key },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect((await json(response)).detail).toMatch(/^idempotency-key/);
  });

  it('is described wherever something is stored', async () => {
    const { paths } = await json(await fetch(`${service.url}/openapi.json`));
    const storing = Object.entries<{ post?: { responses: object; parameters?: { name: string }[] } }>(
      paths,
    ).filter(([, { post: operation }]) => operation !== undefined && '201' in operation.responses);
    expect(storing.length).toBeGreaterThanOrEqual(8);
    const silent = storing.filter(
      ([, { post: operation }]) => !operation!.parameters?.some(({ name }) => name === 'Idempotency-Key'),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});
