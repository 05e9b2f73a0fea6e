import type { CoefficientSetDto, MeasurementResidualDto } from '../../boards/index.js';
import type { EstimateAnswerDto } from '../../estimates/index.js';
import type { BoardFit } from './board-fit.js';
import { fitChart } from './fit.js';
import { fitErrorsChart } from './fit-errors.js';
import { kernelSlopesChart } from './kernel-slopes.js';
import { layersChart } from './layers.js';
import { DEFAULT_VIEW } from './view.js';

const view = { ...DEFAULT_VIEW, cost: 'energy' as const };

const measured = (network: string, energyJ: number, modelledEnergyJ: number): MeasurementResidualDto => ({
  pointer: '/measurements/0',
  network,
  energyJ,
  modelledEnergyJ,
  energyResidual: (energyJ - modelledEnergyJ) / modelledEnergyJ,
  latencyMs: null,
  modelledLatencyMs: null,
  latencyResidual: null,
  layerClass: null,
  kernels: null,
  slopePerMacJ: null,
  slopePerMacMs: null,
  isOutlier: network === 'odd',
});

const fit: BoardFit = {
  set: {
    board: 'pi',
    version: 3,
    powerMode: 'default',
    runtime: 'own',
    precision: 'fp32',
    energyError: { method: '10-fold', networks: 20, meanError: 0.05, medianError: 0.04 },
    latencyError: null,
    energy: {
      slopes: [{ layerClass: 'convolution', family: 'kernel-hyperbolic', coefficients: [4e-11, 8e-11] }],
      terms: [],
      statistics: { coverage: [{ layerClass: 'convolution', minKernels: 1, maxKernels: 4 }] },
    },
    latency: null,
  } as unknown as CoefficientSetDto,
  residuals: [
    measured('low', 0.75, 1),
    measured('high', 1.0625, 1),
    measured('odd', 3, 2),
    { ...measured('single', 1.015625, 1), layerClass: 'convolution', kernels: 2, slopePerMacJ: 9e-11 },
  ],
};

interface Series {
  readonly name: string;
  readonly data: unknown[];
}
const dataOf = (option: { series?: unknown }, name: string): unknown[] =>
  (option.series as Series[]).find((series) => series.name === name)!.data;
const valuesOf = (option: { series?: unknown }, name: string): unknown[] =>
  dataOf(option, name).map((point) => (point as { value: unknown }).value);
const subtitleOf = ({ title }: { title?: unknown }): string =>
  (title as { subtext: string }).subtext.replace(/[\u00a0\u202f\n]/g, ' ');

describe('the chart of a fit', () => {
  it('places each measurement by what is modelled and what was measured, outliers apart', () => {
    const option = fitChart(fit, view);
    expect(valuesOf(option, 'measurement')).toEqual([
      [1, 0.75],
      [1, 1.0625],
      [1, 1.015625],
    ]);
    expect(valuesOf(option, 'outlier')).toEqual([[2, 3]]);
    expect(subtitleOf(option)).toContain('mean error 5 %, median 4 %');
    expect(subtitleOf(option)).toContain('4 measurements, 1 of them outliers');
  });

  it('says where measurements are not kept', () => {
    const option = fitChart({ ...fit, residuals: null }, view);
    expect(valuesOf(option, 'measurement')).toEqual([]);
    expect(subtitleOf(option)).toContain('not kept');
  });
});

describe('the histogram of errors', () => {
  it('counts each measurement in one bin', () => {
    // -25 %, +6.25 %, +50 % and +1.5625 %: bins of 5 %, eleven on either side of zero.
    const option = fitErrorsChart(fit, view);
    const counts = valuesOf(option, 'measurements') as number[];
    expect(counts).toHaveLength(22);
    expect(counts.flatMap((held, bin) => (held === 0 ? [] : [[bin, held]]))).toEqual([
      [6, 1],
      [11, 1],
      [12, 1],
      [21, 1],
    ]);
    expect(subtitleOf(option)).toContain('50 % lie within 10 %');
  });
});

describe('the chart of slopes', () => {
  it('draws the curve of the model over the kernels that were fitted on, and the layers that were measured', () => {
    const option = kernelSlopesChart(fit, view);
    const curve = dataOf(option, 'convolution') as [number, number][];
    // 4e-11 + 8e-11 / K at K = 1, 2 and 4, in pJ.
    const rounded = [curve[0]!, curve[32]!, curve[64]!].map((ends) =>
      ends.map((end) => Number(end.toFixed(6))),
    );
    expect(rounded).toEqual([
      [1, 120],
      [2, 80],
      [4, 60],
    ]);
    expect(valuesOf(option, 'convolution, measured')).toEqual([[2, 90]]);
  });

  it('says where a cost is not known', () => {
    expect(subtitleOf(kernelSlopesChart(fit, DEFAULT_VIEW))).toContain('latency is not known');
  });
});

describe('the chart of layers', () => {
  const layer = (name: string, energyJ: number, isFused = false) => ({
    name,
    kind: 'convolution',
    layerClass: isFused ? null : 'convolution',
    kernels: 64,
    energyJ,
    energyP5J: isFused ? null : energyJ * 0.9,
    energyP95J: isFused ? null : energyJ * 1.1,
    energyShare: energyJ / 10,
  });
  const answerOf = (layers: object[]): EstimateAnswerDto =>
    ({
      networks: [{ name: 'small' }],
      boards: [{ board: 'pi', powerMode: 'default', runtime: 'own', precision: 'fp32' }],
      estimates: [{ energyJ: 10, layers }],
    }) as unknown as EstimateAnswerDto;

  it('draws what each layer costs with its interval, and none that costs nothing', () => {
    const option = layersChart(answerOf([layer('a', 6), layer('relu', 0, true), layer('b', 4)]), view);
    expect(option.xAxis).toMatchObject({ data: ['a', 'b'] });
    expect(valuesOf(option, 'convolution')).toEqual([6, 4]);
    const whiskers = dataOf(option, '5 to 95 %') as number[][];
    expect(whiskers.map((ends) => ends.map((end) => Number(end.toFixed(9))))).toEqual([
      [0, 5.4, 6.6],
      [1, 3.6, 4.4],
    ]);
    expect(subtitleOf(option)).toContain('Most: a, 60 %.');
  });

  it('draws those that cost most where there is no room for all, in the order of the network', () => {
    const many = Array.from({ length: 100 }, (_, k) => layer(`layer ${k}`, k % 2 === 0 ? 0.15 : 0.05));
    const option = layersChart(answerOf(many), { ...view, width: 690 });
    // (690 - 90) / 12 = 50: the even ones, 0.75 of the whole.
    const { data } = option.xAxis as { data: string[] };
    expect(data).toEqual(Array.from({ length: 50 }, (_, k) => `layer ${2 * k}`));
    expect(subtitleOf(option)).toContain('The 50 layers of 100 that cost most are drawn, 75 % of it.');
  });
});
