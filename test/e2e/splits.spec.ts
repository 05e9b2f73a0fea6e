import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import type { ManifestDto } from '../../src/splits/manifest.dto.js';
import { largeChain } from '../support/large-model.js';
import { startRuntime, type Feeds, type Runtime, type RuntimeTensor } from '../support/onnx-runtime.js';
import { json, startTestService, type TestService } from '../support/service.js';
import { bitsOf } from '../support/split-model.js';
import { WEIGHTED_MODELS } from '../support/weighted-models.js';
import { unzip } from '../support/zip.js';

/** Largest model of the service under test. */
const LIMIT_BYTES = 512 * 2 ** 20;

let service: TestService;
let runtime: Runtime;

beforeAll(async () => {
  runtime = startRuntime();
  service = await startTestService({ MODEL_LIMIT_BYTES: String(LIMIT_BYTES) });
}, 60_000);

afterAll(async () => {
  runtime.stop();
  await service.stop();
});

const RESIDUAL = WEIGHTED_MODELS.residual!();
const DYNAMIC = WEIGHTED_MODELS['dynamic batch']!();

type Fields = Readonly<Record<string, string | readonly string[]>>;

function split(model: Uint8Array | null, fields: Fields, query = ''): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) form.append(name, each);
  }
  if (model) form.append('model', new Blob([new Uint8Array(model)]), 'model.onnx');
  return fetch(`${service.url}/splits${query}`, { method: 'POST', body: form });
}

const FORM_HEADERS = { 'content-type': 'multipart/form-data; boundary=part' };

const openRequest = (): ClientRequest =>
  httpRequest(`${service.url}/splits`, { method: 'POST', headers: FORM_HEADERS, agent: false });

/** Sends a model while it is made; nothing of the answer is read yet. */
async function sendLarge(
  model: Iterable<Uint8Array>,
  boundary: string,
  sending = openRequest(),
): Promise<IncomingMessage> {
  const [[answer]] = await Promise.all([
    once(sending, 'response') as Promise<[IncomingMessage]>,
    pipeline(Readable.from(largeForm(model, boundary)), sending),
  ]);
  return answer;
}

function* largeForm(model: Iterable<Uint8Array>, boundary: string): Generator<Uint8Array> {
  yield Buffer.from(
    `--part\r\ncontent-disposition: form-data; name="boundary"\r\n\r\n${boundary}\r\n` +
      '--part\r\ncontent-disposition: form-data; name="model"; filename="m.onnx"\r\n\r\n',
  );
  yield* model;
  yield Buffer.from('\r\n--part--\r\n');
}

/** What a link leads to; nothing where it is gone by now. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

const filesOf = async (answer: Response) => unzip(new Uint8Array(await answer.arrayBuffer()));

const manifestOf = (files: ReadonlyMap<string, Uint8Array>): ManifestDto =>
  JSON.parse(Buffer.from(files.get('manifest.json')!).toString());

/** The manifest is the last file of an archive, and stands in it as it is. */
const manifestAtEnd = (archive: Buffer): ManifestDto =>
  JSON.parse(/\{\n {2}"model"[^]*?\n\}\n/.exec(archive.toString('latin1'))![0]);

/** Imports a model and plans it, so that dividing it pays. */
async function plan(
  model: Uint8Array,
  { importQuery = '', query = '', more = {} }: { importQuery?: string; query?: string; more?: object },
): Promise<PlanAnswerDto> {
  const imported = await fetch(`${service.url}/networks${importQuery}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(model),
  });
  const { id } = await json(imported);
  const answer = await service.post(`/plans${query}`, {
    networkId: id,
    device: { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp32' },
    edge: { board: 'jetson-xavier-nx' },
    link: { uplink: { rateMbps: 100 }, roundTripMs: 1 },
    ...more,
  });
  expect([200, 201]).toContain(answer.status);
  return json(answer);
}

/** Runs the files of an archive one after the other, as the manifest says. */
async function run(
  files: ReadonlyMap<string, Uint8Array>,
  feeds: Feeds,
): Promise<Record<string, RuntimeTensor>> {
  const known: Record<string, RuntimeTensor> = { ...feeds };
  const outputs: Record<string, RuntimeTensor> = {};
  for (const part of manifestOf(files).parts) {
    const taken = [...part.inputs, ...part.receives].map((name) => [name, known[name]!] as const);
    const made = await runtime.run(files.get(part.file)!, Object.fromEntries(taken));
    Object.assign(known, made);
    for (const name of part.outputs) outputs[name] = made[name]!;
  }
  return outputs;
}

const pinned = (device: string, edge: string) => ({
  constraints: {
    pinned: [
      { layer: device, tier: 'device' },
      { layer: edge, tier: 'edge' },
    ],
  },
});

describe('POST /splits', () => {
  it('divides a model by the plan of it, and the parts give what the whole gives', async () => {
    const answer = await plan(RESIDUAL.bytes, { more: pinned('r2', 'c3') });
    const response = await split(RESIDUAL.bytes, { plan: JSON.stringify(answer) });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/zip');
    const files = await filesOf(response);
    expect([...files.keys()]).toEqual(['head.onnx', 'tail.onnx', 'manifest.json']);
    const manifest = manifestOf(files);
    expect(manifest.model).toMatchObject({
      sha256: createHash('sha256').update(RESIDUAL.bytes).digest('hex'),
      bytes: RESIDUAL.bytes.length,
      networkId: answer.network.id,
    });
    const [boundary] = manifest.boundaries;
    expect(boundary!.bytes).toBe(answer.chosen!.bytesUp);
    expect(
      boundary!.tensors.map(({ name, shape, dataType, bytes }) => ({ name, shape, dataType, bytes })),
    ).toEqual(answer.chosen!.crossingTensors);
    for (const { file, bytes, sha256 } of manifest.parts) {
      const content = files.get(file)!;
      expect([bytes, sha256]).toEqual([content.length, createHash('sha256').update(content).digest('hex')]);
    }
    expect(manifest.plan).toEqual(answer.chosen);
    const whole = await runtime.run(RESIDUAL.bytes, RESIDUAL.feeds);
    expect(bitsOf(await run(files, RESIDUAL.feeds))).toEqual(bitsOf(whole));
  });

  it('divides by a saved plan, in the sizes of the plan, and the parts take other batches as well', async () => {
    const { id } = await plan(DYNAMIC.bytes, {
      importQuery: '?batch=3',
      query: '?save=true&candidates=none',
      more: pinned('r1', 'c2'),
    });
    const response = await split(DYNAMIC.bytes, { planId: id! });
    expect(response.status).toBe(200);
    const files = await filesOf(response);
    // 3 · 6 · 8 · 8 float32 behind a 3×3 convolution of 3 × 3 × 10 × 10 without padding
    expect(manifestOf(files).boundaries[0]!.tensors).toMatchObject([
      { name: 'r1', shape: [3, 6, 8, 8], bytes: 4608 },
    ]);
    const whole = await runtime.run(DYNAMIC.bytes, DYNAMIC.feeds); // a batch of two
    expect(bitsOf(await run(files, DYNAMIC.feeds))).toEqual(bitsOf(whole));
  });

  it('divides by a plan of three tiers, whose bytes cross and whose parts give what the whole gives', async () => {
    const pins = { r1: 'device', c2: 'edge', m3: 'edge', sum: 'cloud' };
    const answer = await plan(RESIDUAL.bytes, {
      more: {
        cloud: { board: 'server-nvidia-t4' },
        backhaul: { uplink: { rateMbps: 1000 }, roundTripMs: 5 },
        constraints: { pinned: Object.entries(pins).map(([layer, tier]) => ({ layer, tier })) },
      },
    });
    const files = await filesOf(await split(RESIDUAL.bytes, { plan: JSON.stringify(answer) }));
    expect([...files.keys()]).toEqual(['head.onnx', 'middle.onnx', 'tail.onnx', 'manifest.json']);
    const { boundaries } = manifestOf(files);
    const names = boundaries.map(({ tensors }) => tensors.map(({ name }) => name).sort());
    expect(names).toEqual([['r1'], ['m3', 'r1']]); // r1 is taken on the edge and in the cloud
    const planned = [answer.chosen!, answer.chosen!.cloud!];
    expect(names).toEqual(planned.map((link) => link.crossingTensors.map(({ name }) => name).sort()));
    expect(boundaries.map(({ bytes }) => bytes)).toEqual(planned.map(({ bytesUp }) => bytesUp));
    const whole = await runtime.run(RESIDUAL.bytes, RESIDUAL.feeds);
    expect(bitsOf(await run(files, RESIDUAL.feeds))).toEqual(bitsOf(whole));
  });

  it('divides at named tensors, into three parts where two boundaries are named', async () => {
    const response = await split(RESIDUAL.bytes, { boundary: 'r1', cloudBoundary: 'sum' });
    expect(response.status).toBe(200);
    const files = await filesOf(response);
    const { parts, boundaries } = manifestOf(files);
    expect(parts.map(({ tier, file }) => [tier, file])).toEqual([
      ['device', 'head.onnx'],
      ['edge', 'middle.onnx'],
      ['cloud', 'tail.onnx'],
    ]);
    expect(boundaries.map(({ from, to, tensors }) => [from, to, tensors.map(({ name }) => name)])).toEqual([
      ['device', 'edge', ['r1']],
      ['edge', 'cloud', ['sum']],
    ]);
    const whole = await runtime.run(RESIDUAL.bytes, RESIDUAL.feeds);
    expect(bitsOf(await run(files, RESIDUAL.feeds))).toEqual(bitsOf(whole));
  });

  it('writes the quantisation of given ranges into both parts', async () => {
    const response = await split(RESIDUAL.bytes, {
      boundary: 'r1',
      transferPrecision: 'int8',
      calibration: '{ "r1": [0, 2.55] }',
    });
    const files = await filesOf(response);
    expect(manifestOf(files).boundaries[0]!.tensors).toEqual([
      {
        name: 'r1',
        sentAs: 'r1.int8',
        shape: [1, 8, 16, 16],
        dataType: 'int8',
        bytes: 2048,
        isNetworkInput: false,
        scale: Math.fround(0.01), // 2.55 / 255
        zeroPoint: -128,
      },
    ]);
    const outputs = await run(files, RESIDUAL.feeds);
    expect(outputs.y!.dims).toEqual([1, 5]);
  });

  it('gives the same archive for the same request', async () => {
    const archives = await Promise.all(
      [1, 2].map(async () => (await split(RESIDUAL.bytes, { boundary: 'r1' })).arrayBuffer()),
    );
    const [one, other] = archives.map((archive) => Buffer.from(archive));
    expect(one!.length).toBeGreaterThan(RESIDUAL.bytes.length);
    expect(one!.equals(other!)).toBe(true);
  });

  it('refuses a plan of another network, and one of the same layers with other weights unless that is asked', async () => {
    const answer = await plan(RESIDUAL.bytes, {});
    const other = await split(DYNAMIC.bytes, { plan: JSON.stringify(answer) }, '?batch=1');
    expect(other.status).toBe(422);
    expect(await json(other)).toMatchObject({
      type: 'urn:cutpoint:problem:other-model',
      errors: [{ pointer: '/network/id', detail: `got '${answer.network.id}'` }],
    });
    const trained = Uint8Array.from(RESIDUAL.bytes);
    const weights = Buffer.alloc(4);
    weights.writeFloatLE(0.5); // the first running variance
    const at = Buffer.from(trained).indexOf(weights);
    trained[at] = trained[at]! ^ 1;
    const retrained = await split(trained, { plan: JSON.stringify(answer) });
    expect(retrained.status).toBe(422);
    expect(await json(retrained)).toMatchObject({
      type: 'urn:cutpoint:problem:other-model',
      detail: expect.stringContaining('match=layers'),
    });
    const accepted = await split(trained, { plan: JSON.stringify(answer), match: 'layers' });
    expect(manifestOf(await filesOf(accepted)).model.networkId).toBe(answer.network.id);
  });

  it.each<[string, Fields, string, string]>([
    ['neither plan nor boundary', {}, 'invalid-request', '/plan'],
    ['both', { planId: 'x', boundary: 'r1' }, 'invalid-request', '/plan'],
    ['a cloud boundary alone', { cloudBoundary: 'r1' }, 'invalid-request', '/plan'],
    ['a plan that is not JSON', { plan: 'best' }, 'invalid-request', '/plan'],
    ['a plan that is another document', { plan: '{}' }, 'invalid-request', '/chosen'],
    ['a plan without layers', { plan: '{"chosen":{}}' }, 'invalid-request', '/networkId'],
    ['an unknown choice', { boundary: 'r1', which: 'first' }, 'invalid-request', '/which'],
    ['an unknown field', { boundary: 'r1', cut: '3' }, 'invalid-request', '/cut'],
    ['a field twice', { boundary: 'r1', match: ['file', 'file'] }, 'invalid-request', '/match'],
    [
      'ranges that are none',
      { boundary: 'r1', calibration: '{"r1":[3,1]}' },
      'invalid-request',
      '/calibration/r1',
    ],
  ])('refuses %s', async (_, fields, code, pointer) => {
    const answer = await split(RESIDUAL.bytes, fields);
    expect(answer.status).toBe(400);
    const problem = await json(answer);
    expect(problem.type).toBe(`urn:cutpoint:problem:${code}`);
    expect(problem.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it.each<[string, Fields, string, RegExp]>([
    ['a tensor that is not there', { boundary: 'r9' }, 'invalid-boundary', /'r9'/],
    ['a boundary that lacks a tensor', { boundary: 'c3' }, 'invalid-boundary', /also 'r1'/],
    ['int8 without ranges', { boundary: 'r1', transferPrecision: 'int8' }, 'missing-range', /'r1'/],
  ])('refuses %s', async (_, fields, code, detail) => {
    const answer = await split(RESIDUAL.bytes, fields);
    expect(answer.status).toBe(422);
    expect(await json(answer)).toMatchObject({
      type: `urn:cutpoint:problem:${code}`,
      detail: expect.stringMatching(detail),
    });
  });

  it('refuses what is no form, a form without a model, an unknown plan and a broken file', async () => {
    expect((await service.post('/splits', {})).status).toBe(415);
    expect(await json(await split(null, { boundary: 'r1' }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/model' }],
    });
    expect((await split(RESIDUAL.bytes, { planId: 'f'.repeat(32) })).status).toBe(404);
    expect(await json(await split(RESIDUAL.bytes.subarray(0, 900), { boundary: 'r1' }))).toMatchObject({
      status: 422,
      type: 'urn:cutpoint:problem:malformed-file',
    });
  });

  const DEEP = '['.repeat(500_000) + ']'.repeat(500_000);
  const FIELD = '--part\r\ncontent-disposition: form-data; name="boundary"\r\n\r\nr1\r\n';
  const FILE = '--part\r\ncontent-disposition: form-data; name="model"; filename="../../m.onnx"\r\n';

  it.each<[string, string, string, string]>([
    ['a form that ends in a file', `${FIELD}${FILE}\r\n123`, 'part', 'malformed-request'],
    ['a form that ends behind a field', FIELD, 'part', 'malformed-request'],
    ['a form whose parts cannot be told apart', FIELD, '', 'malformed-request'],
    ['a form of nothing', '', 'part', 'invalid-request'],
    [
      'JSON that is nested beyond measure',
      `${FILE}\r\n1\r\n--part\r\ncontent-disposition: form-data; name="calibration"\r\n` +
        `content-type: application/json\r\n\r\n${DEEP}\r\n--part--\r\n`,
      'part',
      'invalid-request',
    ],
  ])('refuses %s', async (_, body, boundary, code) => {
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const answer = await fetch(`${service.url}/splits`, { method: 'POST', headers, body });
    expect([answer.status, (await json(answer)).type]).toEqual([400, `urn:cutpoint:problem:${code}`]);
  });

  it('refuses texts that are nested or long beyond measure', async () => {
    for (const field of ['plan', 'calibration']) {
      const deep = await split(RESIDUAL.bytes, { boundary: 'r1', [field]: `{"chosen":${DEEP}}` });
      expect(deep.status).toBe(400);
    }
    const long = 'x'.repeat(9 * 2 ** 20);
    const answer = await split(RESIDUAL.bytes, { boundary: [long, long, long, long] }); // 36 MiB
    expect(await json(answer)).toMatchObject({ status: 413, detail: expect.stringContaining('33554432') });
  });

  const rssBytes = (): number =>
    1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))![1]);

  (existsSync('/proc/self/status') ? it : it.skip)(
    'divides 500 MB of weights with less than 250 MB of memory more',
    async () => {
      const before = rssBytes();
      let highest = before;
      const watch = setInterval(() => (highest = Math.max(highest, rssBytes())), 20);
      // Four products of 5 600 · 5 600 weights: 501.76 MB
      const answer = await sendLarge(largeChain([5600, 5600, 5600, 5600, 5600]), 'h2');
      expect(answer.statusCode).toBe(200);
      let last = Buffer.alloc(0);
      for await (const chunk of answer) last = Buffer.concat([last, chunk as Buffer]).subarray(-20_000);
      clearInterval(watch);
      const { parts } = manifestAtEnd(last);
      const half = 2 * 5600 * 5600 * 4;
      expect(parts).toHaveLength(2);
      for (const { bytes } of parts) {
        expect(bytes).toBeGreaterThan(half);
        expect(bytes).toBeLessThan(half + 2000);
      }
      expect((highest - before) / 2 ** 20).toBeLessThan(250);
    },
    120_000,
  );

  it('refuses a model beyond the limit', async () => {
    const answer = await sendLarge(largeChain([5600, 24_000]), 'x'); // 537.6 MB
    expect(answer.statusCode).toBe(413);
    answer.destroy();
  }, 60_000);

  it('closes the file of a client that hangs up, whenever that is', async () => {
    const folder = `/proc/${service.pid}/fd`;
    if (!existsSync(folder)) return;
    const openModels = (): number =>
      readdirSync(folder).filter((file) => linkOf(join(folder, file)).includes('cutpoint-model-')).length;
    const allClosed = async (): Promise<void> => {
      while (openModels() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    };

    const reading = openRequest();
    const answer = await sendLarge(largeChain([2000, 2000]), 'x', reading); // 16 MB, of which nothing is read
    expect(answer.statusCode).toBe(200);
    expect(openModels()).toBe(1);
    reading.destroy();
    await allClosed();

    const writing = openRequest().on('error', () => undefined);
    writing.write(`${FIELD}${FILE}\r\n123`);
    while (openModels() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    writing.destroy();
    await allClosed();

    const form = Buffer.concat([...largeForm([RESIDUAL.bytes], 'r1')]);
    for (let delayMs = 0; delayMs < 20; delayMs++) {
      const waiting = openRequest().on('error', () => undefined);
      await new Promise<void>((resolve) => waiting.end(form, resolve));
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      waiting.destroy();
    }
    expect((await split(RESIDUAL.bytes, { boundary: 'r1' })).status).toBe(200);
    await allClosed();
  });

  it('leaves no file behind', () => {
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('cutpoint-model-'))).toEqual([]);
  });
});
