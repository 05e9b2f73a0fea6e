import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { evaluateAll, ranking, shortlistTiers, best } from '../../src/core/index.js';
import { FOLDER, problemOf, requestOf, settingsOf } from '../../test/support/scission.js';
import { startTestService, type TestService } from '../../test/support/service.js';
import { median } from '../harness/statistics.js';
import { skippedWithoutData, type Outcome, type Row, type Settings, type Suite } from '../harness/suite.js';
import { post } from '../harness/post.js';
import { onCore, separationNote, stayingOnCore } from '../harness/processes.js';
import { timed, WARM_UP_SECONDS } from '../harness/timing.js';
import { UNLIMITED } from '../http/suite.js';

/** What Scission's own search takes, without reading its tables, on a machine such as the two cores of README.md. */
const PEERS = [
  { model: 'vgg19', stats: 'network_stats.csv', criteria: [], searchMs: 9 },
  { model: 'mobilenet', stats: 'network_stats.csv', criteria: [], searchMs: 528 },
] as const;
type Peer = (typeof PEERS)[number];

const LISTED = 5;
const [CORE_TARGET, HTTP_TARGET] = ['≥ 100', '≥ 10'];

async function run(settings: Settings): Promise<Outcome> {
  const { dataFolder } = settings;
  if (dataFolder === null || !existsSync(join(dataFolder, FOLDER))) return skippedWithoutData('Scission');
  process.env.CUTPOINT_DATA = dataFolder; // which the readers of its tables go by
  const rows = PEERS.flatMap((peer) => coreRows(peer, settings));
  const service = await startTestService(UNLIMITED, onCore(0));
  try {
    for (const peer of PEERS) rows.push(...(await stayingOnCore(1, () => httpRows(service, peer, settings))));
  } finally {
    await service.stop();
  }
  const notes = PEERS.map(
    ({ model, searchMs }) => `Scission's own search on ${model}: ${searchMs} ms on such a machine.`,
  );
  return { rows, notes: [...notes, separationNote] };
}

/** The five best of all configurations over four settings of machines, and the best alone. */
function coreRows(peer: Peer, settings: Settings): Row[] {
  const problems = settingsOf(peer).map((setting) => problemOf(peer, setting));
  const fiveBest = (): unknown =>
    problems.map((problem) =>
      ranking(evaluateAll(problem)!, { objective: 'latency', constraints: {}, most: LISTED }),
    );
  const bestAlone = (): unknown =>
    problems.map((problem) => best(shortlistTiers(problem, 'latency')!, 'latency'));
  const all = timed(`${peer.model}, core: five best of all, four settings`, fiveBest, settings);
  const one = timed(`${peer.model}, core: the best, four settings`, bestAlone, settings);
  return [all, fasterRow(peer, all, CORE_TARGET), one, fasterRow(peer, one, CORE_TARGET)];
}

/** The best over four settings of machines, in a request each and in one for all. */
async function httpRows(service: TestService, peer: Peer, settings: Settings): Promise<Row[]> {
  const requests = settingsOf(peer).map((setting) => requestOf(peer, setting));
  const single = {
    what: `${peer.model}, POST /plans: the best, four settings in four requests`,
    unit: 'ms',
    values: await requestTimes(
      () =>
        plan(
          service,
          requests.map((request) => JSON.stringify(request)),
        ),
      settings,
    ),
  };
  const batched = {
    what: `${peer.model}, POST /plans/batch: the best, four settings in one request`,
    unit: 'ms',
    values: await requestTimes(() => planBatch(service, batchOf(requests)), settings),
  };
  return [single, batched].flatMap((row) => [row, fasterRow(peer, row, HTTP_TARGET)]);
}

/** A line a request, in which the defaults of all lines say the network. */
function batchOf(requests: readonly object[]): string {
  const [{ network }] = requests as readonly [{ network: object }];
  const lines = requests.map((request, index) => ({ ...request, id: String(index), network: undefined }));
  return [{ defaults: { network } }, ...lines].map((line) => JSON.stringify(line)).join('\n');
}

async function requestTimes(request: () => Promise<void>, { rounds, isQuick }: Settings): Promise<number[]> {
  const [warmUpSeconds, perRound] = isQuick ? [0, 1] : [WARM_UP_SECONDS, 50];
  const end = performance.now() + warmUpSeconds * 1e3;
  do await request();
  while (performance.now() < end);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let call = 0; call < perRound; call++) {
      const start = performance.now();
      await request();
      times.push(performance.now() - start);
    }
    values.push(median(times));
  }
  return values;
}

async function plan({ url }: TestService, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) await post(`${url}/plans?candidates=none`, 'application/json', body);
}

async function planBatch({ url }: TestService, body: string): Promise<void> {
  const text = await post(`${url}/plans/batch`, 'application/x-ndjson', body);
  const planned = text.split('\n').filter((line) => line.includes('"plan":{')).length;
  if (planned !== 4) throw new Error(`POST /plans/batch: ${text.slice(0, 1000)}`);
}

const fasterRow = ({ searchMs }: Peer, { values }: Row, target: string): Row => ({
  what: "  times faster than Scission's search",
  ...{ unit: '×', values: values.map((own) => searchMs / own), target },
});

export const scissionSuite: Suite = {
  summary:
    "Scission's own data and cost formula: the five best configurations, next to the time of its own search",
  run,
};
