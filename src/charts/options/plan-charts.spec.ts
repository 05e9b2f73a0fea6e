import type {
  CandidateDto,
  LedgerItemDto,
  PlanAnswerDto,
  PlanDto,
  SweepAnswerDto,
} from '../../plans/index.js';
import { candidatesChart } from './candidates.js';
import { decisionMapChart } from './decision-map.js';
import { ledgerChart } from './ledger.js';
import { networkChart } from './network.js';
import { stagesChart } from './stages.js';
import { THEMES } from './theme.js';
import { DEFAULT_VIEW } from './view.js';

const item = (name: LedgerItemDto['item'], latencyMs: number, device: number, edge = 0): LedgerItemDto => ({
  item: name,
  latencyMs,
  deviceEnergyJ: device,
  edgeEnergyJ: edge,
});

/** A network of two layers, a and b, of which the first so many run on the device. */
const planOf = (deviceLayers: number, ledger: LedgerItemDto[]): PlanDto => {
  const sum = (of: (share: LedgerItemDto) => number): number =>
    ledger.reduce((total, share) => total + of(share), 0);
  const tensor = deviceLayers === 0 ? 'input' : 'a';
  const device = sum(({ deviceEnergyJ }) => deviceEnergyJ!);
  const edge = sum(({ edgeEnergyJ }) => edgeEnergyJ!);
  return {
    deviceLayers,
    cutAfter: [null, 'a', 'b'][deviceLayers]!,
    crossingTensors:
      deviceLayers === 2 ? [] : [{ name: tensor, shape: [1, 250], dataType: 'float32', bytes: 1000 }],
    bytesUp: deviceLayers === 2 ? 0 : 1000,
    bytesDown: 0,
    devicePowerMode: 'MAXN',
    edgePowerMode: null,
    transferPrecision: 'stored',
    inputEncoding: deviceLayers === 0 ? 'raw' : null,
    latencyMs: sum(({ latencyMs }) => latencyMs),
    periodMs: 1,
    deviceEnergyJ: device,
    edgeEnergyJ: edge,
    systemEnergyJ: device + edge,
    deviceLayerNames: ['a', 'b'].slice(0, deviceLayers),
    ledger,
  };
};

const edgeOnly = planOf(0, [item('uplink', 6, 0.4), item('edge-layers', 2, 0, 0.1)]);
const split = planOf(1, [
  item('device-layers', 1, 0.1),
  item('device-inference', 0.5, 0.05),
  item('uplink', 2, 0.2),
  item('edge-layers', 1.5, 0, 0.05),
]);
const deviceOnly = planOf(2, [item('device-layers', 9, 0.3)]);
const plans = [edgeOnly, split, deviceOnly];

const answer = {
  network: { name: 'small', layers: 2, macs: 3000 },
  link: { uplink: { rateMbps: 100 } },
  edgeSlowdown: 1,
  chosen: split,
  closest: split,
  baselines: { deviceOnly, edgeOnly },
  front: [
    { ...split, nearTies: [0] },
    { ...deviceOnly, nearTies: [] },
  ],
  candidates: plans as CandidateDto[],
  profile: {
    layers: [
      { name: 'a', kind: 'convolution', macs: 2000, outputBytes: 1000 },
      { name: 'b', kind: 'connected', macs: 1000, outputBytes: 40 },
    ],
    candidates: plans,
  },
  validity: {
    uplinkRateMbps: {
      ranges: [
        { from: 0, to: 20, candidate: 2 },
        { from: 20, to: 400, candidate: 1 },
        { from: 400, to: null, candidate: 0 },
      ],
    },
  },
} as unknown as PlanAnswerDto;

interface Series {
  readonly name: string;
  readonly data: { name: string; value: number | number[] }[];
}
const seriesOf = (option: { series?: unknown }, name: string): Series[] =>
  (option.series as Series[]).filter((series) => series.name === name);
const valuesOf = (option: { series?: unknown }, name: string) =>
  seriesOf(option, name)[0]!.data.map(({ value }) => value);
const subtitleOf = ({ title }: { title?: unknown }): string =>
  (title as { subtext: string }).subtext.replace(/[\u00a0\u202f\n]/g, ' ');
const energyView = { ...DEFAULT_VIEW, cost: 'energy' as const };

describe('the chart of candidates', () => {
  const option = candidatesChart(answer, DEFAULT_VIEW);

  it('places each by latency and device energy, in the units of the axes', () => {
    expect(valuesOf(option, 'candidate')).toEqual([
      [8, 400],
      [5, 350],
      [9, 300],
    ]);
    expect(valuesOf(option, 'Pareto front')).toEqual([
      [5, 350],
      [9, 300],
    ]);
    expect(valuesOf(option, 'near-tie')).toEqual([[8, 400]]);
    expect(valuesOf(option, 'baseline')).toEqual([
      [9, 300],
      [8, 400],
    ]);
    expect(valuesOf(option, 'chosen plan')).toEqual([[5, 350]]);
    expect(option.xAxis).toMatchObject({ name: 'latency [ms]', type: 'value' });
    expect(option.yAxis).toMatchObject({ name: 'device energy [mJ]' });
  });

  it('names the cut of each', () => {
    const names = seriesOf(option, 'candidate')[0]!.data.map(({ name }) => name.split('\n')[0]);
    expect(names).toEqual(['all on the edge', 'cut after a', 'all on the device']);
    expect(seriesOf(option, 'candidate')[0]!.data[1]!.name).toContain('sends a (1\u00a0kB)');
  });

  it('draws of thousands those that can be told apart, and says so', () => {
    const many = Array.from({ length: 30_000 }, (_, k) => ({ ...split, latencyMs: 5 + (k % 10) }));
    const crowded = candidatesChart({ ...answer, candidates: many }, DEFAULT_VIEW);
    expect(valuesOf(crowded, 'candidate')).toHaveLength(10);
    expect(subtitleOf(crowded)).toContain('10 of 30 000 are drawn');
  });

  it('leaves out those whose energy is not known, and says so', () => {
    const unknown = { ...edgeOnly, deviceEnergyJ: null };
    const partial = candidatesChart({ ...answer, candidates: [unknown, split, deviceOnly] }, DEFAULT_VIEW);
    expect(valuesOf(partial, 'candidate')).toHaveLength(2);
    expect(subtitleOf(partial)).toContain('1 without a known energy');
  });
});

describe('the chart of stages', () => {
  it('stacks what each stage takes for each cut', () => {
    const option = stagesChart(answer, DEFAULT_VIEW);
    expect(option.xAxis).toMatchObject({ data: ['none', 'a', 'b'] });
    expect(valuesOf(option, 'device')).toEqual([0, 1.5, 9]);
    expect(valuesOf(option, 'up')).toEqual([6, 2, 0]);
    expect(valuesOf(option, 'edge')).toEqual([2, 1.5, 0]);
    expect(valuesOf(option, 'chosen plan')).toEqual([[1, 5]]);
    expect(subtitleOf(option)).toContain('Lowest: cut after a, 5 ms.');
  });

  it('adds up the energy of all tiers, and that of the device where another is not known', () => {
    const option = stagesChart(answer, energyView);
    expect(option.yAxis).toMatchObject({ name: 'energy of all tiers [mJ]' });
    expect(valuesOf(option, 'edge')).toEqual([100, 50, 0]);
    const ledger = edgeOnly.ledger.map((share) => ({ ...share, edgeEnergyJ: null }));
    const profile = { ...answer.profile!, candidates: [{ ...edgeOnly, ledger }, split, deviceOnly] };
    expect(stagesChart({ ...answer, profile }, energyView).yAxis).toMatchObject({
      name: 'device energy [mJ]',
    });
  });
});

describe('the ledger', () => {
  it('begins each item where the one before ended, and ends with the total', () => {
    const option = ledgerChart(answer, DEFAULT_VIEW);
    expect(option.yAxis).toMatchObject({
      data: ['device-layers', 'device-inference', 'uplink', 'edge-layers', 'total'],
    });
    const [before, shares] = option.series as { data: (number | { value: number; name: string })[] }[];
    expect(before!.data).toEqual([0, 1, 1.5, 3.5, 0]);
    expect(shares!.data.map((share) => (share as { value: number }).value)).toEqual([1, 0.5, 2, 1.5, 5]);
    expect(shares!.data[2]).toMatchObject({ name: '2\u00a0ms (40\u00a0%)' });
  });
});

describe('the chart of a network', () => {
  it('gives each layer the colour of its tier, and marks what crosses', () => {
    const option = networkChart(answer, DEFAULT_VIEW);
    const [macsOnDevice, bytesOnDevice] = seriesOf(option, 'device');
    expect(macsOnDevice!.data.map(({ value }) => value)).toEqual([2, 0]);
    expect(bytesOnDevice!.data.map(({ value }) => value)).toEqual([1, 0]);
    expect(valuesOf(option, 'edge')).toEqual([0, 1]);
    expect(
      (option.series as { name: string; data: number[][] }[]).find(({ name }) => name === 'cut')!.data,
    ).toEqual([[1, 0]]);
    expect(seriesOf(option, 'crosses the link')[0]!.data).toEqual([{ name: 'a, 1\u00a0kB', value: [0, 1] }]);
    expect(subtitleOf(option)).toContain('Chosen: cut after a; sends a (1 kB).');
  });

  it('draws layers together where there are more than pixels for them', () => {
    const layers = Array.from({ length: 1000 }, (_, k) => ({
      ...answer.profile!.layers[1]!,
      name: `layer ${k}`,
    }));
    const option = networkChart({ ...answer, profile: { layers, candidates: plans } }, DEFAULT_VIEW);
    // (800 - 90) / 2 = 355 bars of 3 layers at least.
    expect(subtitleOf(option)).toContain('A bar stands for 3 layers');
    expect(valuesOf(option, 'edge')).toHaveLength(334);
    expect(valuesOf(option, 'edge')[0]).toBe(3);
  });
});

describe('the decision map', () => {
  const sweep = {
    columns: ['uplinkRateMbps', 'edgeSlowdown', 'candidate', 'latencyMs', 'deviceEnergyJ', 'systemEnergyJ'],
    rows: [
      [10, 1, 1, 9, 0, 0],
      [10, 2, 1, 9, 0, 0],
      [90, 1, 0, 5, 0, 0],
      [90, 2, 1, 9, 0, 0],
      [1000, 1, 0, 4, 0, 0],
      [1000, 2, null, null, null, null],
    ],
    candidates: [split, deviceOnly],
  } as unknown as SweepAnswerDto;
  const option = decisionMapChart({ sweep, plan: answer }, DEFAULT_VIEW);

  it('draws neighbouring points of a plan as one area, half-way to the next ones', () => {
    // Half-way on a logarithmic axis of rates: √(10 · 90) = 30 and √(90 · 1000) = 300; on a linear one of loads: 1.5.
    const areas = (name: string) =>
      valuesOf(option, name).map((ends) => (ends as number[]).map((end) => Number(end.toFixed(6))));
    expect(areas('cut after a')).toEqual([[30, 1, 1000, 1.5]]);
    expect(areas('all on the device')).toEqual([
      [10, 1, 30, 1.5],
      [10, 1.5, 300, 2],
    ]);
    expect(areas('no plan')).toEqual([[300, 1.5, 1000, 2]]);
  });

  it('marks the request and where the best plan changes on its load', () => {
    expect(valuesOf(option, 'this request')).toEqual([[100, 1]]);
    expect(valuesOf(option, 'switch-over')).toEqual([
      [20, 1],
      [400, 1],
    ]);
    expect(subtitleOf(option)).toContain('the best plan changes at 20 Mbit/s, 400 Mbit/s.');
  });
});

describe('every chart', () => {
  it('has the colours of its theme, words for screen readers, and what is to be known of its data', () => {
    const dark = stagesChart(answer, { ...DEFAULT_VIEW, theme: 'dark', note: 'Computed anew.' });
    expect(dark.backgroundColor).toBe(THEMES.dark.background);
    expect(subtitleOf(dark)).toContain('Computed anew.');
    const aria = dark.aria as { enabled: boolean; label: { description: string } };
    expect(aria.enabled).toBe(true);
    expect(aria.label.description).toContain('Stacked bars of device, up, edge for 3 cuts.');
    expect(aria.label.description).toContain('Computed anew.');
  });
});
