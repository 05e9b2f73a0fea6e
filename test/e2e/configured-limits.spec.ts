import { CALIBRATION } from '../../src/boards/examples/calibration.js';
import { readOnnx } from '../../src/onnx/index.js';
import { MAX_DECODED_BYTES } from '../../src/onnx/limits.js';
import { buildModel } from '../../src/onnx/testing/build-model.js';
import { ALEXNET_OVER_RATES, ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { LIMITS } from '../../src/platform/limits/limits.js';
import { RANKING } from '../../src/rankings/examples/cells.js';
import { ADMIN_KEY, asAdministrator, call, codeOf } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

const { network } = ALEXNET_OVER_WIFI; // a chain of 19 layers, with 20 cuts
const MODEL_MEMORY = 20_000;

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    ADMIN_KEY,
    NETWORK_LAYER_LIMIT: String(network.layers.length),
    CUT_LIMIT: '11',
    CANDIDATE_LIMIT: '22',
    LISTED_CANDIDATE_LIMIT: '21',
    SWEEP_POINT_LIMIT: '12',
    MEASUREMENT_LIMIT: String(CALIBRATION.measurements.length),
    RANKING_CANDIDATE_LIMIT: String(RANKING.candidates.length),
    MODEL_MEMORY_LIMIT_BYTES: String(MODEL_MEMORY),
    CALIBRATION_LIMIT_BYTES: '50000',
    JOB_QUEUE_LIMIT: '1',
  });
}, 60_000);

afterAll(() => service.stop());

const outcomeOf = async (response: Response) => {
  if (response.ok) return { status: response.status };
  const { errors, ...answer } = await json(response);
  return { status: response.status, code: codeOf(answer), detail: answer.detail, fault: errors?.[0] };
};

const post = async (path: string, body: unknown) =>
  outcomeOf(await call(service, { method: 'POST', path, body }));

/** Of so many encodings each but the first makes one candidate more: that of sending the input. */
const withEncodings = (count: number) => ({
  ...ALEXNET_OVER_WIFI,
  inputEncodings: Array.from({ length: count }, (_, index) => ({ name: `${index}`, bytes: 1_000 + index })),
});

describe('a limit of the configuration', () => {
  it('on layers is kept to the layer', async () => {
    expect(await post('/plans', ALEXNET_OVER_WIFI)).toEqual({ status: 200 });
    const layers = [...network.layers, { kind: 'activation', name: 'more', function: 'relu' }];
    expect(await post('/plans', { ...ALEXNET_OVER_WIFI, network: { ...network, layers } })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      fault: { pointer: '/network/layers', accepted: 'a list of 1 to 19 objects' },
    });
  });

  it('on listed cuts is kept to the cut', async () => {
    // Two branches of a and b layers, and a sum: (a + 1)(b + 1) cuts, and the full one; with the stem one more.
    const branches = (a: number, b: number) => {
      const branch = (name: string, length: number) =>
        Array.from({ length }, (_, index) => ({
          kind: 'activation',
          function: 'relu',
          name: `${name}${index}`,
          inputs: [index === 0 ? 'input' : `${name}${index - 1}`],
        }));
      const sum = { kind: 'element-wise', function: 'add', inputs: [`a${a - 1}`, `b${b - 1}`] };
      return { name: 'n', inputs: [{ shape: [1, 4] }], layers: [...branch('a', a), ...branch('b', b), sum] };
    };
    const cutsOf = async (body: unknown) => {
      const { id } = await json(await call(service, { method: 'POST', path: '/networks', body }));
      const { cuts, complete } = await json(await fetch(`${service.url}/networks/${id}/cuts?limit=200`));
      return { count: cuts.length, complete };
    };
    expect(await cutsOf(branches(1, 4))).toEqual({ count: 11, complete: true });
    expect((await cutsOf(branches(2, 3))).complete).toBe(false);
  });

  it('on candidates is kept to the candidate, of a plan and of an answer', async () => {
    expect(await post('/plans?candidates=all', withEncodings(2))).toEqual({ status: 200 });
    expect(await post('/plans?candidates=all', withEncodings(3))).toMatchObject({
      status: 422,
      code: 'planning-too-large',
      detail: expect.stringContaining('got 22 candidates, expected at most 21'),
    });
    expect(await post('/plans', withEncodings(3))).toEqual({ status: 200 });
    expect(await post('/plans', withEncodings(4))).toMatchObject({
      status: 422,
      code: 'planning-too-large',
      detail: expect.stringContaining('got more than 22'),
    });
  });

  it('on points of a sweep is kept to the point', async () => {
    const over = (...points: number[]) => ({
      ...ALEXNET_OVER_RATES,
      parameters: points.map((count, index) => ({
        name: ['uplinkRateMbps', 'roundTripMs'][index],
        range: { from: 10, to: 100, points: count, scale: 'linear' },
      })),
    });
    expect(await post('/plans/sweep', over(3, 4))).toEqual({ status: 200 });
    expect(await post('/plans/sweep', over(12))).toEqual({ status: 200 });
    expect(await post('/plans/sweep', over(13))).toMatchObject({
      status: 400,
      fault: { pointer: '/parameters/0/range/points' },
    });
    expect(await post('/plans/sweep', over(2, 7))).toMatchObject({
      status: 400,
      fault: { pointer: '/parameters', detail: 'got 14 points', accepted: 'at most 12 points' },
    });
  });

  it('on measurements is kept to the row', async () => {
    const path = '/boards/jetson-tx2/calibrations';
    const { measurements } = CALIBRATION;
    expect(await post(path, CALIBRATION)).toEqual({ status: 201 });
    expect(
      await post(path, { ...CALIBRATION, measurements: [...measurements, measurements[0]] }),
    ).toMatchObject({
      status: 400,
      code: 'invalid-request',
      fault: { pointer: '/measurements', accepted: `a list of 0 to ${measurements.length} objects` },
    });
  });

  it('on candidates of a ranking is kept to the candidate', async () => {
    const { candidates } = RANKING;
    expect(await post('/rankings', RANKING)).toEqual({ status: 200 });
    expect(await post('/rankings', { ...RANKING, candidates: [...candidates, candidates[0]] })).toMatchObject(
      {
        status: 400,
        code: 'invalid-request',
        fault: { pointer: '/candidates', accepted: `1 to ${candidates.length} candidates` },
      },
    );
  });

  it('on the body of measurements is kept to the byte', async () => {
    const text = JSON.stringify(RANKING);
    const sized = (bytes: number) => text.padEnd(text.length + bytes - Buffer.byteLength(text));
    expect(await post('/rankings', sized(50_000))).toEqual({ status: 200 });
    expect(await post('/rankings', sized(50_001))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });

  it('on the memory of a model file is kept to what the reader counts', async () => {
    const model = (nameLength: number) =>
      buildModel({
        inputs: { x: [1, 4] },
        nodes: [{ opType: 'Relu', name: 'n'.repeat(nameLength), input: ['x'], output: ['y'] }],
        outputs: ['y'],
      });
    const fits = (nameLength: number) =>
      readOnnx(model(nameLength), MODEL_MEMORY).then(
        () => true,
        () => false,
      );
    let [longest, tooLong] = [1, MODEL_MEMORY];
    while (tooLong - longest > 1) {
      const middle = Math.floor((longest + tooLong) / 2);
      if (await fits(middle)) longest = middle;
      else tooLong = middle;
    }
    const send = async (nameLength: number) =>
      outcomeOf(
        await fetch(`${service.url}/networks`, {
          method: 'POST',
          headers: { ...asAdministrator, 'content-type': 'application/octet-stream' },
          body: model(nameLength) as never,
        }),
      );
    expect(longest).toBeGreaterThan(100);
    expect(await send(longest)).toEqual({ status: 201 });
    expect(await send(tooLong)).toMatchObject({
      status: 422,
      code: 'limit-exceeded',
      detail: expect.stringContaining(`got more than ${MODEL_MEMORY} bytes`),
    });
  });

  it('on jobs that wait for a thread refuses those beyond it, and does the others', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => post('/boards/jetson-tx2/calibrations', CALIBRATION)),
    );
    const statuses = outcomes.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(3); // two threads, one waits
    expect(outcomes.filter(({ status }) => status !== 201)).toContainEqual(
      expect.objectContaining({ status: 503, code: 'overloaded' }),
    );
  });

  it('on the memory of a model file is by itself what the reader of such files has', () => {
    expect(LIMITS.modelMemoryLimitBytes.fallback).toBe(MAX_DECODED_BYTES);
  });

  it('is what the description of the API says', async () => {
    const { components, paths } = await json(await fetch(`${service.url}/openapi.json`));
    const { layers } = components.schemas.NetworkDto.properties;
    expect(layers.maxItems).toBe(19);
    expect(layers.description).toContain('At most 19 (NETWORK_LAYER_LIMIT');
    expect(paths['/plans/sweep'].post.description).toContain('At most 12 points (SWEEP_POINT_LIMIT');
  });
});
