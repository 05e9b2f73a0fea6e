import {
  FOLDER,
  INPUT_BYTES,
  pinsOf,
  readJobs,
  settingsOf,
  type Block,
  type Connection,
} from '../support/scission.js';
import type { PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import { json, startTestService, type TestService } from '../support/service.js';
import { describeWithData } from '../support/shared-data.js';

const nameOf = (index: number): string => `block${index}`;

const networkOf = (blocks: readonly Block[]) => ({
  inputs: [{ shape: [INPUT_BYTES], dataType: 'uint8' }],
  layers: blocks.map(({ output_bytes: size }, index) => ({
    kind: 'custom',
    name: nameOf(index),
    function: 'block',
    outputTypes: [{ shape: [size], dataType: 'uint8' }],
    macs: 0,
    weights: 0,
  })),
});

const measured = (blocks: readonly Block[]) => ({
  measurements: blocks.map(({ latency_s: latency }, index) => ({
    layers: [nameOf(index)],
    latencyMs: latency * 1e3,
  })),
});

/** The whole ping once a hop; rates in whole bytes per second. */
const linkOf = ({ ping_ms: ping, bandwidth_mbps: rate }: Connection) => ({
  uplink: { rateMbps: (8 * Math.round(rate * 125_000)) / 1e6 },
  roundTripMs: ping,
  roundTripShare: 1,
});

describeWithData('Scission over HTTP', `${FOLDER}/expected.json`, () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  }, 60_000);
  afterAll(() => service.stop());

  it.each(Object.entries(readJobs()))('plans the best configuration with its total: %s', async (_, job) => {
    const chosen = await Promise.all(
      settingsOf(job).map(async ({ device, edge, cloud, between }) => {
        const [own, edges, clouds] = [device, edge, cloud].map(({ models }) => models[job.model]!);
        const pinned = pinsOf(job, own!).map(({ block, tier }) => ({ layer: nameOf(block), tier }));
        const response = await service.post('/plans?candidates=none', {
          network: networkOf(own!),
          inputEncodings: [{ name: 'jpeg', bytes: INPUT_BYTES }],
          device: measured(own!),
          edge: measured(edges!),
          cloud: measured(clouds!),
          link: linkOf(between(device, edge)),
          backhaul: linkOf(between(edge, cloud)),
          directLink: linkOf(between(device, cloud)),
          returnsResults: false,
          ...(pinned.length > 0 && { constraints: { pinned } }),
        });
        const answer: PlanAnswerDto = await json(response);
        return answer.chosen!.latencyMs;
      }),
    );
    expect(Math.min(...chosen) / 1e3).toBeCloseTo(job.top5_exact[0]!.total_s, 9);
  });
});
