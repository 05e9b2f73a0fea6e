import { ALEXNET_OVER_RATES, ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import type { SweepAnswerDto } from '../../src/plans/sweep/sweep.dto.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

async function sweep(parameters: unknown, change: object = {}): Promise<SweepAnswerDto> {
  const response = await service.post('/plans/sweep', { ...ALEXNET_OVER_WIFI, ...change, parameters });
  expect(response.status).toBe(200);
  return json(response);
}

async function plan(change: object): Promise<PlanAnswerDto> {
  return json(await service.post('/plans?candidates=none', { ...ALEXNET_OVER_WIFI, ...change }));
}

const { link } = ALEXNET_OVER_WIFI;
const atRate = (rateMbps: number) => ({ link: { ...link, uplink: { ...link.uplink, rateMbps } } });

describe('a sweep', () => {
  it('finds at each point what planning there finds', async () => {
    const values = [5, 50, 97, 98, 200, 389, 390, 2000];
    const { columns, rows, candidates } = await sweep([{ name: 'uplinkRateMbps', values }]);
    expect(columns).toEqual(['uplinkRateMbps', 'candidate', 'latencyMs', 'deviceEnergyJ', 'systemEnergyJ']);
    expect(rows.map(([rate]) => rate)).toEqual(values);
    for (const [rate, candidate, ...figures] of rows) {
      const { chosen } = await plan(atRate(rate!));
      expect(chosen).toMatchObject(candidates[candidate!]!);
      const again = [chosen!.latencyMs, chosen!.deviceEnergyJ!, chosen!.systemEnergyJ!];
      expect(figures).toEqual(again.map((figure) => expect.closeTo(figure, 9)));
    }
  });

  it('names each plan that is best somewhere once', async () => {
    const { rows, candidates } = await sweep(ALEXNET_OVER_RATES.parameters);
    expect(rows).toHaveLength(21);
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(candidates.keys()));
    const layers = candidates.map(({ deviceLayers }) => deviceLayers);
    expect(layers).toEqual([...new Set(layers)].sort((a, b) => a - b));
  });

  it('spreads values evenly by distance or by ratio, with both ends', async () => {
    const range = { from: 1, to: 100, points: 3 };
    const linear = await sweep([{ name: 'roundTripMs', range }]);
    expect(linear.rows.map(([value]) => value)).toEqual([1, 50.5, 100]);
    const log = await sweep([{ name: 'roundTripMs', range: { ...range, scale: 'log' } }]);
    expect(log.rows.map(([value]) => value)).toEqual([1, expect.closeTo(10, 9), 100]);
  });

  it('combines two parameters, the last one varying fastest', async () => {
    const { columns, rows, candidates } = await sweep([
      { name: 'roundTripMs', values: [1, 30] },
      { name: 'edgeSlowdown', range: { from: 1, to: 4, points: 2 } },
    ]);
    expect(columns.slice(0, 2)).toEqual(['roundTripMs', 'edgeSlowdown']);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      [1, 1],
      [1, 4],
      [30, 1],
      [30, 4],
    ]);
    for (const [roundTripMs, edgeSlowdown, candidate, latencyMs] of rows) {
      const { chosen } = await plan({ link: { ...link, roundTripMs }, edgeLoad: { slowdown: edgeSlowdown } });
      expect(chosen!.latencyMs).toBeCloseTo(latencyMs!, 9);
      expect(chosen).toMatchObject(candidates[candidate!]!);
    }
  });

  it('keeps to the constraints, with nothing where none can', async () => {
    const constraints = { maxLatencyMs: 8 };
    const { rows } = await sweep([{ name: 'uplinkRateMbps', values: [1, 200] }], { constraints });
    expect(rows[0]).toEqual([1, null, null, null, null]);
    expect(rows[1]![2]).toBeLessThanOrEqual(8);
  });

  it('has 10 000 points in reasonable time', async () => {
    const range = { from: 1, to: 1000, points: 100, scale: 'log' };
    const { rows } = await sweep([
      { name: 'uplinkRateMbps', range },
      { name: 'roundTripMs', range },
    ]);
    expect(rows).toHaveLength(10_000);
  }, 20_000);
});

describe('a sweep that has no meaning', () => {
  const range = { from: 1, to: 10, points: 5 };
  it.each([
    [[], '/parameters'],
    [undefined, '/parameters'],
    [[{ name: 'downlinkRateMbps', values: [1] }], '/parameters/0/name'],
    [[{ name: 'roundTripMs' }], '/parameters/0'],
    [[{ name: 'roundTripMs', values: [1], range }], '/parameters/0'],
    [[{ name: 'roundTripMs', values: [] }], '/parameters/0/values'],
    [[{ name: 'roundTripMs', values: [-1] }], '/parameters/0/values'],
    [[{ name: 'uplinkRateMbps', values: [1, 0] }], '/parameters/0/values'],
    [[{ name: 'edgeSlowdown', range: { ...range, from: 0.5 } }], '/parameters/0/range'],
    [[{ name: 'roundTripMs', range: { ...range, to: 0.5 } }], '/parameters/0/range/to'],
    [[{ name: 'roundTripMs', range: { ...range, from: 0, scale: 'log' } }], '/parameters/0/range/from'],
    [[{ name: 'roundTripMs', range: { ...range, points: 1e9 } }], '/parameters/0/range/points'],
    [
      [
        { name: 'roundTripMs', range },
        { name: 'roundTripMs', range },
      ],
      '/parameters/1/name',
    ],
    [
      [
        { name: 'roundTripMs', range: { ...range, points: 101 } },
        { name: 'edgeSlowdown', range: { ...range, points: 100 } },
      ],
      '/parameters',
    ],
  ])('is refused: %j', async (parameters, pointer) => {
    const response = await service.post('/plans/sweep', { ...ALEXNET_OVER_WIFI, parameters });
    expect(response.status).toBe(400);
    expect((await json(response)).errors[0].pointer).toBe(pointer);
  });
});
