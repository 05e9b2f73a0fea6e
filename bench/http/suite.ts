import { onCore, separationNote } from '../harness/processes.js';
import { elapsed } from '../harness/timing.js';
import { joined, type Outcome, type Row, type Settings, type Suite } from '../harness/suite.js';
import { sweepRates } from '../core/sweep.js';
import { problemOn, zoo } from '../core/problems.js';
import { startTestService } from '../../test/support/service.js';
import { compare } from './comparison.js';
import { SCENARIOS, SWEEP_POINTS } from './scenarios.js';

/** No limit of the service is to stand in the way of one client; its database is the embedded one. */
export const UNLIMITED = {
  CLIENT_REQUEST_LIMIT: '1000',
  QUEUE_LIMIT: '1000',
  BODY_LIMIT_BYTES: String(2 ** 26),
  DATABASE_URL: '',
  DATABASE_FOLDER: 'memory://',
};

async function run(settings: Settings): Promise<Outcome> {
  const service = await startTestService(UNLIMITED, onCore(0));
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of SCENARIOS) outcomes.push(await compare(service, scenario, settings));
  } finally {
    await service.stop();
  }
  return joined([...outcomes, { rows: [coreSweepRow(settings)], notes: [separationNote] }]);
}

/** What the core takes for a sweep with as many candidates, to hold the service's points a second against. */
function coreSweepRow({ rounds, isQuick }: Settings): Row {
  const points = isQuick ? 10 : SWEEP_POINTS;
  const problem = problemOn(zoo('resnet-50'), { isGrouped: false, hasCloud: false });
  sweepRates(problem, points);
  const values = Array.from(
    { length: rounds },
    () =>
      (1e3 * points) /
      elapsed(() => {
        sweepRates(problem, points);
      }),
  );
  const what = `sweep of ${SWEEP_POINTS} points over ${problem.cuts.count} cuts in the core alone`;
  return { what, unit: 'points/s', values };
}

export const httpSuite: Suite = {
  summary:
    'requests over HTTP, each next to a bare node:http server that parses the same body and gives the same answer',
  run,
};
