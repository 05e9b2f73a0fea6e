import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { executedEdges, findZooNetwork, parseCell } from '../../src/core/index.js';
import { CELL_OPERATIONS } from '../../src/core/zoo/nas-bench-201-cell.js';
import { normalFrom, randomFrom } from '../../test/fixtures/synthetic-measurements.js';
import { ADMIN_KEY, call } from '../../test/support/administrator.js';
import { startTestService, type TestService } from '../../test/support/service.js';

const PATH =
  '/boards/raspberry-pi-5/calibrations?powerMode=default&runtime=bench&precision=fp32&boundary=soc-rails&source=a%20bench';
const NOISE = 0.03;
/** Long enough for the start of the service to be over. */
const SETTLE_MS = 3000;

export interface LargeCalibration {
  readonly seconds: number;
  /** What the service says of its event loop meanwhile. */
  readonly eventLoop: string;
  /** Other requests that were answered meanwhile. */
  readonly answered: number;
}

/** Calibrates a board of a running service on so many different networks, a few times in a row. */
export async function largeCalibrations(networks: number, times: number): Promise<LargeCalibration[]> {
  const body = table(networks);
  const monitor = new URL('./event-loop-delay.js', import.meta.url);
  const service = await startTestService({ ADMIN_KEY, NODE_OPTIONS: `--import=${monitor.href}` });
  try {
    await sleep(SETTLE_MS);
    await eventLoopOf(service); // the start does not count
    const results: LargeCalibration[] = [];
    for (let run = 0; run < times; run++) results.push(await calibrateOnce(service, body));
    return results;
  } finally {
    await service.stop();
  }
}

async function calibrateOnce(service: TestService, body: string): Promise<LargeCalibration> {
  const progress = { done: false };
  const start = performance.now();
  const calibration = call(service, {
    method: 'POST',
    path: PATH,
    body,
    headers: { 'content-type': 'text/csv' },
  }).then(async (response) => {
    const text = await response.text();
    if (response.status !== 201) throw new Error(text.slice(0, 1000));
  });
  void calibration.finally(() => (progress.done = true));
  let answered = 0;
  for (; !progress.done; answered++) await (await fetch(`${service.url}/links/lte`)).text();
  await calibration;
  const seconds = (performance.now() - start) / 1e3;
  return { seconds, answered, eventLoop: await eventLoopOf(service) };
}

async function eventLoopOf(service: TestService): Promise<string> {
  process.kill(service.pid, 'SIGUSR2');
  await sleep(200);
  return service.output().split('\n').at(-1)!;
}

/** Rows of different networks whose costs grow with their MACs and their layers. */
function table(networks: number): string {
  const normal = normalFrom(randomFrom(1));
  const zoo = findZooNetwork('nas-bench-201');
  const rows = ['zoo,cell,energyJ,latencyMs'];
  for (const cell of cells()) {
    if (rows.length > networks) break;
    const { layers } = zoo.build({ cell });
    const macs = layers.reduce((sum, { workload }) => sum + workload.macs, 0);
    const [energy, latency] = [2e-10 * macs + 2e-5 * layers.length, 1e-7 * macs + 2e-2 * layers.length];
    const noisy = (cost: number): number => cost * (1 + NOISE * normal());
    rows.push(`nas-bench-201,${cell},${noisy(energy)},${noisy(latency)}`);
  }
  return rows.join('\n');
}

/** Cells that join their input to their output; neighbours are unlike each other. */
function* cells(): Generator<string> {
  const count = CELL_OPERATIONS.length ** 6;
  for (let step = 0; step < count; step++) {
    let code = (step * 7919) % count; // shares no factor with the count, so every cell comes once
    const edges = [0, 0, 1, 0, 1, 2].map((source) => {
      const operation = CELL_OPERATIONS[code % CELL_OPERATIONS.length]!;
      code = Math.floor(code / CELL_OPERATIONS.length);
      return `${operation}~${source}`;
    });
    const cell = edges.join('/');
    if (executedEdges(parseCell(cell)).length > 0) yield cell;
  }
}
