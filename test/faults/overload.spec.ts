import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { COLLECTING, heapBytes } from '../support/metrics.js';
import { startTestService, type TestService } from '../support/service.js';

const GENERATOR = resolve('test/support/load-generator.js');
const CLIENTS = 1_000;
const SECONDS = 30;

/** How long a request may wait for its turn. */
const QUEUE_TIMEOUT_MS = 1_000;

/** The wait, and as much again for the work of all that are let in at a time, and of whoever else uses the machine. */
const ACCEPTED_WITHIN_MS = 2 * QUEUE_TIMEOUT_MS;
const REFUSED_WITHIN_MS = 1_500;

/** AlexNet by its identifier, each time over another rate. */
const BODIES = Array.from({ length: 50 }, (_, index) => {
  const { device, edge, link } = ALEXNET_OVER_WIFI;
  const uplink = { ...link.uplink, rateMbps: 5 * (index + 1) };
  return JSON.stringify({ networkId: 'alexnet', device, edge, link: { ...link, uplink } });
});

interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** Null: as fast as they are answered. */
  readonly ratePerSecond: number | null;
}

interface Outcome {
  /** Milliseconds, by status. */
  readonly times: Readonly<Record<string, number[]>>;
  readonly failures: Readonly<Record<string, number>>;
  /** Turns that a client let pass because it still waited. */
  readonly passed: number;
  readonly lagMs: number;
}

async function load({ url }: TestService, asked: Load): Promise<Outcome> {
  const options = { ...asked, url, path: '/plans', bodies: BODIES };
  const { stdout } = await promisify(execFile)(process.execPath, [GENERATOR, JSON.stringify(options)], {
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout) as Outcome;
}

const countOf = (times: readonly number[] = []): number => times.length;

function percentile(times: readonly number[] = [], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const figures = (times: readonly number[] = []): string =>
  `${times.length} (median ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms, ` +
  `maximum ${percentile(times, 1).toFixed(0)} ms)`;

describe('twice as many requests as the service can answer, from 1 000 clients at once', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({ ...COLLECTING, QUEUE_TIMEOUT_MS: `${QUEUE_TIMEOUT_MS}` });
  }, 60_000);
  afterAll(() => service.stop());

  it('are answered soon or refused at once, and leave nothing behind', async () => {
    await load(service, { clients: 32, seconds: 5, ratePerSecond: null }); // what is compiled first
    const { times: calm } = await load(service, { clients: 32, seconds: 5, ratePerSecond: null });
    const capacity = countOf(calm['200']) / 5;
    const heapBefore = await heapBytes(service);
    const outcome = await load(service, { clients: CLIENTS, seconds: SECONDS, ratePerSecond: 2 * capacity });
    const { times, failures, passed, lagMs } = outcome;
    const { 200: accepted = [], ...others } = times;
    const refused = Object.values(others).flat();
    await setTimeout(1_000);
    const heapAfter = await heapBytes(service);
    console.log(
      `capacity ${capacity.toFixed(0)}/s; accepted ${figures(accepted)}, refused ${figures(refused)}, ` +
        `${passed} turns passed; clients' event loop p99 ${lagMs.toFixed(0)} ms; ` +
        `heap ${(heapBefore / 2 ** 20).toFixed(0)} -> ${(heapAfter / 2 ** 20).toFixed(0)} MiB`,
    );
    expect(failures).toEqual({});
    expect(Object.keys(others).filter((status) => status !== '429' && status !== '503')).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    // Refusing does not keep the service from its work.
    expect(accepted.length).toBeGreaterThan((capacity * SECONDS) / 2);
    expect(percentile(accepted, 0.99)).toBeLessThan(ACCEPTED_WITHIN_MS);
    expect(percentile(refused, 0.99)).toBeLessThan(REFUSED_WITHIN_MS);
    expect(heapAfter).toBeLessThan(1.1 * heapBefore);
    const answer = await service.post('/plans', BODIES[0]);
    expect(answer.status).toBe(200);
  }, 300_000);
});
