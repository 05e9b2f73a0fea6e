import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN_KEY, asAdministrator } from '../../test/support/administrator.js';
import { startTestService, type TestService } from '../../test/support/service.js';
import { chainFile } from '../core/imports.js';
import { percentile } from '../harness/statistics.js';
import type { Outcome, Row, Settings, Suite } from '../harness/suite.js';
import { rankingOf } from '../http/bodies.js';
import { UNLIMITED } from '../http/suite.js';
import { calibrationTable } from './calibration-table.js';

/** Long enough for the start of the service to be over. */
const SETTLE_MS = 3000;
const MOST_DELAY = '≤ 50';

/** Work that takes long. */
interface LongWork {
  readonly what: string;
  readonly path: string;
  readonly mediaType: string;
  /** Of each round. */
  readonly body: (round: number) => string | Buffer;
}

interface Watched {
  readonly seconds: number;
  readonly delay: EventLoopDelay;
  /** What another client waited for each of its answers meanwhile [ms]. */
  readonly waits: readonly number[];
}

interface EventLoopDelay {
  readonly p99: number;
  readonly most: number;
}

const CALIBRATION =
  '/boards/raspberry-pi-5/calibrations?powerMode=default&runtime=bench&precision=fp32&boundary=soc-rails&source=a%20bench';

const longWorks = ({ isQuick }: Settings): readonly LongWork[] => {
  const [nodes, rows, candidates] = isQuick ? [10, 100, 10] : [6000, 6000, 5000];
  const table = calibrationTable(rows);
  const ranking = rankingOf(candidates)();
  return [
    {
      what: `import of ${nodes} nodes`,
      ...{ path: '/networks', mediaType: 'application/octet-stream' },
      body: (round) => chainFile(nodes, round + 1),
    },
    {
      what: `calibration on ${rows} networks`,
      ...{ path: CALIBRATION, mediaType: 'text/csv', body: () => table },
    },
    {
      what: `ranking of ${candidates} networks`,
      ...{ path: '/rankings', mediaType: 'application/x-ndjson', body: ranking },
    },
  ];
};

async function run(settings: Settings): Promise<Outcome> {
  const monitor = new URL('./event-loop-delay.js', import.meta.url);
  const service = await startTestService({
    ...UNLIMITED,
    ADMIN_KEY,
    NODE_OPTIONS: `--import=${monitor.href}`,
  });
  try {
    await sleep(settings.isQuick ? 0 : SETTLE_MS);
    await eventLoopOf(service); // the start does not count
    const rows: Row[] = [];
    for (const work of longWorks(settings)) rows.push(...(await workRows(service, work, settings)));
    return { rows, notes: [] };
  } finally {
    await service.stop();
  }
}

async function workRows(service: TestService, work: LongWork, { rounds }: Settings): Promise<Row[]> {
  const found: Watched[] = [];
  for (let round = 0; round < rounds; round++) found.push(await watch(service, work, round));
  const ofDelay = (figure: keyof EventLoopDelay): number[] => found.map(({ delay }) => delay[figure]);
  return [
    { what: work.what, unit: 's', values: found.map(({ seconds }) => seconds) },
    { what: '  event loop held up, p99', unit: 'ms', values: ofDelay('p99'), target: MOST_DELAY },
    { what: '  event loop held up, most', unit: 'ms', values: ofDelay('most') },
    {
      what: '  wait of another client, p99',
      ...{ unit: 'ms', values: found.map(({ waits }) => percentile(waits, 0.99)) },
    },
  ];
}

/** Does the work while another client asks without a pause. */
async function watch(service: TestService, work: LongWork, round: number): Promise<Watched> {
  const body = work.body(round);
  const waits: number[] = [];
  const progress = { done: false };
  const start = performance.now();
  const working = finish(service, work, body).finally(() => (progress.done = true));
  do {
    const asked = performance.now();
    await (await fetch(`${service.url}/links/lte`)).text();
    waits.push(performance.now() - asked);
  } while (!progress.done);
  const seconds = ((await working) - start) / 1e3;
  return { seconds, waits, delay: await eventLoopOf(service) };
}

/** Gives the time at which the answer was whole. */
async function finish(
  service: TestService,
  { what, path, mediaType }: LongWork,
  body: string | Buffer,
): Promise<number> {
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: { ...asAdministrator, 'content-type': mediaType },
    body: body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: got ${response.status}, ${text.slice(0, 1000)}`);
  return performance.now();
}

/** Since the last time that it was asked. */
async function eventLoopOf(service: TestService): Promise<EventLoopDelay> {
  const before = service.output().length;
  process.kill(service.pid, 'SIGUSR2');
  for (;;) {
    await sleep(10);
    const said = /^\{"eventLoopDelayMs":.*\}$/m.exec(service.output().slice(before))?.[0];
    if (said !== undefined) {
      return (JSON.parse(said) as { eventLoopDelayMs: EventLoopDelay }).eventLoopDelayMs;
    }
  }
}

export const responsivenessSuite: Suite = {
  summary:
    'how long the event loop of the service is held up, and other clients wait, while long work is done',
  run,
};
