import type { CandidateDto, PlanAnswerDto } from '../../src/plans/plan-answer.dto.js';
import { ALEXNET_OVER_WIFI } from '../../src/plans/examples/alexnet-over-wifi.js';
import { json, startTestService, type TestService } from '../support/service.js';

let service: TestService;
let candidates: CandidateDto[];

async function plan(change: object = {}, query = '?candidates=all'): Promise<PlanAnswerDto> {
  const response = await service.post(`/plans${query}`, { ...ALEXNET_OVER_WIFI, ...change });
  expect(response.status).toBe(200);
  return json(response);
}

beforeAll(async () => {
  service = await startTestService();
  candidates = (await plan()).candidates!;
}, 60_000);

afterAll(() => service.stop());

/** The lowest of a figure over candidates, found by a loop of the test's own. */
function lowest(figure: (candidate: CandidateDto) => number, of = candidates): CandidateDto {
  let winner = of[0]!;
  for (const candidate of of) if (figure(candidate) < figure(winner)) winner = candidate;
  return winner;
}

describe('the chosen plan', () => {
  it.each([
    ['latency', (c: CandidateDto) => c.latencyMs],
    ['deviceEnergy', (c: CandidateDto) => c.deviceEnergyJ!],
    ['systemEnergy', (c: CandidateDto) => c.systemEnergyJ!],
    ['energyDelayProduct', (c: CandidateDto) => c.systemEnergyJ! * c.latencyMs],
    ['throughput', (c: CandidateDto) => c.periodMs],
  ] as const)('is the best in %s', async (objective, figure) => {
    const { chosen } = await plan({ objective });
    expect(figure(chosen!)).toBeCloseTo(figure(lowest(figure)), 9);
  });

  it('is the best in a weighted sum', async () => {
    const weights = { perLatencyMs: 1, perDeviceEnergyJ: 200 };
    const figure = (c: CandidateDto) => c.latencyMs + 200 * c.deviceEnergyJ!;
    const { chosen } = await plan({ objective: 'weightedSum', weights });
    expect(figure(chosen!)).toBeCloseTo(figure(lowest(figure)), 9);
  });

  it('is the best of those that keep to the constraints', async () => {
    const constraints = { maxLatencyMs: 9, minDeviceShare: 0.5 };
    const { chosen, constraints: reports } = await plan({ objective: 'systemEnergy', constraints });
    // shares of MACs on the device reach one half behind conv5: 655 566 528 of 714 188 480
    const allowed = candidates.filter(({ latencyMs, deviceLayers }) => latencyMs <= 9 && deviceLayers >= 9);
    expect(chosen).toMatchObject(lowest((c) => c.systemEnergyJ!, allowed));
    expect(reports).toEqual([
      expect.objectContaining({ name: 'maxLatencyMs', limit: 9, isKept: true, neededLimit: 9 }),
      expect.objectContaining({ name: 'minDeviceShare', limit: 0.5, isKept: true, neededLimit: 0.5 }),
    ]);
  });

  it('keeps raw input and pinned layers where they belong', async () => {
    const kept = await plan({ constraints: { inputStaysOnDevice: true }, objective: 'systemEnergy' });
    expect(kept.chosen!.deviceLayers).toBeGreaterThan(0);
    const pinned = [
      { layer: 'conv2', tier: 'device' },
      { layer: 'fc6', tier: 'edge' },
    ];
    const { chosen } = await plan({ constraints: { pinned } });
    expect(chosen!.deviceLayers).toBeGreaterThanOrEqual(4);
    expect(chosen!.deviceLayers).toBeLessThanOrEqual(14);
  });

  it('counts memory as weights and activations at their peak', async () => {
    // the edge holds fc6 to fc8 alone: 58 631 144 weights of 1 byte in int8, and little else
    const { chosen } = await plan({ constraints: { maxEdgeMemoryBytes: 58_000_000 } });
    expect(chosen!.deviceLayers).toBeGreaterThan(14);
  });
});

describe('a request that no plan can satisfy', () => {
  it('is answered with the closest plan and what each constraint would have to be', async () => {
    const { chosen, closest, best, constraints, explanation } = await plan({
      constraints: { maxLatencyMs: 1 },
    });
    expect(chosen).toBeNull();
    expect(best).toEqual({ latency: null, deviceEnergy: null, systemEnergy: null });
    const fastest = lowest(({ latencyMs }) => latencyMs);
    expect(closest).toMatchObject(fastest);
    expect(explanation[0]).toMatch(
      /^No plan keeps to all constraints; the least violating one runs 13 layers/,
    );
    const needed = Number((fastest.latencyMs / 1e3).toPrecision(3));
    expect(explanation[1]).toContain(`maxLatency is ${needed} for a limit of 0.001 (${needed} would do)`);
    expect(constraints).toHaveLength(1);
    expect(constraints[0]).toMatchObject({ name: 'maxLatencyMs', limit: 1, isKept: false });
    expect(constraints[0]!.neededLimit).toBeCloseTo(fastest.latencyMs, 9);
  });

  it('becomes satisfiable when a constraint gives as much as the answer says', async () => {
    const asked = { maxLatencyMs: 8, maxDeviceEnergyJ: 0.1 };
    const { chosen, constraints } = await plan({ constraints: asked });
    expect(chosen).toBeNull();
    for (const { name, neededLimit } of constraints) {
      if (neededLimit === null) continue;
      const relaxed = { ...asked, [name]: neededLimit * (1 + 1e-12) };
      expect((await plan({ constraints: relaxed })).chosen).not.toBeNull();
    }
  });
});

describe('the answer', () => {
  it('explains the choice with the numbers that decided', async () => {
    const { explanation, chosen } = await plan();
    const alone = candidates[0]!.latencyMs; // on the edge, which is faster than the device
    expect(alone).toBeLessThan(candidates.at(-1)!.latencyMs);
    const three = (value: number) => String(Number(value.toPrecision(3)));
    expect(explanation).toHaveLength(3);
    expect(explanation[0]).toBe(
      "Running 13 layers on the device, sending 'pool5' (36.9 kB) and the rest on the edge has the lowest latency " +
        `of 20 candidates: ${three(chosen!.latencyMs)} ms.`,
    );
    expect(explanation[1]).toContain(`takes ${three(alone)} ms (everything on the edge)`);
    expect(explanation[1]).toContain(`saves ${three((1 - chosen!.latencyMs / alone) * 100)} %`);
    expect(explanation[2]).toMatch(/^Of its .* ms on the device, .* ms on links, .* ms on the edge\.$/);
  });

  it('says so when an energy is not known', async () => {
    const edge = { board: 'server-nvidia-t4' }; // measured in latency alone
    const { chosen, explanation } = await plan({
      objective: 'systemEnergy',
      edge,
      constraints: { maxDeviceShare: 0 },
    });
    expect(chosen).toBeNull();
    expect(explanation[0]).toMatch(
      /^No plan has a known system energy; the fastest one runs everything on the edge/,
    );
  });

  it('says what dividing saves over not dividing', async () => {
    const { splitting } = await plan();
    const unsplit = Math.min(candidates[0]!.latencyMs, candidates.at(-1)!.latencyMs);
    const split = lowest(({ latencyMs }) => latencyMs, candidates.slice(1, -1)).latencyMs;
    expect(splitting.margin).toBeCloseTo((unsplit - split) / unsplit, 9);
    expect(splitting.split!.latencyMs).toBe(split);
  });

  it('has a front of exactly those that no candidate dominates', async () => {
    const { front } = await plan();
    const figures = (c: CandidateDto) => [c.latencyMs, c.deviceEnergyJ!, c.systemEnergyJ!];
    const dominates = (a: CandidateDto, b: CandidateDto) =>
      figures(a).every((value, index) => value <= figures(b)[index]!) &&
      figures(a).some((value, index) => value < figures(b)[index]!);
    const expected = candidates.filter((c) => !candidates.some((other) => dominates(other, c)));
    expect(new Set(front!.map(({ deviceLayers }) => deviceLayers))).toEqual(
      new Set(distinct(expected).map(({ deviceLayers }) => deviceLayers)),
    );
  });

  it('holds as many candidates as it is asked for', async () => {
    expect(await plan({}, '?candidates=none')).not.toHaveProperty('front');
    const front = await plan({}, '?candidates=front');
    expect(front).toHaveProperty('front');
    expect(front).not.toHaveProperty('candidates');
    expect((await plan({}, '?candidates=all')).candidates).toHaveLength(20);
  });
});

describe('the validity of a plan', () => {
  it('is the range of rates over which re-planning finds the same plan', async () => {
    const { validity } = await plan();
    const { current, ranges } = validity.uplinkRateMbps!;
    expect(ranges[0]!.from).toBe(0);
    expect(ranges.at(-1)!.to).toBeNull();
    expect(current.candidate).toBe(13);
    for (const { from, to, candidate } of ranges) {
      const rateMbps = to === null ? from * 2 : (from + to) / 2;
      const { uplink, ...link } = ALEXNET_OVER_WIFI.link;
      const again = await plan({ link: { ...link, uplink: { ...uplink, rateMbps } } });
      expect(again.candidates!.findIndex(({ latencyMs }) => latencyMs === again.chosen!.latencyMs)).toBe(
        candidate,
      );
    }
  });

  it('holds over round trips and loads of the edge as well', async () => {
    const { validity } = await plan();
    const slow = validity.edgeSlowdown!.ranges.at(-1)!;
    // an edge that is slow enough computes nothing
    expect(slow).toMatchObject({ candidate: 19, to: null });
    expect((await plan({ edgeLoad: { slowdown: slow.from * 1.01 } })).chosen!.deviceLayers).toBe(19);
    expect(validity.roundTripMs!.current.candidate).toBe(13);
  });

  it('is not defined for objectives that are no sums', async () => {
    const { validity } = await plan({ objective: 'throughput' });
    expect(validity).toEqual({ uplinkRateMbps: null, roundTripMs: null, edgeSlowdown: null });
  });
});

describe('ways to send the input', () => {
  const pixels = { name: 'pixels', bytes: 150_528 };
  const jpeg = { name: 'jpeg', bytes: 20_000, encodeMs: 3, encodeJ: 0.01 };

  it('are chosen with the cut', async () => {
    const [first, second] = [
      await plan({ inputEncodings: [pixels] }),
      await plan({ inputEncodings: [jpeg] }),
    ];
    const both = await plan({ inputEncodings: [pixels, jpeg] });
    // a cut that does not send the input has no use for another encoding
    expect(both.candidates).toHaveLength(21);
    for (const objective of ['latency', 'deviceEnergy', 'systemEnergy'] as const) {
      const field = `${objective}${objective === 'latency' ? 'Ms' : 'J'}` as 'latencyMs';
      const best = [first, second].map(({ best: found }) => found[objective]![field]);
      expect(both.best[objective]![field]).toBe(Math.min(...best));
    }
    expect(both.candidates!.map(({ inputEncoding }) => inputEncoding)).toEqual([
      'pixels',
      ...Array.from({ length: 19 }, () => null),
      'jpeg',
    ]);
  });

  it('take what the device needs to encode, and the bits of their size', async () => {
    const { baselines } = await plan({ inputEncodings: [jpeg] });
    const item = (name: string) => baselines.edgeOnly.ledger.find((entry) => entry.item === name)!;
    expect(item('encode')).toMatchObject({ latencyMs: 3, deviceEnergyJ: 0.01 });
    // 1 ms + 8 · 20 000 bit / 200 Mbit/s
    expect(item('uplink').latencyMs).toBeCloseTo(1.8, 9);
  });

  it('are the tensor as it lies in memory where none is given', async () => {
    const { baselines } = await plan({ inputEncodings: undefined });
    // 3 · 224 · 224 float32
    expect(baselines.edgeOnly).toMatchObject({ bytesUp: 602_112, inputEncoding: 'raw' });
  });
});

describe('a transfer', () => {
  it('takes as much of the round trip as the link says, a half where it says nothing', async () => {
    const uplink = async (share: object) => {
      const { baselines } = await plan({ link: { ...ALEXNET_OVER_WIFI.link, ...share } });
      return baselines.edgeOnly.ledger.find(({ item }) => item === 'uplink')!.latencyMs;
    };
    // 8 · 150 528 bit / 200 Mbit/s = 6.02112 ms; a round trip of 2 ms
    expect(await uplink({})).toBeCloseTo(7.02112, 9);
    expect(await uplink({ roundTripShare: 1 })).toBeCloseTo(8.02112, 9);
    expect(await uplink({ roundTripShare: 0 })).toBeCloseTo(6.02112, 9);
  });
});

describe('an edge that serves others as well', () => {
  const edgeTime = ({ baselines }: PlanAnswerDto): number =>
    baselines.edgeOnly.ledger
      .filter(({ item }) => item === 'edge-layers' || item === 'edge-inference')
      .reduce((sum, { latencyMs }) => sum + latencyMs, 0);

  it('is slower by the factor, or by the time in a queue over the time of service', async () => {
    const alone = edgeTime(await plan());
    expect(edgeTime(await plan({ edgeLoad: { slowdown: 3 } }))).toBeCloseTo(3 * alone, 9);
    // 1 / (1 - 0.75) = 4
    const queued = await plan({ edgeLoad: { utilisation: 0.75 } });
    expect(edgeTime(queued)).toBeCloseTo(4 * alone, 9);
    expect(queued).toEqual(await plan({ edgeLoad: { slowdown: 4 } }));
    expect(await plan({ edgeLoad: { utilisation: 0 } })).toEqual(await plan());
  });
});

describe('tensors that may be converted', () => {
  it('cross in the type that costs least, decided with the cut', async () => {
    const { chosen } = await plan({
      transferPrecisions: ['stored', 'float16', 'int8'].map((name) => ({ name })),
    });
    expect(chosen).toMatchObject({ transferPrecision: 'int8', deviceLayers: 13, bytesUp: 36_864 / 4 });
    expect(chosen!.crossingTensors).toMatchObject([{ name: 'pool5', dataType: 'int8', bytes: 9_216 }]);
  });
});

describe('the confidence in a plan', () => {
  it('is the same for the same seed, and its odds add up to at most 1', async () => {
    const asked = { confidence: { seed: 7, draws: 500 } };
    const [first, second] = [await plan(asked), await plan(asked)];
    expect(first).toEqual(second);
    const { contenders } = first.confidence!;
    expect(contenders[0]!.candidate).toBe(13);
    for (const { latencyMs } of contenders) {
      expect(latencyMs.p5).toBeLessThan(latencyMs.p50);
      expect(latencyMs.p50).toBeLessThan(latencyMs.p95);
    }
    const odds = contenders.reduce((sum, { probabilityBest }) => sum + probabilityBest, 0);
    expect(odds).toBeGreaterThan(0.5);
    expect(odds).toBeLessThanOrEqual(1);
  });

  it('is wider when the rate is uncertain', async () => {
    const width = async (spread: object) => {
      const { confidence } = await plan({ confidence: { seed: 1, ...spread } });
      const { p5, p95 } = confidence!.contenders.find(({ candidate }) => candidate === 13)!.latencyMs;
      return p95 - p5;
    };
    const spread = { uplinkRateP10Mbps: 50, uplinkRateP90Mbps: 400 };
    expect(await width(spread)).toBeGreaterThan(await width({}));
    const samples = { uplinkRateSamplesMbps: [50, 100, 200, 400] };
    expect(await width(samples)).toBeGreaterThan(await width({}));
  });

  it('holds the robust choice, which no contender has a lower p95 than', async () => {
    const { contenders, robust } = (await plan({ confidence: {} })).confidence!;
    for (const { latencyMs } of contenders) {
      expect(robust.latencyMs.p95).toBeLessThanOrEqual(latencyMs.p95);
    }
  });
});

describe('a choice that has no meaning', () => {
  it.each([
    [{ objective: 'fastest' }, '', '/objective'],
    [{ objective: 'weightedSum' }, '', '/weights'],
    [{ weights: { perLatencyMs: 1 } }, '', '/weights'],
    [{ objective: 'weightedSum', weights: { perLatencyMs: -1 } }, '', '/weights/perLatencyMs'],
    [{ constraints: { maxLatencyMs: -1 } }, '', '/constraints/maxLatencyMs'],
    [{ constraints: { minDeviceShare: 2 } }, '', '/constraints/minDeviceShare'],
    [{ constraints: { pinned: [{ layer: 'conv9', tier: 'device' }] } }, '', '/constraints/pinned/0/layer'],
    [{ constraints: { pinned: [{ layer: 'conv1', tier: 'moon' }] } }, '', '/constraints/pinned/0/tier'],
    [{ constraints: { pinned: [null] } }, '', '/constraints/pinned'],
    [{ edgeLoad: { slowdown: 0.5 } }, '', '/edgeLoad/slowdown'],
    [{ edgeLoad: { utilisation: 1 } }, '', '/edgeLoad/utilisation'],
    [{ link: { ...ALEXNET_OVER_WIFI.link, roundTripShare: -1 } }, '', '/link/roundTripShare'],
    [{ inputEncodings: [] }, '', '/inputEncodings'],
    [{ inputEncodings: [{ name: 'a', bytes: 0 }] }, '', '/inputEncodings/0/bytes'],
    [
      {
        inputEncodings: [
          { name: 'a', bytes: 1 },
          { name: 'a', bytes: 2 },
        ],
      },
      '',
      '/inputEncodings/1/name',
    ],
    [{ edgeLoad: {} }, '', '/edgeLoad'],
    [{ edgeLoad: { slowdown: 2, utilisation: 0.5 } }, '', '/edgeLoad'],
    [{ edgeLoad: 2 }, '', '/edgeLoad'],
    [{ transferPrecisions: [] }, '', '/transferPrecisions'],
    [{ transferPrecisions: [{ name: 'int4' }] }, '', '/transferPrecisions/0/name'],
    [{ confidence: { draws: 1e9 } }, '', '/confidence/draws'],
    [{ confidence: { uplinkRateP10Mbps: 300 } }, '', '/confidence/uplinkRateP10Mbps'],
    [
      { confidence: { uplinkRateSamplesMbps: [1, 2], uplinkRateP10Mbps: 1 } },
      '',
      '/confidence/uplinkRateSamplesMbps',
    ],
    [{ confidence: { uplinkRateSamplesMbps: [1, 0] } }, '', '/confidence/uplinkRateSamplesMbps'],
    [{}, '?candidates=some', '?candidates'],
  ])('is refused: %j%s', async (change, query, pointer) => {
    const response = await service.post(`/plans${query}`, { ...ALEXNET_OVER_WIFI, ...change });
    expect(response.status).toBe(400);
    expect((await json(response)).errors[0].pointer).toBe(pointer);
  });
});

/** Of candidates that cost the same, the first. */
function distinct(of: readonly CandidateDto[]): CandidateDto[] {
  const seen = new Set<string>();
  return of.filter(({ latencyMs, deviceEnergyJ, systemEnergyJ }) => {
    const key = JSON.stringify([latencyMs, deviceEnergyJ, systemEnergyJ]);
    return !seen.has(key) && seen.add(key);
  });
}
