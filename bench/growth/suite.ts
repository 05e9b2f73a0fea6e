import { best, evaluateSplits, listCuts } from '../../src/core/index.js';
import { startTestService } from '../../test/support/service.js';
import { chainOf, problemOn } from '../core/problems.js';
import { onCore, separationNote } from '../harness/processes.js';
import type { Outcome, Row, Settings, Suite } from '../harness/suite.js';
import { timed } from '../harness/timing.js';
import { saturate, type Loaded } from '../http/load.js';
import { BY_ID, inlineChain, type Scenario } from '../http/scenarios.js';
import { UNLIMITED } from '../http/suite.js';

const CLIENTS = [1, 2, 4, 8, 16, 32, 64];
const LAYERS = [10, 100, 1000, 10_000];

async function run(settings: Settings): Promise<Outcome> {
  const rows = coreRows(settings);
  const service = await startTestService(UNLIMITED, onCore(0));
  try {
    for (const layers of sizes(LAYERS, settings)) {
      rows.push(await throughputRow(service, { ...inlineChain(layers), clients: 1 }, settings));
    }
    for (const clients of sizes(CLIENTS, settings)) {
      rows.push(await throughputRow(service, { ...BY_ID, clients }, settings));
    }
  } finally {
    await service.stop();
  }
  return { rows, notes: [separationNote] };
}

const sizes = (all: readonly number[], { isQuick }: Settings): readonly number[] =>
  isQuick ? all.slice(0, 2) : all;

/** Chains whose every layer is a cut of its own. */
const coreRows = (settings: Settings): Row[] =>
  sizes(LAYERS, settings).flatMap((layers) => {
    const network = chainOf(layers);
    const problem = problemOn(network, { isGrouped: false, hasCloud: false });
    return [
      timed(`core, ${layers} layers: list of cuts`, () => listCuts(network), settings),
      timed(`core, ${layers} layers: best plan`, () => best(evaluateSplits(problem), 'latency'), settings),
    ];
  });

async function throughputRow(
  service: Loaded,
  scenario: Scenario,
  { rounds, secondsPerRound, isQuick }: Settings,
): Promise<Row> {
  const { clients } = scenario;
  let { perSecond } = await saturate(service, scenario, clients);
  const amount = (): number =>
    isQuick ? clients : Math.max(clients, Math.ceil(perSecond * secondsPerRound));
  ({ perSecond } = await saturate(service, scenario, amount()));
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    values.push((await saturate(service, scenario, amount())).perSecond);
  }
  return { what: `${scenario.name}, ${clients} clients`, unit: 'requests/s', values };
}

export const growthSuite: Suite = {
  summary: 'how the core and the service scale from 10 to 10 000 layers and from 1 to 64 clients',
  run,
};
