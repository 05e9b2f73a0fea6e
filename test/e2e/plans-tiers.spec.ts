import { readFileSync } from 'node:fs';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import type { EvaluateAnswerDto } from '../../src/plans/evaluate/evaluate.dto.js';
import type { PlanAnswerDto, PlanDto } from '../../src/plans/plan-answer.dto.js';
import type { SweepAnswerDto } from '../../src/plans/sweep/sweep.dto.js';
import { codeOf } from '../support/administrator.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

async function plan(request: object, query = '?candidates=all'): Promise<PlanAnswerDto> {
  const response = await service.post(`/plans${query}`, request);
  const answer = await json(response);
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  return answer;
}

const refused = async (request: object, path = '/plans') => {
  const response = await service.post(path, request);
  const { type, errors } = await json(response);
  return { status: response.status, code: codeOf({ type }), pointer: errors?.[0]?.pointer };
};

/** Three layers on 1 000 bytes each: 1 ms on a link of 8 Mbit/s. */
const CHAIN = {
  inputs: [{ shape: [250] }],
  layers: ['a', 'b', 'c'].map((name) => ({ kind: 'activation', name, function: 'relu' })),
};
const each = (latencyMs: number, energyJ?: number) =>
  ['a', 'b', 'c'].map((name) => ({
    layers: [name],
    latencyMs,
    ...(energyJ !== undefined && { energyJ }),
  }));
const at8Mbps = { uplink: { rateMbps: 8 }, roundTripMs: 0 };
/** A profiler's table for each tier, and nothing of the service's own. */
const MEASURED = {
  network: CHAIN,
  device: { measurements: each(10, 0.01), idlePowerW: 0 },
  edge: { measurements: each(2, 0.004) },
  link: at8Mbps,
  returnsResults: false,
};

describe('measured costs', () => {
  it('are all that a plan needs', async () => {
    const { candidates, chosen, device, warnings } = await plan(MEASURED);
    // 1 ms up, then 2 ms a layer on the edge; 10 ms a layer on the device
    expect(candidates!.map(({ latencyMs }) => latencyMs)).toEqual([7, 15, 23, 30]);
    expect(candidates!.map(({ systemEnergyJ }) => systemEnergyJ)).toEqual([
      expect.closeTo(0.012, 12),
      expect.closeTo(0.018, 12),
      expect.closeTo(0.024, 12),
      expect.closeTo(0.03, 12),
    ]);
    expect(chosen!.deviceLayers).toBe(0);
    expect(device).toMatchObject({ board: null, coefficientSets: [], measuredLayers: 3 });
    expect(warnings.map(({ code }) => code)).toEqual(['radio-not-counted']);
  });

  it('of several layers as one keep those together', async () => {
    const together = [
      { layers: ['b', 'c'], latencyMs: 20 },
      { layers: ['a'], latencyMs: 10 },
    ];
    const { candidates } = await plan({ ...MEASURED, device: { measurements: together } });
    expect(candidates!.map(({ deviceLayers, latencyMs }) => [deviceLayers, latencyMs])).toEqual([
      [0, 7],
      [1, 15],
      [3, 30],
    ]);
  });

  it('stand beside predicted ones', async () => {
    const measurements = [{ layers: ['conv1'], latencyMs: 5, energyJ: 0.02 }];
    const device = { ...ALEXNET_OVER_WIFI.device, measurements };
    const [plain, mixed] = [await plan(ALEXNET_OVER_WIFI), await plan({ ...ALEXNET_OVER_WIFI, device })];
    const layersOf = ({ baselines }: PlanAnswerDto) => baselines.deviceOnly.ledger[0]!;
    const conv1 = await evaluated({ ...ALEXNET_OVER_WIFI, deviceLayers: ['conv1', 'relu1'] });
    const cost = conv1.plan!.ledger[0]!;
    expect(layersOf(mixed).latencyMs - layersOf(plain).latencyMs).toBeCloseTo(5 - cost.latencyMs, 9);
    expect(layersOf(mixed).deviceEnergyJ! - layersOf(plain).deviceEnergyJ!).toBeCloseTo(
      0.02 - cost.deviceEnergyJ!,
      9,
    );
  });

  it('without energy leave the energy unknown', async () => {
    const { best, warnings } = await plan({ ...MEASURED, edge: { measurements: each(2) } });
    expect(best.systemEnergy!.deviceLayers).toBe(3);
    expect(warnings.map(({ code }) => code)).toContain('energy-unknown');
  });

  it.each([
    ['that leave a layer out', each(10).slice(1), 'unmeasured-layers', '/device/measurements'],
    [
      'of a layer that is not there',
      [{ layers: ['z'], latencyMs: 1 }],
      'invalid-request',
      '/device/measurements/0/layers/0',
    ],
    [
      'of a layer twice',
      [...each(10), { layers: ['a'], latencyMs: 1 }],
      'invalid-request',
      '/device/measurements/3/layers/0',
    ],
    ['that say nothing', [{ layers: ['a'] }], 'invalid-request', '/device/measurements/0'],
    ['below zero', [{ layers: ['a'], latencyMs: -1 }], 'invalid-request', '/device/measurements/0/latencyMs'],
  ])('are refused %s', async (_, measurements, code, pointer) => {
    expect(await refused({ ...MEASURED, device: { measurements } })).toMatchObject({ code, pointer });
  });

  it('of layers that cannot stay together are refused', async () => {
    const measurements = [
      { layers: ['a', 'c'], latencyMs: 1 },
      { layers: ['b'], latencyMs: 1 },
    ];
    expect(await refused({ ...MEASURED, device: { measurements } })).toEqual({
      status: 422,
      code: 'cyclic-blocks',
      pointer: '/device/measurements',
    });
  });
});

async function evaluated(request: object): Promise<EvaluateAnswerDto> {
  const { inputEncodings: _, ...body } = request as Record<string, unknown>;
  return json(await service.post('/plans/evaluate', body));
}

describe('coefficients of the request', () => {
  const latency = {
    slopes: [{ layerClass: 'convolution', family: 'mac-linear', coefficients: [0] }],
    terms: [{ name: 'perLayer', value: 0.01 }],
  };

  it('take the place of a board', async () => {
    const { candidates, device, warnings } = await plan({
      ...MEASURED,
      device: { coefficients: { latency } },
    });
    expect(candidates!.map(({ latencyMs }) => latencyMs)).toEqual([7, 15, 23, 30]);
    expect(device).toMatchObject({ board: null, coefficientSets: [], measuredLayers: 0 });
    expect(warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['energy-unknown', 'idle-power-unknown']),
    );
  });

  it.each([
    [{ board: 'jetson-tx2', coefficients: { latency } }, '/device/coefficients'],
    [{ powerMode: 'MAXN', coefficients: { latency } }, '/device/powerMode'],
    [
      { coefficients: { latency: { slopes: latency.slopes.slice(1) } } },
      '/device/coefficients/latency/slopes',
    ],
    [{}, '/device/board'],
    [{ board: 'jetson-tx2', powerMode: 'MAXN', powerModes: ['MAXN'] }, '/device/powerModes'],
  ])('are refused in %j', async (device, pointer) => {
    expect(await refused({ ...MEASURED, device })).toMatchObject({ status: 400, pointer });
  });
});

describe('power modes', () => {
  const device = { board: 'jetson-tx2', precision: 'fp32', powerModes: ['MAXN', 'MAX-P', 'MAX-Q'] };
  const request = { ...ALEXNET_OVER_WIFI, device };

  it('are chosen with the cut: the best is that of the best single mode', async () => {
    for (const objective of ['latency', 'deviceEnergy'] as const) {
      const { chosen } = await plan({ ...request, objective });
      const field = objective === 'latency' ? 'latencyMs' : 'deviceEnergyJ';
      const single = await Promise.all(
        device.powerModes.map(async (powerMode) => {
          const own = { ...ALEXNET_OVER_WIFI.device, powerMode };
          const answer = await plan({ ...ALEXNET_OVER_WIFI, device: own, objective });
          return { powerMode, value: answer.chosen![field]! };
        }),
      );
      const best = single.reduce((least, next) => (next.value < least.value ? next : least));
      expect([chosen!.devicePowerMode, chosen![field]]).toEqual([best.powerMode, best.value]);
    }
  });

  it('are all named with their coefficient sets', async () => {
    const { device: used, candidates } = await plan(request);
    expect(used.coefficientSets.map(({ powerMode }) => powerMode)).toEqual(device.powerModes);
    expect(new Set(candidates!.map(({ devicePowerMode }) => devicePowerMode)).size).toBe(3);
  });

  it('that the board has no set for are refused with those that it has', async () => {
    expect(await refused({ ...request, device: { ...device, powerModes: ['MAXN', 'TURBO'] } })).toMatchObject(
      {
        status: 422,
        code: 'no-coefficient-set',
      },
    );
  });

  it('must be settled where one division is priced', async () => {
    const { inputEncodings: _, ...body } = request;
    expect(await refused({ ...body, deviceLayers: [] }, '/plans/evaluate')).toMatchObject({
      pointer: '/device/powerModes',
    });
  });
});

describe('a link profile', () => {
  const withLink = (link: object) => plan({ ...ALEXNET_OVER_WIFI, link });

  it('gives the power of the radio, and the request the rate', async () => {
    const link = {
      profile: 'wifi-802.11n',
      uplink: { rateMbps: 200 },
      downlink: { rateMbps: 200 },
      roundTripMs: 2,
    };
    const [byName, inline] = [await withLink(link), await plan(ALEXNET_OVER_WIFI)];
    expect(byName.link).toMatchObject({
      profile: 'wifi-802.11n',
      profileVersion: 1,
      uplink: { rateMbps: 200, radioSlopeMwPerMbps: 283.17 },
    });
    expect(byName.candidates).toEqual(inline.candidates);
  });

  it('gives way to what the request says', async () => {
    const link = {
      profile: 'wifi-802.11n',
      uplink: { rateMbps: 50, radioSlopeMwPerMbps: 1 },
      downlink: { rateMbps: 60 },
      roundTripMs: 3,
      roundTripShare: 1,
    };
    expect((await withLink(link)).link).toMatchObject({
      uplink: { rateMbps: 50, radioBaseMw: 0, radioSlopeMwPerMbps: 1 },
      downlink: { rateMbps: 60, radioSlopeMwPerMbps: 137.01 },
      roundTripMs: 3,
      roundTripShare: 1,
    });
  });

  it.each([
    [{ profile: 'wifi-802.11n', uplink: { rateMbps: 1 }, roundTripMs: 1 }, 400, '/link/downlink/rateMbps'],
    [{ profile: 'wifi-802.11n', downlink: { rateMbps: 1 }, roundTripMs: 1 }, 400, '/link/uplink/rateMbps'],
    [{ uplink: { rateMbps: 1 } }, 400, '/link/roundTripMs'],
    [{}, 400, '/link/uplink/rateMbps'],
    [{ profile: 'carrier-pigeon', roundTripMs: 1 }, 422, '/link/profile'],
  ])('is refused as %j', async (link, status, pointer) => {
    expect(await refused({ ...ALEXNET_OVER_WIFI, link })).toMatchObject({ status, pointer });
  });
});

describe('a cloud', () => {
  /** 10, 2 and 0.5 ms a layer; 1 ms for each tensor on each link, but the direct one, which takes 4. */
  const THREE = {
    ...MEASURED,
    cloud: { measurements: each(0.5, 0.003) },
    backhaul: at8Mbps,
    directLink: { uplink: { rateMbps: 2 }, roundTripMs: 0 },
  };

  it('is planned with two nested cuts', async () => {
    const { candidates, chosen, baselines, allCutsListed } = await plan(THREE);
    expect(candidates).toHaveLength(10); // pairs of 4 nested cuts
    expect(allCutsListed).toBe(true);
    const latencies = candidates!.map((c) => [c.deviceLayers, c.cloud!.edgeLayers, c.latencyMs]);
    expect(latencies).toEqual([
      [0, 0, 5.5], // 4 direct + 3 · 0.5
      [0, 1, 5], // 1 + 2 + 1 + 2 · 0.5
      [0, 2, 6.5], // 1 + 4 + 1 + 0.5
      [0, 3, 7], // 1 + 6
      [1, 0, 15], // 10 + 4 direct + 2 · 0.5
      [1, 1, 14.5], // 10 + 1 + 2 + 1 + 0.5
      [1, 2, 15], // 10 + 1 + 4
      [2, 0, 24.5], // 20 + 4 + 0.5
      [2, 1, 23], // 20 + 1 + 2
      [3, 0, 30],
    ]);
    expect(chosen).toMatchObject({
      deviceLayers: 0,
      deviceLayerNames: [],
      edgeLayerNames: ['a'],
      latencyMs: 5,
    });
    expect(chosen!.cloud).toMatchObject({ cutAfter: 'a', bytesUp: 1000 });
    expect(Object.values(baselines).map((c: PlanDto) => c.latencyMs)).toEqual([30, 7, 5.5]);
  });

  it('has ledgers whose items add up to the totals to the last bit', async () => {
    const { best, baselines } = await plan(THREE);
    for (const { ledger, ...total } of [...Object.values(best), ...Object.values(baselines)] as PlanDto[]) {
      for (const field of ['latencyMs', 'deviceEnergyJ', 'edgeEnergyJ', 'cloudEnergyJ'] as const) {
        expect(total[field]).toBe(ledger.reduce((sum, item) => sum + item[field]!, 0));
      }
      expect(total.systemEnergyJ).toBe(total.deviceEnergyJ! + total.edgeEnergyJ! + total.cloudEnergyJ!);
    }
  });

  it("prices a plan's own division with the plan's own figures", async () => {
    const boards = {
      ...ALEXNET_OVER_WIFI,
      cloud: { board: 'server-nvidia-t4' },
      backhaul: {
        profile: 'ethernet',
        uplink: { rateMbps: 1000 },
        downlink: { rateMbps: 1000 },
        roundTripMs: 8,
      },
    };
    const { chosen, baselines } = await plan(boards);
    const [encoding] = boards.inputEncodings;
    for (const known of [chosen!, ...(Object.values(baselines) as PlanDto[])]) {
      const { deviceLayerNames, edgeLayerNames } = known;
      const answer = await evaluated({
        ...boards,
        inputEncoding: encoding,
        deviceLayers: deviceLayerNames,
        edgeLayers: edgeLayerNames,
      });
      expect(answer).toMatchObject({ valid: true, misplaced: [] });
      expect(answer.plan).toEqual(known);
    }
  });

  it('prices a division that parts what all tiers fuse, which no best plan does', async () => {
    const answer = await evaluated({
      ...ALEXNET_OVER_WIFI,
      cloud: { board: 'server-nvidia-t4' },
      backhaul: at8Mbps,
      deviceLayers: ['conv1'],
      edgeLayers: [],
    });
    expect(answer).toMatchObject({ valid: true, plan: { deviceLayers: 1, cutAfter: 'conv1' } });
  });

  it('is told what is misplaced on either side of the edge', async () => {
    const { valid, misplaced } = await evaluated({ ...THREE, deviceLayers: ['b'], edgeLayers: ['c'] });
    expect(valid).toBe(false);
    expect(misplaced).toEqual([{ layer: 'b', needs: 'a' }]);
  });

  it('can have layers pinned to it', async () => {
    const pinned = [{ layer: 'c', tier: 'cloud' }];
    const { chosen } = await plan({ ...THREE, objective: 'throughput', constraints: { pinned } });
    expect(chosen!.deviceLayerNames.concat(chosen!.edgeLayerNames!)).not.toContain('c');
    expect(await refused({ ...MEASURED, constraints: { pinned } })).toMatchObject({
      pointer: '/constraints/pinned/0/tier',
    });
  });

  it.each([
    [{ cloud: THREE.cloud }, '/backhaul'],
    [{ backhaul: at8Mbps }, '/backhaul'],
    [{ directLink: at8Mbps }, '/directLink'],
  ])('is refused as %j', async (parts, pointer) => {
    expect(await refused({ ...MEASURED, ...parts })).toMatchObject({ status: 400, pointer });
  });

  it('must be said of where layers of the edge are', async () => {
    expect(await refused({ ...MEASURED, deviceLayers: [], edgeLayers: [] }, '/plans/evaluate')).toMatchObject(
      {
        pointer: '/edgeLayers',
      },
    );
    expect(await refused({ ...THREE, deviceLayers: [] }, '/plans/evaluate')).toMatchObject({
      pointer: '/edgeLayers',
    });
    expect(
      await refused({ ...THREE, deviceLayers: ['a'], edgeLayers: ['a'] }, '/plans/evaluate'),
    ).toMatchObject({ pointer: '/edgeLayers/0' });
  });

  it('is planned beyond what can be listed, with the best that there is', async () => {
    const boards = {
      device: { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp32' },
      edge: ALEXNET_OVER_WIFI.edge,
    };
    const link = { uplink: { rateMbps: 100 }, roundTripMs: 5 };
    const two = { networkId: 'inception-v3', ...boards, link };
    const answer = await plan(
      { ...two, cloud: { board: 'server-nvidia-t4' }, backhaul: link },
      '?candidates=none',
    );
    expect(answer.allCutsListed).toBe(false);
    // a third tier can be left idle, so it never makes the best plan slower
    const { chosen } = await plan(two, '?candidates=none');
    expect(answer.chosen!.latencyMs).toBeLessThanOrEqual(chosen!.latencyMs + 1e-9);
  });
});

describe('early exits', () => {
  const head = { device: { latencyMs: 4, energyJ: 0.004 }, edge: { latencyMs: 4, energyJ: 0.004 } };
  const exits = [{ after: 'a', probability: 0.75, accuracy: 0.8, head }];

  it('weight what is behind them, and say the accuracy of the whole', async () => {
    const { candidates, expectedAccuracy } = await plan({
      ...MEASURED,
      returnsResults: true,
      exits,
      finalAccuracy: 0.9,
    });
    // edge alone: 1 up + 2 + 4 (head) + 0.25 · (2 + 2) + 1 down; cut behind b: 10 + 4 + 0.25 · (10 + 1 + 2 + 1)
    expect(candidates![0]!.latencyMs).toBeCloseTo(9, 9);
    expect(candidates![2]!.latencyMs).toBeCloseTo(17.5, 9);
    expect(expectedAccuracy).toBeCloseTo(0.75 * 0.8 + 0.25 * 0.9, 12);
  });

  it('have an accuracy only where that of the end is known', async () => {
    expect((await plan({ ...MEASURED, exits })).expectedAccuracy).toBeNull();
    expect(await plan(MEASURED)).not.toHaveProperty('expectedAccuracy');
  });

  it('cost what the layers of their heads cost on each board', async () => {
    const layers = [
      { kind: 'global-pooling', mode: 'average' },
      { kind: 'flatten' },
      { kind: 'connected', features: 1000 },
    ];
    const [after] = ['pool2'];
    const exit = { after, probability: 0, head: { layers } };
    const [plain, exiting] = [
      await plan(ALEXNET_OVER_WIFI),
      await plan({ ...ALEXNET_OVER_WIFI, exits: [exit] }),
    ];
    // the same three layers as a network of their own, on the 192 × 13 × 13 tensor behind pool2
    const own = await plan({
      ...ALEXNET_OVER_WIFI,
      inputEncodings: undefined,
      network: { inputs: [{ shape: [1, 192, 13, 13] }], layers },
    });
    const difference = exiting.baselines.deviceOnly.latencyMs - plain.baselines.deviceOnly.latencyMs;
    expect(difference).toBeCloseTo(own.baselines.deviceOnly.ledger[0]!.latencyMs, 9);
  });

  it.each([
    [[{ after: 'z', probability: 0.5 }], 400, '/exits/0/after'],
    [[{ after: 'a', probability: 1.5 }], 400, '/exits/0/probability'],
    [
      [{ after: 'a', probability: 0.5, head: { layers: [{ kind: 'activation', function: 'relu' }] } }],
      400,
      '/exits/0/head/device',
    ],
    [
      [{ after: 'a', probability: 0.5, head: { layers: [{ kind: 'nothing' }] } }],
      400,
      '/exits/0/head/layers/0/kind',
    ],
  ])('are refused as %j', async (wrong, status, pointer) => {
    expect(await refused({ ...MEASURED, exits: wrong })).toMatchObject({ status, pointer });
  });

  it('are refused in a branch', async () => {
    const branching = {
      inputs: [{ shape: [250] }],
      layers: [
        { kind: 'activation', name: 'a', function: 'relu' },
        { kind: 'activation', name: 'b', function: 'relu', inputs: ['a'] },
        { kind: 'activation', name: 'c', function: 'relu', inputs: ['a'] },
        { kind: 'element-wise', name: 'd', function: 'add', inputs: ['b', 'c'] },
      ],
    };
    const device = ALEXNET_OVER_WIFI.device;
    const tiers = { device, edge: ALEXNET_OVER_WIFI.edge };
    const wrong = {
      ...MEASURED,
      ...tiers,
      network: branching,
      exits: [{ after: 'b', probability: 0.5 }],
    };
    expect(await refused(wrong)).toMatchObject({
      status: 422,
      code: 'invalid-exit',
      pointer: '/exits/0/after',
    });
  });
});

describe('a batch', () => {
  const request = { ...ALEXNET_OVER_WIFI, inputEncodings: undefined };

  it('takes the place of that of the network', async () => {
    const [one, four] = [await plan(request), await plan({ ...request, batch: 4 })];
    expect(four.network.macs).toBe(4 * one.network.macs);
    expect(four.candidates!.map(({ bytesUp }) => bytesUp)).toEqual(
      one.candidates!.map(({ bytesUp }) => 4 * bytesUp),
    );
    expect(four.warnings.map(({ code }) => code)).toContain('other-batch');
  });

  it('can be swept over, beside a rate', async () => {
    const parameters = [
      { name: 'batch', values: [1, 8] },
      { name: 'uplinkRateMbps', values: [10, 1000] },
    ];
    const swept: SweepAnswerDto = await json(await service.post('/plans/sweep', { ...request, parameters }));
    expect(swept.columns.slice(0, 2)).toEqual(['batch', 'uplinkRateMbps']);
    for (const [batch, rateMbps, position, latencyMs] of swept.rows) {
      const link = { ...request.link, uplink: { ...request.link.uplink, rateMbps } };
      const { chosen } = await plan({ ...request, batch, link });
      expect(latencyMs).toBeCloseTo(chosen!.latencyMs, 9);
      expect(swept.candidates[position!]).toMatchObject({
        bytesUp: chosen!.bytesUp,
        cutAfter: chosen!.cutAfter,
      });
    }
  });

  it.each([
    [{ name: 'batch', values: [1.5] }, '/parameters/0/values'],
    [{ name: 'batch', values: [0] }, '/parameters/0/values'],
    [{ name: 'batch', range: { from: 1, to: 1000, points: 1000 } }, '/parameters'],
  ])('is refused in a sweep as %j', async (parameter, pointer) => {
    expect(await refused({ ...request, parameters: [parameter] }, '/plans/sweep')).toMatchObject({ pointer });
  });

  it('that a layer cannot follow is refused', async () => {
    const network = {
      inputs: [{ shape: [2, 8] }],
      layers: [{ kind: 'reshape', name: 'joined', shape: [1, 16] }],
    };
    expect(await refused({ ...request, network, batch: 1 })).toMatchObject({
      status: 422,
      pointer: '/batch',
    });
  });
});

describe('transfer precisions', () => {
  const int8 = {
    name: 'int8',
    encodeNsPerElement: 1,
    encodeNjPerElement: 2,
    decodeNsPerElement: 3,
    decodeNjPerElement: 4,
  };

  it('cost what converting each element takes', async () => {
    const { candidates } = await plan({ ...MEASURED, transferPrecisions: [int8] });
    // behind a: 250 elements · (1 + 3) ns and 250 bytes, a quarter of 1 ms
    expect(candidates![1]!.latencyMs).toBeCloseTo(10 + 0.25 + 4 + 0.001, 9);
    expect(candidates![1]!.systemEnergyJ).toBeCloseTo(0.01 + 0.008 + 250 * 6e-9, 12);
  });

  it('that are counted as free are warned of', async () => {
    const { warnings } = await plan({ ...MEASURED, transferPrecisions: [{ name: 'float16' }] });
    expect(warnings.map(({ code }) => code)).toContain('conversion-not-counted');
  });

  it('are refused twice', async () => {
    expect(await refused({ ...MEASURED, transferPrecisions: [int8, int8] })).toMatchObject({
      pointer: '/transferPrecisions/1/name',
    });
  });
});

describe('a saved plan', () => {
  it('needs no board', async () => {
    const response = await service.post('/plans?save=true', MEASURED);
    expect(response.status).toBe(201);
    const { id } = await json(response);
    const { plans } = await json(await fetch(`${service.url}/plans`));
    expect(plans[0]).toMatchObject({ id, device: null, edge: null });
  });
});

describe('the examples of the description', () => {
  const document = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
  const examples = ['/plans', '/plans/evaluate', '/plans/sweep'].flatMap((path) => {
    const { examples: bodies } = document.paths[path].post.requestBody.content['application/json'];
    return Object.entries<{ value: object }>(bodies).map(([name, { value }]) => ({ path, name, value }));
  });

  it.each(examples)('work as they stand: $name of $path', async ({ path, value }) => {
    const response = await service.post(path, value);
    const answer = await json(response);
    expect(response.status).toBe(200);
    if (path === '/plans') expect(answer.chosen).not.toBeNull();
    if (path === '/plans/evaluate') expect(answer).toMatchObject({ valid: true, misplaced: [] });
    if (path === '/plans/sweep') expect(answer.rows.length).toBeGreaterThan(1);
  });

  it('show three tiers, measurements and early exits', () => {
    const fields = examples.flatMap(({ value }) => Object.keys(value));
    expect(fields).toEqual(expect.arrayContaining(['cloud', 'exits']));
    expect(JSON.stringify(examples)).toContain('measurements');
  });
});

describe('a request of too many choices', () => {
  it('is refused before it is computed', async () => {
    const inputEncodings = Array.from({ length: 16 }, (_, index) => ({ name: `jpeg ${index}`, bytes: 1000 }));
    const transferPrecisions = ['stored', 'float32', 'float16', 'int8'].map((name) => ({ name }));
    const powerModes = ['MAXN', 'MAX-P', 'MAX-Q'];
    const device = { board: 'jetson-tx2', precision: 'fp32', powerModes };
    const edge = { ...device, powerModes: powerModes.slice(0, 2) };
    const request = { ...ALEXNET_OVER_WIFI, device, edge, transferPrecisions, inputEncodings };
    expect(await refused(request)).toMatchObject({ status: 422, code: 'planning-too-large' });
    const fewer = { ...request, inputEncodings: inputEncodings.slice(0, 2) };
    expect((await plan(fewer, '?candidates=none')).chosen).not.toBeNull();
  });
});
