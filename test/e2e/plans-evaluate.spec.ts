import { RESIDUAL_BLOCK } from '../../src/networks/examples/residual-block.js';
import { ALEXNET_AFTER_POOL1, ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { EvaluateAnswerDto } from '../../src/plans/evaluate/evaluate.dto.js';
import type { PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

const LAYERS = ALEXNET_OVER_WIFI.network.layers.map(({ name }) => name!);

async function evaluate(deviceLayers: unknown, change: object = {}): Promise<EvaluateAnswerDto> {
  const response = await service.post('/plans/evaluate', { ...ALEXNET_AFTER_POOL1, ...change, deviceLayers });
  expect(response.status).toBe(200);
  return json(response);
}

async function plan(change: object = {}): Promise<PlanAnswerDto> {
  return json(await service.post('/plans?candidates=all', { ...ALEXNET_OVER_WIFI, ...change }));
}

describe('a division that is given', () => {
  it("has the plan's own figures when it is the plan's own", async () => {
    for (const change of [{}, { transferPrecisions: [{ name: 'int8' }] }, { objective: 'systemEnergy' }]) {
      const { chosen, baselines } = await plan(change);
      for (const known of [chosen!, baselines.deviceOnly, baselines.edgeOnly]) {
        const { transferPrecision, deviceLayerNames } = known;
        const answer = await evaluate([...deviceLayerNames].reverse(), {
          transferPrecision: { name: transferPrecision },
        });
        expect(answer).toMatchObject({ valid: true, misplaced: [], violations: [] });
        expect(answer.plan).toEqual(known);
      }
    }
  });

  it('has the figures of the candidate with as many layers, for every prefix of a chain', async () => {
    const { candidates } = await plan();
    for (const count of [0, 1, 3, 14, 19]) {
      const names = LAYERS.slice(0, count);
      const { plan: priced } = await evaluate(names);
      expect(priced).toMatchObject(candidates![count]!);
      expect(priced!.deviceLayerNames).toEqual(names);
    }
  });

  it('is told every layer that needs one beyond the link', async () => {
    const answer = await evaluate(['conv1', 'pool1', 'relu2', 'conv1']);
    expect(answer).toMatchObject({
      valid: false,
      plan: null,
      violations: [],
      misplaced: [
        { layer: 'pool1', needs: 'relu1' },
        { layer: 'relu2', needs: 'conv2' },
      ],
    });
  });

  it('is told every constraint that it breaks, and what it has', async () => {
    const constraints = {
      maxLatencyMs: 1,
      inputStaysOnDevice: true,
      minDeviceShare: 0.5,
      maxDeviceShare: 0.9,
      pinned: [
        { layer: 'conv1', tier: 'device' },
        { layer: 'fc8', tier: 'edge' },
      ],
    };
    const { valid, plan: priced, violations } = await evaluate([], { constraints });
    expect(valid).toBe(true);
    expect(violations).toEqual([
      { name: 'maxLatencyMs', limit: 1, value: expect.closeTo(priced!.latencyMs, 9) },
      { name: 'inputStaysOnDevice', limit: 0, value: 1 },
      { name: 'minDeviceShare', limit: 0.5, value: 0 },
      { name: 'pinned', limit: 0, value: 1 },
    ]);
  });

  it('can part the branches of a network', async () => {
    const change = { network: RESIDUAL_BLOCK, inputEncoding: undefined };
    const { candidates } = await plan({ network: RESIDUAL_BLOCK, inputEncodings: undefined });
    const names = RESIDUAL_BLOCK.layers.map(({ name }) => name);
    const { plan: priced } = await evaluate(names.slice(0, 1), change);
    expect(priced).toMatchObject(candidates![1]!);
    const { valid } = await evaluate(names.slice(-1), change);
    expect(valid).toBe(false);
  });
});

describe('a division that has no meaning', () => {
  it.each([
    [['conv1', 'conv9'], {}, '/deviceLayers/1'],
    [undefined, {}, '/deviceLayers'],
    [13, {}, '/deviceLayers'],
    [[7], {}, '/deviceLayers'],
    [[], { transferPrecision: 'int4' }, '/transferPrecision'],
    [[], { objective: 'latency' }, '/objective'],
    [[], { constraints: { pinned: [{ layer: 'conv9', tier: 'edge' }] } }, '/constraints/pinned/0/layer'],
  ])('is refused: %j %j', async (deviceLayers, change, pointer) => {
    const body = { ...ALEXNET_AFTER_POOL1, ...change, deviceLayers };
    const response = await service.post('/plans/evaluate', body);
    expect(response.status).toBe(400);
    expect((await json(response)).errors[0].pointer).toBe(pointer);
  });
});
