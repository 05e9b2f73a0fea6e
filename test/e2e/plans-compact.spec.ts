import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { CompactPlanDto } from '../../src/plans/compact/compact-plan.dto.js';
import type { PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

const RESNET = {
  networkId: 'resnet-50',
  device: { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp32' },
  edge: { board: 'jetson-xavier-nx', precision: 'int8' },
  link: { profile: 'lte', uplink: { rateMbps: 40 }, downlink: { rateMbps: 90 }, roundTripMs: 40 },
};

const answered = async <Answer>(path: string, request: object): Promise<Answer> => {
  const response = await service.post(path, request);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return json(response);
};

const compact = (request: object) => answered<CompactPlanDto>('/plans/compact', request);
const whole = (request: object) => answered<PlanAnswerDto>('/plans?candidates=none', request);

describe('a plan in short', () => {
  it('has the choice and the figures of the whole answer', async () => {
    for (const request of [
      ALEXNET_OVER_WIFI,
      RESNET,
      { ...RESNET, objective: 'systemEnergy' },
      { ...RESNET, constraints: { maxLatencyMs: 1_000 } },
      { ...RESNET, link: { ...RESNET.link, uplink: { rateMbps: 3.5 } }, confidence: { seed: 1 } },
    ]) {
      const [short, { chosen, splitting, confidence, warnings }] = await Promise.all([
        compact(request),
        whole(request),
      ]);
      expect(chosen).toMatchObject(short.plan);
      expect(short.margin).toBe(splitting.margin);
      expect(short.confidence).toEqual(confidence);
      expect(short.brokenConstraints).toEqual([]);
      expect(short.warnings).toEqual([...new Set(warnings.map(({ code }) => code))]);
    }
  });

  it('names the versions that it was computed from', async () => {
    const [{ versions }, { device, edge }] = await Promise.all([compact(RESNET), whole(RESNET)]);
    expect(versions.network).toBe('resnet-50');
    expect(versions.link).toEqual({ profile: 'lte', profileVersion: 1 });
    for (const [tier, known] of [
      [versions.device, device],
      [versions.edge, edge],
    ] as const) {
      expect(tier.board).toBe(known.board);
      expect(tier.boardVersion).toBe(known.boardVersion);
      expect(tier.coefficientSets).toEqual(known.coefficientSets.map(({ version }) => version));
    }
  });

  it('is the nearest to what is asked where nothing keeps to the constraints, and says which it breaks', async () => {
    const request = { ...RESNET, constraints: { maxLatencyMs: 0.001, maxDeviceEnergyJ: 100 } };
    expect((await whole(request)).chosen).toBeNull();
    expect((await compact(request)).brokenConstraints).toEqual(['maxLatencyMs']);
  });

  it('takes a tenth of the bytes at most', async () => {
    const size = async (path: string) => (await (await service.post(path, RESNET)).text()).length;
    expect(10 * (await size('/plans/compact'))).toBeLessThan(await size('/plans?candidates=none'));
  });

  it('is refused for what POST /plans refuses, with the same document', async () => {
    for (const change of [
      { networkId: 'nothing' },
      { link: { uplink: { rateMbps: -1 } } },
      { device: { board: 'jetson-tx2', powerMode: 'none' } },
      { unknown: 1 },
    ]) {
      const refusals = await Promise.all(
        ['/plans', '/plans/compact'].map(async (path) => {
          const response = await service.post(path, { ...RESNET, ...change });
          const { instance: _, requestId: __, ...document } = await json(response);
          return { status: response.status, document };
        }),
      );
      expect(refusals[0]!.status).toBeGreaterThanOrEqual(400);
      expect(refusals[1]).toEqual(refusals[0]);
    }
  });
});
