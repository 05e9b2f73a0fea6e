import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { CAMERAS } from '../../src/plans/examples/cameras.js';
import { json, startTestService, type TestService } from '../support/service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers, whose form the assertions check */
const LINE_LIMIT = 1_000;
const LINE_BYTES = 20_000;

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    BATCH_LINE_LIMIT: String(LINE_LIMIT),
    BODY_LIMIT_BYTES: String(LINE_BYTES),
  });
}, 60_000);

afterAll(() => service.stop());

const DEFAULTS = {
  networkId: 'alexnet',
  device: { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp32' },
  edge: { board: 'jetson-xavier-nx', precision: 'int8' },
  link: {
    uplink: { rateMbps: 200, radioSlopeMwPerMbps: 283.17 },
    downlink: { rateMbps: 200, radioSlopeMwPerMbps: 137.01 },
    roundTripMs: 2,
  },
};

const defaults = JSON.stringify({ defaults: DEFAULTS });
const atRate = (rateMbps: number) => ({ link: { uplink: { rateMbps } } });
const linesIn = (text: string): any[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const shortOf = ({ kind, line, id, problem }: any) =>
  problem === undefined
    ? [kind, line, id]
    : [kind, line, id, problem.type.replace('urn:cutpoint:problem:', ''), problem.errors?.[0]?.pointer];

const post = (body: NonNullable<RequestInit['body']>, query = ''): Promise<Response> =>
  fetch(`${service.url}/plans/batch${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body,
  });

/** Lines as given where they are texts, as JSON where not. */
async function batch(lines: readonly unknown[], query = ''): Promise<any[]> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const response = await post(text, query);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/x-ndjson');
  return linesIn(await response.text());
}

const planAlone = async (request: object) => json(await service.post('/plans', request));

describe('POST /plans/batch', () => {
  it('answers the example', async () => {
    const lines = linesIn(await (await post(CAMERAS)).text());
    expect(lines.map(shortOf)).toEqual([
      ['plan', 2, 'camera-1'],
      ['plan', 3, 'camera-2'],
      ['plan', 4, 'camera-3'],
      ['end', undefined, undefined],
    ]);
    expect(lines[2].versions.link).toEqual({ profile: 'lte', profileVersion: 1 });
  });

  it('chooses what POST /plans chooses, and says what of it an orchestrator needs', async () => {
    const constraints = { maxLatencyMs: 1, maxDeviceEnergyJ: 10 };
    const lines = await batch([
      defaults,
      { id: 'fast', ...atRate(200) },
      { id: 'slow', ...atRate(5) },
      { id: 'late', constraints },
      { id: 'sure', confidence: { draws: 200 } },
    ]);
    const alone = await Promise.all([
      planAlone(DEFAULTS),
      planAlone({
        ...DEFAULTS,
        link: { ...DEFAULTS.link, uplink: { ...DEFAULTS.link.uplink, rateMbps: 5 } },
      }),
      planAlone({ ...DEFAULTS, constraints }),
      planAlone({ ...DEFAULTS, confidence: { draws: 200 } }),
    ]);
    alone.forEach((answer, index) => {
      const line = lines[index];
      expect(answer.closest).toMatchObject(line.plan);
      expect(line.margin).toBe(answer.splitting.margin);
      expect(new Set(line.warnings)).toEqual(new Set(answer.warnings.map(({ code }: any) => code)));
      expect(line.versions).toEqual({
        network: 'alexnet',
        device: {
          board: 'jetson-tx2',
          boardVersion: 1,
          coefficientSets: [answer.device.coefficientSets[0].version],
        },
        edge: {
          board: 'jetson-xavier-nx',
          boardVersion: 1,
          coefficientSets: [answer.edge.coefficientSets[0].version],
        },
      });
    });
    expect(lines[0].plan.deviceLayers).not.toBe(lines[1].plan.deviceLayers);
    expect(lines.slice(0, 4).map(({ brokenConstraints }) => brokenConstraints)).toEqual([
      [],
      [],
      ['maxLatencyMs'],
      [],
    ]);
    expect(alone[2].chosen).toBeNull();
    expect(lines[3].confidence).toEqual(alone[3].confidence);
  });

  it('answers with detail=full what POST /plans answers, and needs no defaults', async () => {
    const lines = await batch([{ id: 'one', ...DEFAULTS }], '?detail=full');
    expect(lines[0]).toMatchObject({ kind: 'answer', line: 1, id: 'one' });
    expect(lines[0].answer).toEqual(await planAlone(DEFAULTS));
  });

  it('takes a line as a patch of the defaults, and null as nothing', async () => {
    const bound = { ...DEFAULTS, objective: 'deviceEnergy', constraints: { maxLatencyMs: 1e-3 } };
    const [kept, freed, other] = await batch([
      { defaults: bound },
      { id: 'kept' },
      { id: 'freed', constraints: null, objective: null },
      { id: 'other', constraints: { maxLatencyMs: null, minDeviceShare: 1 } },
    ]);
    expect(kept.brokenConstraints).toEqual(['maxLatencyMs']);
    expect([freed.brokenConstraints, freed.plan.latencyMs]).toEqual([
      [],
      (await planAlone(DEFAULTS)).best.latency.latencyMs, // the objective where none is said
    ]);
    expect([other.brokenConstraints, other.plan.edgeEnergyJ]).toEqual([[], 0]);
  });

  it('answers a line at fault in its place, and the others as if it was not there', async () => {
    const lines = await batch([
      defaults,
      { id: 'good' },
      '{"id":',
      '7',
      { link: {} },
      { id: 'x'.repeat(201) },
      { id: 'rate', ...atRate(-1) },
      { id: 'nobody', networkId: 'nobody' },
      { id: 'good' },
      { id: 'rate' },
      { id: 'typo', lnik: {} },
      { id: 'lost', device: null },
      { id: 'again', defaults: DEFAULTS },
      { id: 'better' },
    ]);
    expect(lines.map(shortOf)).toEqual([
      ['plan', 2, 'good'],
      ['fault', 3, null, 'malformed-request', undefined],
      ['fault', 4, null, 'invalid-request', undefined],
      ['fault', 5, null, 'invalid-request', '/id'],
      ['fault', 6, null, 'invalid-request', '/id'],
      ['fault', 7, 'rate', 'invalid-request', '/link/uplink/rateMbps'],
      ['fault', 8, 'nobody', 'unknown-network', '/networkId'],
      ['fault', 9, 'good', 'invalid-request', '/id'],
      ['fault', 10, 'rate', 'invalid-request', '/id'],
      ['fault', 11, 'typo', 'invalid-request', '/lnik'],
      ['fault', 12, 'lost', 'invalid-request', '/device'],
      ['fault', 13, 'again', 'invalid-request', '/defaults'],
      ['plan', 14, 'better'],
      ['end', undefined, undefined],
    ]);
    expect(lines.at(-1)).toEqual({ kind: 'end', planned: 2, faults: 11 });
  });

  it('reads other line ends, blank lines and a last line without an end, and counts lines as they stand', async () => {
    const lines = linesIn(await (await post(`\r\n${defaults}\r\n \n\n{"id":"a"}\r\n\n{"id":"b"}`)).text());
    expect(lines.map(shortOf).slice(0, 2)).toEqual([
      ['plan', 5, 'a'],
      ['plan', 7, 'b'],
    ]);
  });

  it('passes over lines that are too long or are not UTF-8', async () => {
    const long = JSON.stringify({ id: 'long', finalAccuracy: 0.5, padding: 'x'.repeat(LINE_BYTES) });
    const parts = [`${defaults}\n${long}\n`, new Uint8Array([0x7b, 0xff, 0x7d, 0x0a]), '{"id":"after"}\n'];
    const lines = linesIn(await (await post(new Blob(parts))).text());
    expect(lines.map(shortOf).slice(0, 3)).toEqual([
      ['fault', 2, null, 'body-too-large', undefined],
      ['fault', 3, null, 'malformed-request', undefined],
      ['plan', 4, 'after'],
    ]);
  });

  it.each(['', '\n\r\n  \n', `${defaults}\n`])('refuses a batch of no lines (%j)', async (body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect((await json(response)).type).toBe('urn:cutpoint:problem:invalid-request');
  });

  it('refuses all where the defaults are at fault', async () => {
    const response = await post(`{"defaults":{"device":{"board":7},"cloud":null}}\n{"id":"a"}\n`);
    expect(response.status).toBe(400);
    expect((await json(response)).errors).toMatchObject([{ pointer: '/defaults/device/board' }]);
  });

  it('refuses a body of another type', async () => {
    expect((await service.post('/plans/batch', { defaults: DEFAULTS })).status).toBe(415);
    expect((await fetch(`${service.url}/plans/batch`, { method: 'POST' })).status).toBe(415);
  });

  it('answers so many lines and no more, in their order', async () => {
    const rates = Array.from({ length: LINE_LIMIT + 50 }, (_, index) => ({
      id: `${index}`,
      ...atRate(1 + index),
    }));
    const lines = await batch([defaults, ...rates]);
    expect(lines.slice(0, LINE_LIMIT).map(({ kind, id }) => [kind, id])).toEqual(
      rates.slice(0, LINE_LIMIT).map(({ id }) => ['plan', id]),
    );
    expect(lines.slice(LINE_LIMIT).map(shortOf)).toEqual([
      ['fault', LINE_LIMIT + 2, `${LINE_LIMIT}`, 'body-too-large', undefined],
      ['end', undefined, undefined],
    ]);
  }, 60_000);
});

/** A batch whose lines are sent one by one. */
async function open(): Promise<{ sending: ClientRequest; answering: Promise<IncomingMessage> }> {
  const sending = httpRequest(`${service.url}/plans/batch?detail=full`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
  });
  const answering = once(sending, 'response').then(([response]) => response as IncomingMessage);
  sending.write(`${defaults}\n`);
  await setTimeout(1);
  return { sending, answering };
}

describe('a batch under way', () => {
  it('is answered line by line while the rest of it is still to come', async () => {
    const { sending, answering } = await open();
    sending.write('{"id":"first"}\n');
    const response = await answering;
    const [chunk] = (await once(response, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^\{"line":2,"kind":"answer","id":"first"/);
    sending.end('{"id":"second"}');
    let rest = '';
    for await (const piece of response as AsyncIterable<Buffer>) rest += piece.toString();
    expect(linesIn(rest.slice(rest.indexOf('{"line":3'))).map(shortOf)).toEqual([
      ['answer', 3, 'second'],
      ['end', undefined, undefined],
    ]);
  });

  it('is answered to a client that sends all before it reads anything', async () => {
    const { sending, answering } = await open();
    // 17 MB of answers, more than sockets hold.
    for (let index = 0; index < 1_000; index++) sending.write(`{"id":"${index}"}\n`);
    await new Promise<void>((resolve) => {
      sending.end(resolve);
    });
    let length = 0;
    let last = '';
    for await (const piece of (await answering) as AsyncIterable<Buffer>) {
      length += piece.length;
      last = piece.toString();
    }
    expect(length).toBeGreaterThan(15e6);
    expect(last).toContain('{"kind":"end","planned":1000,"faults":0}\n');
  }, 60_000);

  it('ends with a client that goes away, and holds nobody else up', async () => {
    const { sending, answering } = await open();
    sending.on('error', () => undefined);
    for (let index = 0; index < 1_000; index++) sending.write(`{"id":"${index}"}\n`);
    const response = await answering;
    response.on('error', () => undefined);
    await once(response, 'data');
    sending.destroy();
    while (!service.output().includes('a batch broke off')) await setTimeout(20);
    expect((await batch([defaults, { id: 'next' }])).at(-1)).toEqual({ kind: 'end', planned: 1, faults: 0 });
  }, 60_000);
});
