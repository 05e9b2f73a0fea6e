import { TWO_NETWORKS } from '../../src/estimates/examples/two-networks.js';
import { RANKING, RANKING_NDJSON } from '../../src/rankings/examples/cells.js';
import { json, startTestService, type TestService } from '../support/service.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers, whose form the assertions check */
let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

const PI5 = { board: 'raspberry-pi-5', runtime: 'ONNX Runtime' };
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

async function problemOf(path: string, body: unknown) {
  const response = await service.post(path, body);
  const { type, errors } = await json(response);
  return {
    status: response.status,
    type: type.replace('urn:cutpoint:problem:', ''),
    at: errors?.[0].pointer,
  };
}

describe('POST /estimates', () => {
  it('answers the example: every network on every board', async () => {
    const answer = await json(await service.post('/estimates', TWO_NETWORKS));
    expect(answer.networks.map(({ name }: { name: string }) => name)).toEqual(['resnet-18', 'mobilenet-v2']);
    expect(answer.estimates.map((own: any) => [own.network, own.board])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const [first] = answer.estimates;
    expect(first.energyP5J).toBeLessThan(first.energyJ);
    expect(first.energyP95J).toBeGreaterThan(first.energyJ);
    expect(first.inferencesPerBattery).toBeCloseTo((37 * 3600) / first.energyJ, 6);
    expect(first.carbonGCo2).toBeCloseTo((first.energyJ / 3.6e6) * 242, 12);
    expect(answer.warnings[0].code).toBe('mixed-boundaries');
    expect(first.warnings.map(({ code }: any) => code)).toContain('part-of-the-device');
  });

  it('adds up: parts of layers to layers, layers and the constant part to the total', async () => {
    const request = { networks: [{ networkId: 'mobilenet-v2' }], boards: [PI5], layers: true };
    const [estimate] = (await json(await service.post('/estimates', request))).estimates;
    for (const [cost, share] of [
      ['energyJ', 'energyShare'],
      ['latencyMs', 'latencyShare'],
    ] as const) {
      for (const layer of estimate.layers) {
        expect(sum(layer.parts.map((part: any) => part[cost]))).toBeCloseTo(layer[cost], 12);
      }
      const once = estimate.parts.find(({ part }: any) => part === 'perInference');
      const layers = sum(estimate.layers.map((layer: any) => layer[cost]));
      expect((layers + Number(once[cost])) / estimate[cost]).toBeCloseTo(1, 12);
      expect(sum(estimate.parts.map((part: any) => part[cost])) / estimate[cost]).toBeCloseTo(1, 12);
      expect(sum(estimate.layers.map((layer: any) => layer[share]))).toBeLessThanOrEqual(1 + 1e-12);
    }
    const depthwise = estimate.layers.find(({ layerClass }: any) => layerClass === 'depthwise');
    expect(depthwise.slopePerMacJ * depthwise.macs).toBeCloseTo(
      depthwise.parts.find(({ part }: any) => part === 'slope').energyJ,
      12,
    );
  });

  it('leaves out what was not asked', async () => {
    const request = { networks: [{ networkId: 'lenet-5' }], boards: [PI5] };
    const [estimate] = (await json(await service.post('/estimates', request))).estimates;
    for (const field of ['layers', 'inferencesPerWh', 'inferencesPerBattery', 'carbonGCo2']) {
      expect(estimate).not.toHaveProperty(field);
    }
  });

  const network = { networkId: 'lenet-5' };
  it.each([
    [{}, 400, 'invalid-request', '/networks'],
    [{ networks: [{}], boards: [PI5] }, 400, 'invalid-request', '/networks/0'],
    [{ networks: [{ ...network, zoo: 'vgg-11' }], boards: [PI5] }, 400, 'invalid-request', '/networks/0'],
    [
      { networks: [{ ...network, parameters: {} }], boards: [PI5] },
      400,
      'invalid-request',
      '/networks/0/parameters',
    ],
    [{ networks: [{ networkId: 'nobody' }], boards: [PI5] }, 422, 'unknown-network', '/networks/0/networkId'],
    [{ networks: [{ zoo: 'nobody' }], boards: [PI5] }, 422, 'unknown-zoo-network', '/networks/0/zoo'],
    [{ networks: [{ cell: 'none~0' }], boards: [PI5] }, 422, 'invalid-parameter', '/networks/0/cell'],
    [{ networks: [network], boards: [{ board: 'nobody' }] }, 422, 'unknown-board', '/boards/0/board'],
    [{ networks: [network], boards: [PI5], batteryWh: -1 }, 400, 'invalid-request', '/batteryWh'],
  ])('refuses %j', async (body, status, type, at) => {
    expect(await problemOf('/estimates', body)).toEqual({ status, type, at });
  });

  it('refuses to list more layers than an answer can hold', async () => {
    const networks = new Array(100).fill({ networkId: 'densenet-121' }); // of 427 layers
    const refused = await problemOf('/estimates', { networks, boards: [PI5, PI5, PI5], layers: true });
    expect(refused).toEqual({ status: 400, type: 'invalid-request', at: '/layers' });
  });
});

describe('POST /rankings', () => {
  const rankAs = async (mediaType: string, body: string): Promise<any[]> => {
    const response = await fetch(`${service.url}/rankings`, {
      method: 'POST',
      headers: { 'content-type': mediaType },
      body,
    });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    return (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const ranked = (body: object) => rankAs('application/json', JSON.stringify(body));
  const placesIn = (lines: any[]) => lines.filter(({ kind }) => kind === 'place');

  it('answers the examples, which are the same as JSON and as NDJSON', async () => {
    const lines = await ranked(RANKING);
    expect(await rankAs('application/x-ndjson', RANKING_NDJSON)).toEqual(lines);
    const places = placesIn(lines);
    expect(places.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    const within = places.filter(({ brokenBudgets }) => brokenBudgets.length === 0);
    expect(within.every(({ latencyMs }) => latencyMs <= 40)).toBe(true);
    expect(within.map(({ energyJ }) => energyJ)).toEqual(
      within.map(({ energyJ }) => energyJ).toSorted((a, b) => a - b),
    );
    expect(lines.at(-1)).toEqual({ kind: 'end', ranked: 4, faults: 0 });
  });

  it('gives the figures of an estimate', async () => {
    const [place] = placesIn(await ranked({ boards: [PI5], candidates: [{ networkId: 'resnet-18' }] }));
    const request = { networks: [{ networkId: 'resnet-18' }], boards: [PI5] };
    const [estimate] = (await json(await service.post('/estimates', request))).estimates;
    for (const field of ['energyJ', 'energyP95J', 'latencyMs', 'latencyP5Ms']) {
      expect(place[field] / estimate[field]).toBeCloseTo(1, 12);
    }
  });

  it('makes a candidate at fault a line, and ranks the others', async () => {
    const candidates = [
      { networkId: 'nobody' },
      { cell: 'none~0/none~0/none~1/none~0/none~1/none~2' },
      { cell: 'junk' },
      7,
      { zoo: 'lenet-5' },
      { zoo: 'lenet-5', surprise: true },
      { zoo: 'lenet-5', measured: [{ energyJ: 1 }, { latencyMs: 1 }] },
      { zoo: 'lenet-5', measured: [{ board: 1, energyJ: 1 }] },
      { zoo: 'lenet-5', measured: [{}] },
    ];
    const lines = await ranked({ boards: [PI5], candidates });
    const faults = lines.filter(({ kind }) => kind === 'fault');
    expect(faults.map(({ candidate, problem }) => [candidate, problem.type.split(':').at(-1)])).toEqual([
      [0, 'unknown-network'],
      [1, 'degenerate-network'],
      [2, 'invalid-parameter'],
      [3, 'invalid-request'],
      [5, 'invalid-request'],
      [6, 'invalid-request'],
      [7, 'invalid-request'],
      [8, 'invalid-request'],
    ]);
    expect(faults.slice(-3).map(({ problem }) => problem.errors[0].pointer)).toEqual([
      '/measured/1/board',
      '/measured/0/board',
      '/measured/0',
    ]);
    expect(lines.at(-1)).toEqual({ kind: 'end', ranked: 1, faults: 8 });
  });

  it('does not tell apart cells that differ only in edges that are not executed', async () => {
    const cells = [
      'nor_conv_3x3~0/none~0/skip_connect~1/none~0/nor_conv_1x1~1/avg_pool_3x3~2',
      'nor_conv_3x3~0/none~0/none~1/none~0/nor_conv_1x1~1/avg_pool_3x3~2',
      'nor_conv_3x3~0/none~0/none~1/none~0/nor_conv_1x1~1/none~2',
    ];
    const places = placesIn(await ranked({ boards: [PI5], candidates: cells.map((cell) => ({ cell })) }));
    expect(places[0].energyJ).toBe(places[1].energyJ);
    expect(places[0].probabilityAhead).toBeCloseTo(0.5, 6);
    expect(places[0].inseparable).toBeGreaterThanOrEqual(1);
  });

  it('reads NDJSON with blank lines, other line ends and a line that is not JSON', async () => {
    const lines = await rankAs(
      'application/x-ndjson',
      `\r\n${JSON.stringify({ boards: [PI5] })}\r\n \n{"zoo":\n{"zoo":"lenet-5"}\r\n\n`,
    );
    const fault = lines.find(({ kind }) => kind === 'fault');
    expect([fault.candidate, fault.problem.type]).toEqual([0, 'urn:cutpoint:problem:malformed-request']);
    expect(placesIn(lines)).toMatchObject([{ candidate: 1, name: 'lenet-5' }]);
  });

  it('says what to know of a board, and marks networks of another batch as extrapolated', async () => {
    const boards = [PI5, { board: 'jetson-xavier-nx' }];
    const layers = [{ kind: 'convolution', name: 'conv', kernels: 16, kernelSize: [1, 1] }];
    const candidates = [1, 2].map((batch) => ({
      network: { inputs: [{ shape: [batch, 16, 32, 32] }], layers },
    }));
    const lines = await ranked({ boards, candidates });
    expect(lines[0].warnings.map(({ code }: any) => code)).toContain('low-quality');
    expect(
      placesIn(lines)
        .filter(({ board }) => board === 0)
        .map(({ candidate, isExtrapolated }) => [candidate, isExtrapolated]),
    ).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  it('says how far measurements agree, and warns of boards that were measured at different points', async () => {
    const candidates = ['resnet-18', 'resnet-34', 'resnet-50'].map((networkId, index) => ({
      networkId,
      measured: [{ energyJ: 3 - index }],
    }));
    const boards = [PI5, { board: 'jetson-tx2', powerMode: 'MAXN', precision: 'fp16' }];
    const lines = await ranked({ boards, candidates });
    expect(lines[0].warnings[0].code).toBe('mixed-boundaries');
    expect(placesIn(lines)).toHaveLength(6);
    expect(lines.find(({ kind }) => kind === 'agreement')).toEqual({
      kind: 'agreement',
      board: 0,
      cost: 'energy',
      networks: 3,
      tau: -1,
      tauOfMacs: -1,
    });
  });

  const candidates = [{ zoo: 'lenet-5' }];
  it.each([
    ['{', 400, 'malformed-request', undefined],
    [{ boards: [PI5] }, 400, 'invalid-request', '/candidates'],
    [{ boards: [PI5], candidates: [] }, 400, 'invalid-request', '/candidates'],
    [{ candidates }, 400, 'invalid-request', '/boards'],
    [{ boards: [PI5], candidates, goal: 'weightedSum' }, 400, 'invalid-request', '/weights'],
    [{ boards: [{ board: 'nobody' }], candidates }, 422, 'unknown-board', '/boards/0/board'],
  ])('refuses %j as a whole', async (body, status, type, at) => {
    expect(await problemOf('/rankings', body)).toEqual({ status, type, at });
  });

  it('refuses more candidates than it ranks', async () => {
    const refused = await problemOf('/rankings', { boards: [PI5], candidates: new Array(20_001).fill({}) });
    expect(refused).toEqual({ status: 400, type: 'invalid-request', at: '/candidates' });
  });

  it('refuses CSV', async () => {
    const headers = { 'content-type': 'text/csv' };
    const response = await fetch(`${service.url}/rankings`, { method: 'POST', headers, body: 'a,b' });
    expect(response.status).toBe(415);
  });
});

describe('POST /pruning-advice', () => {
  it('reaches a budget with a network that POST /networks takes and POST /estimates prices alike', async () => {
    const request = { networkId: 'resnet-18', board: PI5, maxEnergyJ: 0.15 };
    const advice = await json(await service.post('/pruning-advice', request));
    expect(advice.notice).toContain('accuracy');
    expect(advice.schedule.reachesBudget).toBe(true);
    const { pruned, steps } = advice.schedule;
    expect(pruned.energyJ).toBeLessThanOrEqual(0.15);
    expect(steps.at(-1).energyJ / pruned.energyJ).toBeCloseTo(1, 12);

    const stored = await service.post('/networks', pruned.network);
    expect(stored.status).toBe(201);
    const { id, macs, weights } = await json(stored);
    expect({ macs, weights }).toEqual({ macs: pruned.totals.macs, weights: pruned.totals.weights });
    const estimated = await json(
      await service.post('/estimates', { networks: [{ networkId: id }], boards: [PI5] }),
    );
    expect(estimated.estimates[0].energyJ).toBe(pruned.energyJ);
  });

  it('has a curve a group, from the network as it is to one channel', async () => {
    const advice = await json(await service.post('/pruning-advice', { networkId: 'resnet-18', board: PI5 }));
    expect(advice.schedule).toBeNull();
    expect(advice.groups).toHaveLength(12); // stem and first stage, eight inner convolutions, three more stages
    for (const { channels, curve } of advice.groups) {
      expect(curve[0][0]).toBe(channels);
      expect(curve[0][1]).toBeCloseTo(advice.figures.energyJ, 12);
      expect(curve.at(-1)[0]).toBe(1);
    }
  });

  it('says why channels stay', async () => {
    const request = {
      network: {
        inputs: [{ shape: [1, 3, 8, 8] }],
        layers: [{ kind: 'convolution', name: 'only', kernels: 4, kernelSize: [1, 1] }],
      },
      board: PI5,
    };
    const { groups, fixed } = await json(await service.post('/pruning-advice', request));
    expect(groups).toEqual([]);
    expect(fixed).toEqual([
      {
        name: 'only',
        code: 'network-result',
        at: 'only',
        reason: "They are a result of the network ('only').",
      },
    ]);
  });

  it.each([
    [{ networkId: 'resnet-18' }, 400, 'invalid-request', '/board'],
    [{ board: PI5 }, 400, 'invalid-request', ''],
    [{ networkId: 'resnet-18', board: PI5, stepShare: 0 }, 400, 'invalid-request', '/stepShare'],
    [{ networkId: 'nobody', board: PI5 }, 422, 'unknown-network', '/networkId'],
  ])('refuses %j', async (body, status, type, at) => {
    expect(await problemOf('/pruning-advice', body)).toEqual({ status, type, at });
  });

  it('refuses channels beyond what it can follow', async () => {
    const layer = (name: string) => ({
      kind: 'convolution',
      name,
      kernels: 5_000_000,
      kernelSize: [1, 1],
      bias: false,
    });
    const network = { inputs: [{ shape: [1, 3, 1, 1] }], layers: [layer('a'), layer('b')] };
    const refused = await problemOf('/pruning-advice', { network, board: PI5 });
    expect(refused).toEqual({ status: 422, type: 'pruning-too-large', at: '/network' });
  });
});
