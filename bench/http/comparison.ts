import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { firstLineOf, startScript } from '../harness/processes.js';
import { median, percentile } from '../harness/statistics.js';
import type { Outcome, Row, Settings } from '../harness/suite.js';
import { WARM_UP_SECONDS } from '../harness/timing.js';
import { pace, saturate, type Loaded, type Throughput } from './load.js';
import { mediaTypeOf, type Scenario } from './scenarios.js';

const BARE_SERVER = new URL('./bare-server.js', import.meta.url);
const P99_TARGET = '≤ 5';

/**
 * Loads the service and a bare server that gives the same answer in turns, round by round, on the same core. The
 * ratio is, in each round, the worse one of throughput and of requests in a second of processor time: where the
 * load generator is what limits the bare server, the second tells.
 */
export async function compare(service: Loaded, scenario: Scenario, settings: Settings): Promise<Outcome> {
  if (!(await has(service, scenario))) {
    return { rows: [], notes: [`${scenario.name}: skipped, the service has no such path`] };
  }
  const response = await ask(service, scenario);
  if (!response.ok) throw new Error(`${scenario.name}: got ${response.status}, ${await response.text()}`);
  const answer = Buffer.from(await response.arrayBuffer());
  return withBareServer(scenario, { answer, mediaType: response.headers.get('content-type')! }, (bare) =>
    takeTurns({ service, bare }, scenario, settings),
  );
}

async function has({ url }: Loaded, { path }: Scenario): Promise<boolean> {
  const description = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
  const [withoutQuery] = path.split('?');
  return Object.keys(description.paths).includes(withoutQuery!);
}

const ask = async ({ url }: Loaded, scenario: Scenario): Promise<Response> =>
  fetch(url + scenario.path, {
    method: 'POST',
    headers: { 'content-type': mediaTypeOf(scenario) },
    body: scenario.bodies()(0),
  });

async function withBareServer<Result>(
  { reading }: Scenario,
  { answer, mediaType }: { readonly answer: Buffer; readonly mediaType: string },
  use: (bare: Loaded) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'cutpoint-bench-'));
  const file = join(folder, 'answer');
  await writeFile(file, answer);
  const child = startScript(BARE_SERVER, [reading, file, mediaType], 0);
  try {
    return await use({ url: await firstLineOf(child), pid: child.pid! });
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
}

async function takeTurns(
  { service, bare }: { readonly service: Loaded; readonly bare: Loaded },
  scenario: Scenario,
  settings: Settings,
): Promise<Outcome> {
  const own = await amountFor(service, scenario, settings);
  const others = await amountFor(bare, scenario, settings);
  const rounds: { service: Throughput; bare: Throughput }[] = [];
  for (let round = 0; round < settings.rounds; round++) {
    rounds.push({
      service: await saturate(service, scenario, own),
      bare: await saturate(bare, scenario, others),
    });
  }
  const rows = ratioRows(scenario, rounds);
  if (scenario.isPaced !== true) return { rows, notes: [] };
  return { rows: [...rows, await pacedRow(service, scenario, settings, rounds)], notes: [] };
}

/** A server is warm when so many rounds in a row were not faster than the fastest before, but for what chance makes. */
const [STEADY_ROUNDS, CHANCE] = [3, 1.05];
const MAX_WARM_UP_SECONDS = 60;

/** How many requests a server answers in a round, found while it warms up. */
async function amountFor(
  server: Loaded,
  scenario: Scenario,
  { secondsPerRound, isQuick }: Settings,
): Promise<number> {
  if (isQuick) return 1;
  const begin = performance.now();
  const seconds = (): number => (performance.now() - begin) / 1e3;
  let amount = scenario.clients;
  let [fastest, steady] = [0, 0];
  while (seconds() < WARM_UP_SECONDS || (steady < STEADY_ROUNDS && seconds() < MAX_WARM_UP_SECONDS)) {
    const { perSecond } = await saturate(server, scenario, amount);
    amount = Math.max(scenario.clients, Math.ceil(perSecond * secondsPerRound));
    steady = perSecond > CHANCE * fastest ? 0 : steady + 1;
    fastest = Math.max(fastest, perSecond);
  }
  return amount;
}

function ratioRows(
  { name, pieces, target }: Scenario,
  rounds: readonly { service: Throughput; bare: Throughput }[],
): Row[] {
  const rates = (server: 'service' | 'bare', rate: keyof Throughput): number[] =>
    rounds.map((round) => round[server][rate]);
  const ratios = rounds.map(({ service, bare }) =>
    Math.min(service.perSecond / bare.perSecond, service.perProcessorSecond / bare.perProcessorSecond),
  );
  return [
    {
      what: `${name}: share of the bare server's`,
      ...{ unit: '%', values: ratios.map((ratio) => 100 * ratio), ...(target !== undefined && { target }) },
    },
    {
      what: '  service',
      ...{ unit: pieces.name, values: rates('service', 'perSecond').map((rate) => rate * pieces.count) },
    },
    {
      what: '  service, of its processor time',
      unit: 'requests/s',
      values: rates('service', 'perProcessorSecond'),
    },
    { what: '  bare server', unit: 'requests/s', values: rates('bare', 'perSecond') },
    {
      what: '  bare server, of its processor time',
      unit: 'requests/s',
      values: rates('bare', 'perProcessorSecond'),
    },
  ];
}

/** The latency that one request of a hundred exceeds, at half of what saturates the service. */
async function pacedRow(
  service: Loaded,
  scenario: Scenario,
  { rounds, secondsPerRound }: Settings,
  found: readonly { service: Throughput }[],
): Promise<Row> {
  const requestsPerSecond = median(found.map((round) => round.service.perSecond)) / 2;
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    values.push(
      percentile(await pace(service, scenario, { requestsPerSecond, seconds: secondsPerRound }), 0.99),
    );
  }
  return { what: '  p99 at half of saturation', unit: 'ms', values, target: P99_TARGET };
}
