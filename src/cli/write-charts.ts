import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  axesAround,
  CHARTS,
  DEFAULT_VIEW,
  renderSvg,
  THEME_NAMES,
  type ChartOption,
} from '../charts/index.js';
import { NetworkDto, toNetwork } from '../networks/index.js';
import {
  ALEXNET_OVER_WIFI,
  PlanRequestDto,
  PlansService,
  ProblemReader,
  TierReader,
} from '../plans/index.js';
import { readBody } from '../platform/validation/request.pipe.js';
import { OneNetwork, THE_NETWORK } from './one-network.js';
import { SeededBoards, SeededLinks } from './seeds.js';

/** Writes the charts of the README, those of its plan, to the folder named on the command line. */
const [, , folder = 'docs/charts'] = process.argv;
const { network: description, ...rest } = ALEXNET_OVER_WIFI;
const network = toNetwork(await readBody(description, NetworkDto), '/network');
const request = await readBody({ ...rest, networkId: THE_NETWORK }, PlanRequestDto);
const service = new PlansService(
  new ProblemReader(new TierReader(new SeededBoards()), new OneNetwork(network, null), new SeededLinks()),
);
const plan = await service.plan(request, { candidates: 'all', profile: true });
const sweep = await service.sweep({ ...request, parameters: axesAround(plan) });

await mkdir(folder, { recursive: true });
for (const theme of THEME_NAMES) {
  const view = { ...DEFAULT_VIEW, theme };
  const charts: Record<string, ChartOption> = {
    candidates: CHARTS.candidates.build(plan, view),
    stages: CHARTS.stages.build(plan, view),
    'decision-map': CHARTS['decision-map'].build({ sweep, plan }, view),
  };
  for (const [name, chart] of Object.entries(charts)) {
    await writeFile(join(folder, `${name}-${theme}.svg`), await renderSvg(chart, view.width, view.height));
  }
}
