import { SEEDED_BOARDS } from '../../src/database/seeds/boards.js';
import type { BoardListDto } from '../../src/boards/board.dto.js';
import { RESIDUAL_BLOCK } from '../../src/networks/examples/residual-block.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { PlanAnswerDto, PlanDto } from '../../src/plans/plan-answer.dto.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

/** An answer with everything that it may leave out or not know. */
type Known<Value> = Value extends readonly (infer Item)[]
  ? Known<Item>[]
  : Value extends object
    ? { [Field in keyof Value]-?: Known<NonNullable<Value[Field]>> }
    : Value;

async function plan(
  request: unknown,
  query = '?candidates=all',
): Promise<{ status: number; answer: Known<PlanAnswerDto> }> {
  const response = await service.post(`/plans${query}`, request);
  return { status: response.status, answer: await json(response) };
}

describe('POST /plans', () => {
  it('plans AlexNet between two boards over Wi-Fi', async () => {
    const { status, answer } = await plan(ALEXNET_OVER_WIFI);
    expect(status).toBe(200);
    // torchvision's AlexNet: 61 100 840 parameters, 0.71 GMACs
    expect(answer.network).toEqual({
      name: 'alexnet',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      modelSha256: null,
      inputs: [{ name: 'input', shape: [1, 3, 224, 224], dataType: 'float32' }],
      layers: 19,
      macs: 714_188_480,
      weights: 61_100_840,
    });
    expect(answer.device.coefficientSets[0]).toMatchObject({
      board: 'jetson-tx2',
      powerMode: 'MAXN',
      precision: 'fp32',
    });
    expect(answer.edge.coefficientSets[0]).toMatchObject({ board: 'jetson-xavier-nx', precision: 'int8' });
  });

  it('gives the profile of a chain: its layers, and every cut with its ledger', async () => {
    const { answer } = await plan(ALEXNET_OVER_WIFI, '?candidates=all&profile=true');
    const { layers, candidates } = answer.profile;
    expect(layers).toHaveLength(19);
    // (224 + 2 · 2 - 11) / 4 + 1 = 55: 64 · 55 · 55 outputs of 11 · 11 · 3 MACs
    expect(layers[0]).toEqual({ name: 'conv1', kind: 'convolution', macs: 70_276_800, outputBytes: 774_400 });
    expect(answer.candidateCount).toBe(20);
    expect(candidates.map(({ ledger: _, ...candidate }) => candidate)).toEqual(answer.candidates);
    const { deviceLayers, ledger } = answer.chosen;
    expect(candidates[deviceLayers]!.ledger).toEqual(ledger);
    expect((await plan(ALEXNET_OVER_WIFI)).answer.profile).toBeUndefined();
  });

  it('gives as profile of several ways to send the best one at each number of layers', async () => {
    const precisions = { transferPrecisions: [{ name: 'stored' }, { name: 'int8' }] };
    const { answer } = await plan({ ...ALEXNET_OVER_WIFI, ...precisions }, '?candidates=all&profile=true');
    const least = new Map<number, number>();
    for (const { deviceLayers, latencyMs } of answer.candidates) {
      least.set(deviceLayers, Math.min(latencyMs, least.get(deviceLayers) ?? Infinity));
    }
    expect(answer.candidates.length).toBeGreaterThan(20);
    expect(answer.profile.candidates.map(({ deviceLayers, latencyMs }) => [deviceLayers, latencyMs])).toEqual(
      [...least].sort(([a], [b]) => a - b),
    );
  });

  it('says how much slower the edge was counted', async () => {
    const { answer } = await plan({ ...ALEXNET_OVER_WIFI, edgeLoad: { utilisation: 0.75 } });
    expect(answer.edgeSlowdown).toBe(4);
  });

  it('gives n + 1 candidates for n layers, and the best are the minima that a loop finds', async () => {
    const { answer } = await plan(ALEXNET_OVER_WIFI);
    expect(answer.candidates).toHaveLength(20);
    const fields = [
      ['latency', 'latencyMs'],
      ['deviceEnergy', 'deviceEnergyJ'],
      ['systemEnergy', 'systemEnergyJ'],
    ] as const;
    for (const [objective, field] of fields) {
      let minimum = Infinity;
      for (const candidate of answer.candidates) if (candidate[field] < minimum) minimum = candidate[field];
      expect(answer.best[objective][field]).toBe(minimum);
    }
  });

  it('names the tensor that crosses each split, with its size', async () => {
    const { answer } = await plan(ALEXNET_OVER_WIFI);
    const afterPool5 = answer.candidates[13];
    // 256 · 6 · 6 float32
    expect(afterPool5).toMatchObject({
      cutAfter: 'pool5',
      bytesUp: 36_864,
      bytesDown: 4_000,
      crossingTensors: [{ name: 'pool5', shape: [1, 256, 6, 6], dataType: 'float32', bytes: 36_864 }],
    });
    expect(answer.candidates[0]).toMatchObject({ cutAfter: null, bytesUp: 150_528 });
  });

  it('has ledgers whose items add up to the totals to the last bit', async () => {
    const { answer } = await plan(ALEXNET_OVER_WIFI);
    const plans: Known<PlanDto>[] = [...Object.values(answer.best), ...Object.values(answer.baselines)];
    expect(plans).toHaveLength(5);
    for (const { ledger, ...total } of plans) {
      for (const field of ['latencyMs', 'deviceEnergyJ', 'edgeEnergyJ'] as const) {
        expect(total[field]).toBe(ledger.reduce((sum, item) => sum + item[field], 0));
      }
      expect(total.systemEnergyJ).toBe(total.deviceEnergyJ + total.edgeEnergyJ);
    }
  });

  it('adds the link to the latency of the edge: a round trip and the bits of input and result', async () => {
    const { answer } = await plan(ALEXNET_OVER_WIFI);
    const link = answer.baselines.edgeOnly.ledger.filter(({ item }) => item.endsWith('link'));
    // up: 1 ms + 8 · 150 528 bit / 200 Mbit/s; down: 1 ms + 8 · 4 000 bit / 200 Mbit/s
    // radio: 1 204 224 bit · 283.17 nJ; 32 000 bit · 137.01 nJ
    expect(link[0]!.deviceEnergyJ).toBeCloseTo(0.34100011, 9);
    expect(link[1]!.deviceEnergyJ).toBeCloseTo(0.00438432, 9);
    expect(link[0]!.latencyMs).toBeCloseTo(7.02112, 9);
    expect(link[1]!.latencyMs).toBeCloseTo(1.16, 9);
  });

  it('charges the device for waiting at the idle power that the request gives', async () => {
    const idle = { ...ALEXNET_OVER_WIFI, device: { ...ALEXNET_OVER_WIFI.device, idlePowerW: 2 } };
    const { answer } = await plan(idle);
    const { ledger, latencyMs } = answer.baselines.edgeOnly;
    const waiting = ledger.find(({ item }) => item === 'device-waiting');
    // the device does nothing else: 2 W over the whole latency
    expect(waiting!.deviceEnergyJ).toBeCloseTo((2 * latencyMs) / 1e3, 12);
  });

  it('answers the same request with the same bytes', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => (await service.post('/plans', ALEXNET_OVER_WIFI)).text()),
    );
    expect(first).toBe(second);
  });

  it('says what the figures leave out', async () => {
    const { answer } = await plan(ALEXNET_OVER_WIFI);
    const codes = answer.warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['mixed-boundaries', 'idle-power-unknown', 'low-quality']));
  });

  it('says so when the link has no radio power', async () => {
    const link = { uplink: { rateMbps: 200 }, roundTripMs: 2 };
    const { answer } = await plan({ ...ALEXNET_OVER_WIFI, link });
    expect(answer.warnings.map(({ code }) => code)).toContain('radio-not-counted');
    expect(answer.best.deviceEnergy.deviceLayers).toBe(0);
  });

  it('says so when the batch is another than that of the measurements', async () => {
    const { answer } = await plan({
      ...ALEXNET_OVER_WIFI,
      network: { ...ALEXNET_OVER_WIFI.network, batch: 8 },
    });
    expect(answer.network.macs).toBe(8 * 714_188_480);
    expect(answer.warnings.filter(({ code }) => code === 'other-batch')).toHaveLength(2);
  });

  it('marks layers outside the range that the coefficients were fitted on', async () => {
    const depthwise = { kind: 'convolution', kernels: 3, kernelSize: [3, 3], groups: 3 };
    const { answer } = await plan({
      ...ALEXNET_OVER_WIFI,
      network: { ...ALEXNET_OVER_WIFI.network, layers: [{ ...depthwise, name: 'dw' }] },
    });
    const messages = answer.warnings
      .filter(({ code }) => code === 'extrapolation')
      .map(({ message }) => message);
    expect(messages).toContain(
      'On the device, depthwise layers were not measured and are costed as convolutions (dw).',
    );
  });

  it('plans a network that branches, counting a tensor once however many layers need it', async () => {
    const { answer } = await plan({
      ...ALEXNET_OVER_WIFI,
      network: RESIDUAL_BLOCK,
      inputEncodings: undefined,
    });
    expect(answer.candidates.map(({ bytesUp }) => bytesUp)).toEqual([
      802_816, 1_605_632, 1_605_632, 1_605_632, 802_816, 0,
    ]);
  });

  it('plans a stored network by its identifier', async () => {
    const { network: _, ...request } = ALEXNET_OVER_WIFI;
    const { status, answer } = await plan({ ...request, networkId: 'resnet-50' });
    expect(status).toBe(200);
    expect(answer.network).toMatchObject({ name: 'resnet-50', macs: 4_089_184_256 });
    const stored = await json(await service.post('/networks', ALEXNET_OVER_WIFI.network));
    const byId = await plan({ ...request, networkId: stored.id });
    expect(byId.answer).toEqual((await plan(ALEXNET_OVER_WIFI)).answer);
  });

  it('plans a chain of 2 000 layers', async () => {
    const layers = Array.from({ length: 2_000 }, () => ({ kind: 'activation', function: 'relu' }));
    const { status, answer } = await plan({
      ...ALEXNET_OVER_WIFI,
      network: { inputs: [{ shape: [1, 8] }], layers },
    });
    expect(status).toBe(200);
    expect(answer.candidates).toHaveLength(2_001);
  });
});

describe('GET /boards', () => {
  it('lists the seeded boards with the provenance and the errors of their coefficients', async () => {
    const { boards }: BoardListDto = await json(await fetch(`${service.url}/boards`));
    expect(boards.map(({ id }) => id)).toEqual(SEEDED_BOARDS.map(({ id }) => id).sort());
    for (const { id, coefficientSets } of boards) {
      for (const set of coefficientSets) {
        expect(set).toMatchObject({ provenance: 'measured', batch: 1 });
        expect(set.source).not.toBe('');
        expect(set.latencyError!.meanError).toBeGreaterThan(0);
        if (id.startsWith('server-')) expect(set.energyError).toBeNull();
        else expect(set.energyError!.meanError).toBeGreaterThan(0);
      }
    }
  });

  it('shows one board', async () => {
    const board = await json(await fetch(`${service.url}/boards/jetson-xavier-nx`));
    expect(board).toMatchObject({
      id: 'jetson-xavier-nx',
      name: 'Jetson Xavier NX',
      memoryBandwidthBytesPerS: null,
      peakRates: [{ precision: 'int8', opsPerS: 21e12, source: expect.stringContaining('at 15 W') }],
    });
  });
});
