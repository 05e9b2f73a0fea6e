import { connect } from 'node:net';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

const { network, link } = ALEXNET_OVER_WIFI;
const [conv1, ...otherLayers] = network.layers;
const withLayers = (layers: unknown) => ({ ...ALEXNET_OVER_WIFI, network: { ...network, layers } });

const TWO_INPUTS = {
  inputs: [{ shape: [1, 4] }, { shape: [1, 4] }],
  layers: [{ kind: 'element-wise', function: 'add', inputs: ['input', 'input:1'] }],
};

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const document = await json(response);
  expect(document).toEqual(
    expect.objectContaining({
      type: expect.stringMatching(/^urn:cutpoint:problem:/),
      title: expect.any(String),
      status: response.status,
      detail: expect.any(String),
    }),
  );
  return { ...document, code: document.type.replace('urn:cutpoint:problem:', '') };
}

const refusal = async (body: unknown) => problemOf(await service.post('/plans', body));

describe('a request that cannot be answered', () => {
  it.each([
    [
      'an unknown board',
      { ...ALEXNET_OVER_WIFI, device: { board: 'jetson-tx3' } },
      {
        status: 422,
        code: 'unknown-board',
        pointer: '/device/board',
        accepted: expect.stringMatching(/^one of .*jetson-tx2, jetson-xavier-nx/),
      },
    ],
    [
      'an unknown network',
      { ...ALEXNET_OVER_WIFI, network: undefined, networkId: 'resnet-51' },
      { status: 422, code: 'unknown-network', pointer: '/networkId', accepted: /GET \/networks/ },
    ],
    [
      'a network twice',
      { ...ALEXNET_OVER_WIFI, networkId: 'resnet-50' },
      { status: 400, code: 'invalid-request', pointer: '/network', detail: 'got both network and networkId' },
    ],
    [
      'one input size for two inputs',
      { ...ALEXNET_OVER_WIFI, network: TWO_INPUTS },
      { status: 400, code: 'invalid-request', pointer: '/inputEncodings', accepted: /one input/ },
    ],
    [
      'a precision that no coefficient set covers',
      { ...ALEXNET_OVER_WIFI, edge: { board: 'jetson-xavier-nx', precision: 'fp16' } },
      {
        status: 422,
        code: 'no-coefficient-set',
        pointer: '/edge',
        accepted: /powerMode 'MaxQ'.*precision 'int8'/,
      },
    ],
    [
      'an unknown layer kind',
      withLayers([conv1, { kind: 'convolutoin' }]),
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/network/layers/1/kind',
        accepted: /connected, constant, convolution/,
      },
    ],
    [
      'a layer whose input has the wrong rank',
      withLayers([{ kind: 'connected', features: 10 }]),
      {
        status: 422,
        code: 'wrong-rank',
        pointer: '/network/layers/0',
        detail: /rank 4.*expected rank 2.*flatten/,
      },
    ],
    [
      'a kernel larger than its input',
      withLayers([{ kind: 'pooling', mode: 'max', kernelSize: [500, 500] }]),
      {
        status: 422,
        code: 'shape-mismatch',
        pointer: '/network/layers/0/kernelSize',
        detail: /got a window of 500.*at most 224/,
      },
    ],
    [
      'two layers of one name',
      withLayers([conv1, conv1]),
      { status: 422, code: 'duplicate-layer-name', pointer: '/network/layers/1/name', detail: /conv1/ },
    ],
    [
      'a rate that makes transfers endless',
      { ...ALEXNET_OVER_WIFI, link: { ...link, uplink: { rateMbps: 5e-324 } } },
      { status: 400, code: 'invalid-request', pointer: '/link/uplink/rateMbps', detail: 'got 5e-324' },
    ],
    [
      'an object in the place of a list of objects',
      { ...ALEXNET_OVER_WIFI, edge: { coefficients: { latency: { slopes: {} } } } },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/edge/coefficients/latency/slopes',
        detail: 'got {}',
        accepted: /a list of 1 to/,
      },
    ],
    [
      'a negative rate',
      { ...ALEXNET_OVER_WIFI, link: { ...link, uplink: { rateMbps: -3 } } },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/link/uplink/rateMbps',
        detail: 'got -3',
        accepted: /at least 0.000001/,
      },
    ],
    [
      'null in the place of a limit, which is to be left out where there is none',
      { ...ALEXNET_OVER_WIFI, constraints: { maxLatencyMs: null } },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/constraints/maxLatencyMs',
        detail: 'got null',
        accepted: /^a number/,
      },
    ],
    [
      'a rate of zero',
      { ...ALEXNET_OVER_WIFI, link: { ...link, uplink: { rateMbps: 0 } } },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/link/uplink/rateMbps',
        detail: 'got 0',
        accepted: /at least 0.000001/,
      },
    ],
    [
      'a number that is a text',
      { ...ALEXNET_OVER_WIFI, link: { ...link, roundTripMs: 'NaN' } },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/link/roundTripMs',
        detail: 'got "NaN"',
        accepted: /a number/,
      },
    ],
    [
      'an empty network',
      withLayers([]),
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/network/layers',
        detail: 'got []',
        accepted: /a list of 1 to/,
      },
    ],
    [
      'a dimension of zero',
      { ...ALEXNET_OVER_WIFI, network: { ...network, inputs: [{ shape: [1, 0, 5] }] } },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/network/inputs/0/shape',
        accepted: /each at least 1/,
      },
    ],
    [
      'sizes whose product is beyond exact integers',
      { ...ALEXNET_OVER_WIFI, network: { ...network, inputs: [{ shape: [2 ** 24, 2 ** 24, 2 ** 24] }] } },
      { status: 422, code: 'size-overflow', pointer: '/network', detail: /2\^53/ },
    ],
    [
      'a field that does not exist',
      { ...ALEXNET_OVER_WIFI, devcie: {} },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/devcie',
        accepted:
          'one of confidence, network, networkId, batch, device, edge, link, cloud, backhaul, directLink, exits, finalAccuracy, constraints, edgeLoad, returnsResults, objective, weights, transferPrecisions, inputEncodings',
      },
    ],
    [
      'a missing field',
      { ...ALEXNET_OVER_WIFI, edge: undefined },
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/edge',
        detail: 'got nothing',
        accepted: 'an object',
      },
    ],
    [
      'items that are no layers',
      withLayers([null, 5, [], 'conv']),
      {
        status: 400,
        code: 'invalid-request',
        pointer: '/network/layers/0/kind',
        accepted: /one of activation/,
      },
    ],
    [
      'a list in the place of an object',
      { ...ALEXNET_OVER_WIFI, link: [link] },
      { status: 400, code: 'invalid-request', pointer: '/link', accepted: 'an object' },
    ],
    [
      'a board name with a NUL character',
      { ...ALEXNET_OVER_WIFI, device: { board: 'jetson\u0000' } },
      { status: 400, code: 'invalid-request', pointer: '/device/board' },
    ],
  ])('is refused for %s, naming the field and what would be accepted', async (_name, body, expected) => {
    const { status, code, ...fault } = expected;
    const document = await refusal(body);
    expect(document).toMatchObject({ status, code });
    expect(document.errors).toContainEqual(
      expect.objectContaining(
        Object.fromEntries(
          Object.entries(fault).map(([field, value]) => [
            field,
            value instanceof RegExp ? expect.stringMatching(value) : value,
          ]),
        ),
      ),
    );
  });

  it.each([
    ['NaN, which JSON does not have', '{"link":{"roundTripMs":NaN}}', 400, 'malformed-request'],
    ['a number beyond every range', '{"link":{"roundTripMs":1e999}}', 400, 'invalid-request'],
    ['a truncated body', '{"network":', 400, 'malformed-request'],
    ['an empty body', '', 400, 'malformed-request'],
    ['a list', '[]', 400, 'invalid-request'],
    ['a bare number', '5', 400, 'invalid-request'],
    ['null', 'null', 400, 'invalid-request'],
    ['a poisoned prototype', '{"__proto__":{"network":1}}', 400, 'malformed-request'],
    ['a poisoned constructor', '{"constructor":{"prototype":{"a":1}}}', 400, 'malformed-request'],
    ['200 000 levels of nesting', `{"network":${'['.repeat(2e5)}${']'.repeat(2e5)}}`, 400, 'invalid-request'],
    ['300 000 items', `{"network":{"layers":[${'1,'.repeat(3e5)}1]}}`, 400, 'invalid-request'],
    ['10 MB of zeros', `[${'0,'.repeat(5e6)}0]`, 413, 'body-too-large'],
    ['10 MB of junk', 'x'.repeat(1e7), 413, 'body-too-large'],
  ])('is refused for %s', async (_name, body, status, code) => {
    expect(await refusal(body)).toMatchObject({ status, code });
  });

  it('is refused for a body of another type', async () => {
    const response = await fetch(`${service.url}/plans`, { method: 'POST', body: 'x' });
    expect(await problemOf(response)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('is refused for a body that is missing', async () => {
    const response = await fetch(`${service.url}/plans`, { method: 'POST' });
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it.each([
    ['/nowhere', 404, 'not-found'],
    ['/boards/jetson-tx3', 404, 'not-found'],
    ['/boards/a%00b', 404, 'not-found'],
    ['/boards/%E0%A4%A', 400, 'malformed-request'],
    [`/boards/${'a'.repeat(500)}`, 414, 'url-too-long'],
  ])('is refused for the address %s', async (path, status, code) => {
    expect(await problemOf(await fetch(service.url + path))).toMatchObject({ status, code });
  });

  it('is refused for a method that the address does not have', async () => {
    const response = await fetch(`${service.url}/plans`, { method: 'DELETE' });
    expect(await problemOf(response)).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('is refused when it is not HTTP', async () => {
    const answer = await sayOnSocket('this is not HTTP\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
  });

  it('names at most 20 of the fields at fault', async () => {
    const { errors } = await refusal(withLayers(Array.from({ length: 100 }, () => ({ kind: '?' }))));
    expect(errors).toHaveLength(20);
  });

  it('leaves the service able to answer the next one', async () => {
    expect(
      (
        await service.post('/plans', {
          ...ALEXNET_OVER_WIFI,
          network: { ...network, layers: [conv1, ...otherLayers] },
        })
      ).status,
    ).toBe(200);
    expect(service.output()).not.toMatch(/error/i);
  });
});

function sayOnSocket(text: string): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => {
      resolve(answer);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
