import { CALIBRATION, CALIBRATION_CSV } from '../../src/boards/examples/calibration.js';
import type { CalibrationAnswerDto } from '../../src/boards/calibrations/calibration-answer.dto.js';
import { findZooNetwork, totalWorkload } from '../../src/core/index.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { ADMIN_KEY, call, codeOf } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_KEY, CALIBRATION_LIMIT_BYTES: '1000000' });
  await call(service, {
    method: 'POST',
    path: '/boards',
    body: { id: 'line', name: 'Line', powerModes: ['MAXN'], powerModesSource: 'this test' },
  });
}, 60_000);

afterAll(() => service.stop());

/** A board that takes 20 pJ and 1 ps for each MAC, and 5 mJ and 0.1 ms for each inference. */
const energyOf = (macs: number): number => 2e-11 * macs + 5e-3;
const latencyMsOf = (macs: number): number => 1e-9 * macs + 0.1;

const NETWORKS = [
  'alexnet',
  'vgg-11',
  'vgg-16',
  'resnet-18',
  'resnet-34',
  'resnet-50',
  'resnet-101',
  'squeezenet-1.0',
  'googlenet',
  'densenet-121',
];

const macsOf = (zoo: string, parameters = {}): number =>
  totalWorkload(findZooNetwork(zoo).build(parameters)).macs;

const measured = (zoo: string) => ({
  zoo,
  energyJ: energyOf(macsOf(zoo)),
  latencyMs: latencyMsOf(macsOf(zoo)),
});

const MEASUREMENTS = NETWORKS.map(measured);

const SETTINGS = {
  powerMode: 'MAXN',
  runtime: 'line',
  precision: 'fp32',
  boundary: 'module',
  source: 'a line',
};

const PATH = '/boards/line/calibrations';

async function calibrate(measurements: unknown, settings: object = SETTINGS, path = PATH) {
  const response = await call(service, { method: 'POST', path, body: { ...settings, measurements } });
  return { status: response.status, answer: await json(response), response };
}

async function calibrateCsv(csv: string, settings: Record<string, string> = SETTINGS) {
  const response = await call(service, {
    method: 'POST',
    path: `${PATH}?${new URLSearchParams(settings).toString()}`,
    body: csv,
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
  return { status: response.status, answer: await json(response) };
}

const csvOf = (rows: readonly object[]): string =>
  ['zoo,energyJ,latencyMs', ...rows.map((row) => Object.values(row).join(','))].join('\n');

const withoutVersion = ({ coefficientSet: { version: _, ...set }, reasons }: CalibrationAnswerDto) => ({
  set,
  reasons,
});

describe('a calibration', () => {
  it('finds the coefficients that measurements were made with, and says why and how well', async () => {
    const { status, answer, response } = await calibrate(MEASUREMENTS);
    expect(status).toBe(201);
    const { coefficientSet, reasons, residuals }: CalibrationAnswerDto = answer;
    expect(response.headers.get('location')).toBe(`/boards/line/coefficient-sets/${coefficientSet.version}`);
    expect(coefficientSet).toMatchObject({
      status: 'draft',
      provenance: 'measured',
      batch: 1,
      quality: 'normal',
    });
    const { slopes, terms, statistics } = coefficientSet.energy!;
    expect(slopes).toMatchObject([{ layerClass: 'convolution', family: 'mac-linear' }]);
    expect(slopes[0]!.coefficients[0]! / 2e-11).toBeCloseTo(1, 6);
    expect(terms.find(({ name }) => name === 'perInference')!.value).toBeCloseTo(5e-3, 8);
    expect(statistics!.meanError).toBeLessThan(1e-6);
    expect(statistics!.compared.length).toBeGreaterThan(3);
    expect(reasons.energy).toMatch(/^convolution mac-linear, perInference \(2 coefficients\): the /);
    expect(residuals).toHaveLength(NETWORKS.length);
    expect(residuals[1]).toMatchObject({ pointer: '/measurements/1', network: 'vgg-11', isOutlier: false });
    expect(residuals[1]!.modelledLatencyMs! / MEASUREMENTS[1]!.latencyMs).toBeCloseTo(1, 6);
    const shown = await json(
      await fetch(`${service.url}/boards/line/coefficient-sets/${coefficientSet.version}`),
    );
    expect(shown).toEqual(coefficientSet);
  });

  it('is the same from CSV, whose residuals point at its lines', async () => {
    const fromJson = await calibrate(MEASUREMENTS);
    const fromCsv = await calibrateCsv(csvOf(MEASUREMENTS));
    expect(fromCsv.status).toBe(201);
    expect(withoutVersion(fromCsv.answer)).toEqual(withoutVersion(fromJson.answer));
    expect(fromCsv.answer.residuals[1].pointer).toBe('line 3');
  });

  it('takes stored networks, layers and totals beside networks of the zoo', async () => {
    const layer = {
      inputs: [{ shape: [1, 64, 56, 56] }],
      layers: [{ kind: 'convolution', kernels: 64, kernelSize: [3, 3], padding: [1, 1] }],
    };
    const [layerMacs, totalMacs] = [64 * 64 * 9 * 56 ** 2, 1e9];
    const totals = {
      convolution: { macs: totalMacs, layers: 20, kernels: 128 },
      weights: 1e7,
      activations: 2e6,
    };
    const { status, answer } = await calibrate([
      ...MEASUREMENTS.slice(0, 6),
      { network: 'resnet-101', energyJ: energyOf(macsOf('resnet-101')) },
      {
        zoo: 'resnet-18',
        parameters: { resolution: 160 },
        energyJ: energyOf(macsOf('resnet-18', { resolution: 160 })),
      },
      { name: 'one layer', description: layer, energyJ: energyOf(layerMacs) },
      { totals, energyJ: energyOf(totalMacs) },
    ]);
    expect(status).toBe(201);
    expect(answer.coefficientSet.energy.slopes[0].coefficients[0] / 2e-11).toBeCloseTo(1, 5);
    expect(answer.residuals.map(({ network }: { network: string }) => network).slice(6)).toEqual([
      'resnet-101',
      'resnet-18 resolution=160',
      'one layer',
      'measurement 10',
    ]);
    expect(answer.residuals[9]).toMatchObject({
      latencyMs: null,
      modelledLatencyMs: null,
      latencyResidual: null,
    });
  });

  it('is of the batch that it says', async () => {
    const rows = NETWORKS.map((zoo) => ({ zoo, energyJ: energyOf(macsOf(zoo, { batch: 8 })) }));
    const { answer } = await calibrate(rows, { ...SETTINGS, batch: 8 });
    expect(answer.coefficientSet.batch).toBe(8);
    expect(answer.coefficientSet.energy.slopes[0].coefficients[0] / 2e-11).toBeCloseTo(1, 6);
  });

  it('fits the examples of the API', async () => {
    const path = '/boards/jetson-tx2/calibrations';
    const { measurements, ...settings } = CALIBRATION;
    expect((await calibrate(measurements, settings, path)).status).toBe(201);
    expect((await calibrateCsv(CALIBRATION_CSV)).status).toBe(201);
  });

  it('changes no plan until its draft is activated', async () => {
    const plan = { ...ALEXNET_OVER_WIFI, device: { board: 'line', runtime: 'line', batch: 1 } };
    const { answer } = await calibrate(MEASUREMENTS);
    const { version } = answer.coefficientSet;
    const before = await service.post('/plans', plan);
    expect(codeOf(await json(before))).toBe('no-coefficient-set');
    await call(service, { method: 'POST', path: `/boards/line/coefficient-sets/${version}/activate` });
    const planned = await json(await service.post('/plans', plan));
    expect(planned.device.coefficientSets[0]).toMatchObject({ version, status: 'active' });
    // 714 188 480 MACs · 20 pJ + 5 mJ
    expect(planned.baselines.deviceOnly.deviceEnergyJ).toBeCloseTo(0.0192837696, 7);
  });

  it('names outliers', async () => {
    const more = ['vgg-13', 'vgg-19', 'resnet-152', 'densenet-169', 'squeezenet-1.1', 'inception-v3'].map(
      measured,
    );
    const rows = [...MEASUREMENTS, ...more].map((row, index) =>
      index === 4 ? { ...row, energyJ: 3 * row.energyJ } : row,
    );
    const { coefficientSet, residuals }: CalibrationAnswerDto = (await calibrate(rows)).answer;
    expect(coefficientSet.energy!.statistics!.outliers).toMatchObject([
      { measurement: 4, network: 'resnet-34' },
    ]);
    expect(residuals.flatMap(({ isOutlier }, index) => (isOutlier ? [index] : []))).toEqual([4]);
  });
});

describe('calibrations at the same time', () => {
  it('get versions of their own, and other requests are answered meanwhile', async () => {
    const progress = { done: false };
    const calibrations = Promise.all([1, 2, 3].map(() => calibrate(MEASUREMENTS)));
    void calibrations.finally(() => (progress.done = true));
    let answered = 0;
    for (; !progress.done; answered++) {
      expect((await fetch(`${service.url}/links/lte`)).status).toBe(200);
    }
    expect(answered).toBeGreaterThan(5);
    const versions = (await calibrations).map(({ answer }) => answer.coefficientSet.version);
    expect(new Set(versions).size).toBe(3);
  });
});

describe('a calibration that is refused', () => {
  const [first, second, third, ...rest] = MEASUREMENTS;
  const withFourth = (row: unknown) => [first, second, third, row, ...rest];
  const fourth = rest[0]!;

  it.each([
    ['none', [], 422, 'no-measurements', '/measurements'],
    ['too few networks', [first, second], 422, 'too-few-networks', '/measurements'],
    [
      'a negative energy',
      withFourth({ ...fourth, energyJ: -1 }),
      422,
      'invalid-measurement',
      '/measurements/3/energyJ',
    ],
    [
      'a latency of zero',
      withFourth({ ...fourth, latencyMs: 0 }),
      422,
      'invalid-measurement',
      '/measurements/3/latencyMs',
    ],
    [
      'neither energy nor latency',
      withFourth({ zoo: 'vgg-13' }),
      422,
      'invalid-measurement',
      '/measurements/3/energyJ',
    ],
    [
      'two boundaries',
      withFourth({ ...fourth, boundary: 'wall' }),
      422,
      'mixed-boundaries',
      '/measurements/3/boundary',
    ],
    [
      'the same work',
      [1, 2, 3, 4].map((index) => ({ ...fourth, name: `n${index}` })),
      422,
      'rank-deficient-measurements',
      '/measurements',
    ],
    [
      'energies of chance',
      MEASUREMENTS.map(({ zoo }, index) => ({ zoo, energyJ: [1, 1e4][index % 2] })),
      422,
      'inconsistent-measurements',
      '/measurements',
    ],
    [
      'a network that the zoo does not have',
      withFourth({ ...fourth, zoo: 'vgg-15' }),
      422,
      'unknown-zoo-network',
      '/measurements/3/zoo',
    ],
    [
      'a parameter out of range',
      withFourth({ ...fourth, parameters: { resolution: -1 } }),
      422,
      'invalid-parameter',
      '/measurements/3/parameters/resolution',
    ],
    [
      'another batch',
      withFourth({ ...fourth, parameters: { batch: 2 } }),
      422,
      'invalid-parameter',
      '/measurements/3/parameters/batch',
    ],
    [
      'a cell that computes a constant',
      withFourth({
        zoo: 'nas-bench-201',
        parameters: { cell: 'none~0/none~0/none~1/none~0/none~1/none~2' },
        energyJ: 1,
      }),
      422,
      'degenerate-network',
      '/measurements/3/parameters/cell',
    ],
    [
      'a network that is not stored',
      withFourth({ network: 'unknown', energyJ: 1 }),
      422,
      'unknown-network',
      '/measurements/3/network',
    ],
    [
      'a layer that does not fit',
      withFourth({
        description: { inputs: [{ shape: [1, 3, 8, 8] }], layers: [{ kind: 'connected', features: 1 }] },
        energyJ: 1,
      }),
      422,
      'wrong-rank',
      '/measurements/3/description/layers/0',
    ],
    [
      'an inline network',
      withFourth({
        description: {
          inputs: [{ shape: [1, 8] }],
          layers: Array.from({ length: 17 }, () => ({ kind: 'connected', features: 8 })),
        },
        energyJ: 1,
      }),
      400,
      'invalid-request',
      '/measurements/3/description/layers',
    ],
    [
      'totals without kernels',
      withFourth({ totals: { convolution: { macs: 1 }, weights: 1, activations: 1 }, energyJ: 1 }),
      422,
      'invalid-measurement',
      '/measurements/3/totals/convolution/kernels',
    ],
    ['nothing that was measured', withFourth({ energyJ: 1 }), 400, 'invalid-request', '/measurements/3'],
    [
      'two things that were measured',
      withFourth({ ...fourth, network: 'vgg-16' }),
      400,
      'invalid-request',
      '/measurements/3',
    ],
    [
      'parameters of nothing',
      withFourth({ network: 'vgg-16', parameters: {}, energyJ: 1 }),
      400,
      'invalid-request',
      '/measurements/3/parameters',
    ],
    [
      'a text for a number',
      withFourth({ ...fourth, energyJ: '1' }),
      400,
      'invalid-request',
      '/measurements/3/energyJ',
    ],
    ['no list', 5, 400, 'invalid-request', '/measurements'],
    ['items that are no objects', [null, 1], 400, 'invalid-request', '/measurements'],
  ])('for %s points at the field and says what to do', async (_name, measurements, status, code, pointer) => {
    const refused = await calibrate(measurements);
    expect({ status: refused.status, code: codeOf(refused.answer) }).toEqual({ status, code });
    expect(refused.answer.errors[0]).toMatchObject({ pointer, detail: expect.any(String) });
  });

  it.each([
    ['an unknown mode', { ...SETTINGS, powerMode: 'MAXX' }, 422, 'unknown-power-mode', '/powerMode'],
    ['a missing runtime', { ...SETTINGS, runtime: undefined }, 400, 'invalid-request', '/runtime'],
    ['a batch of zero', { ...SETTINGS, batch: 0 }, 400, 'invalid-request', '/batch'],
    ['a precision that is none', { ...SETTINGS, precision: 'int4' }, 400, 'invalid-request', '/precision'],
  ])('for %s', async (_name, settings, status, code, pointer) => {
    const refused = await calibrate(MEASUREMENTS, settings);
    expect({ status: refused.status, code: codeOf(refused.answer) }).toEqual({ status, code });
    expect(refused.answer.errors[0].pointer).toBe(pointer);
  });

  it.each([
    ['a column that does not exist', 'zoo,energy\nvgg-11,1', 400, 'invalid-request', 'line 1, column 2'],
    ['NaN', `${csvOf(MEASUREMENTS)}\nvgg-13,NaN,1`, 422, 'invalid-measurement', 'line 12, column energyJ'],
    [
      'a number that is none',
      `${csvOf(MEASUREMENTS)}\nvgg-13,1J,1`,
      400,
      'invalid-request',
      'line 12, column energyJ',
    ],
    [
      'a network that is none',
      `${csvOf(MEASUREMENTS)}\nvgg-99,1,1`,
      422,
      'unknown-zoo-network',
      'line 12, column zoo',
    ],
    ['a header alone', 'zoo,energyJ\n', 422, 'no-measurements', 'body'],
    ['an open quote', 'zoo\n"vgg', 400, 'malformed-request', 'line 2'],
    ['nothing', '', 400, 'invalid-request', 'line 1'],
  ])('as CSV with %s names line and column', async (_name, csv, status, code, pointer) => {
    const refused = await calibrateCsv(csv);
    expect({ status: refused.status, code: codeOf(refused.answer) }).toEqual({ status, code });
    expect(refused.answer.errors[0].pointer).toBe(pointer);
  });

  it.each([
    ['a query that lacks a field', { ...SETTINGS, runtime: '' }, '?runtime'],
    ['a batch that is a word', { ...SETTINGS, batch: 'one' }, '?batch'],
    ['a field that does not exist', { ...SETTINGS, mode: 'MAXN' }, '?mode'],
    ['neither true nor false', { ...SETTINGS, fusesActivations: 'yes' }, '?fusesActivations'],
  ])('as CSV with %s names the parameter', async (_name, settings, pointer) => {
    const refused = await calibrateCsv(csvOf(MEASUREMENTS), settings);
    expect(refused.status).toBe(400);
    expect(refused.answer.errors[0].pointer).toBe(pointer);
  });

  it.each([
    ['JSON with query parameters', '?batch=1', 'application/json', '{}', 400, 'invalid-request'],
    ['text that is not JSON', '', 'application/json', '{', 400, 'malformed-request'],
    ['an empty body', '', 'application/json', '', 400, 'malformed-request'],
    ['a list', '', 'application/json', '[]', 400, 'invalid-request'],
    ['another type', '', 'application/octet-stream', 'x', 415, 'unsupported-media-type'],
    ['a type that is not known', '', 'text/html', 'x', 415, 'unsupported-media-type'],
    ['more than its limit', '', 'text/csv', 'x'.repeat(1_000_001), 413, 'body-too-large'],
  ])('as %s', async (_name, query, type, body, status, code) => {
    const headers = { 'content-type': type };
    const response = await call(service, { method: 'POST', path: PATH + query, body, headers });
    const answer = await json(response);
    expect({ status: response.status, code: codeOf(answer) }).toEqual({ status, code });
    if (status === 413) expect(answer.detail).toContain('1000000 bytes');
  });

  it('for a board that is not known', async () => {
    const { status, answer } = await calibrate(MEASUREMENTS, SETTINGS, '/boards/unknown/calibrations');
    expect({ status, code: codeOf(answer) }).toEqual({ status: 404, code: 'not-found' });
  });

  it('of measurements is not what other resources take', async () => {
    const headers = { 'content-type': 'text/csv' };
    const response = await call(service, { method: 'POST', path: '/boards', body: 'id\nx', headers });
    expect(response.status).toBe(415);
  });
});
