import { joules, seconds, type CoefficientSet, type CostModel, type Measurement } from '../../core/index.js';
import { residualsOf } from './residuals.js';

const model: CostModel = {
  slopes: {
    convolution: { family: 'mac-linear', coefficients: [2] },
    depthwise: null,
    connected: null,
  },
  perActivationByte: 0,
  perWeightByte: 0,
  perLayer: 10,
  perInference: 30,
};
const set = {
  energy: { model, statistics: null },
  latency: { model, statistics: null },
} as unknown as CoefficientSet;

const work = {
  layerClass: 'convolution',
  macs: 100,
  kernels: 8,
  activationBytes: 0,
  gatheredBytes: 0,
  weightBytes: 0,
} as const;

const measurement = (works: Measurement['works'], energy: number | null): Measurement => ({
  network: 'n',
  boundary: 'module',
  works,
  energy: energy === null ? null : joules(energy),
  latency: seconds(540),
});

describe('residualsOf', () => {
  it('says what a single layer was measured to take for each MAC, without all that is beside the slope', () => {
    // 340 J less 10 of the layer and 30 of the inference over 100 MACs; likewise 500 s, which are 500 000 ms.
    const [row] = residualsOf(set, [measurement([work], 340)], ['/measurements/0']);
    expect(row).toMatchObject({
      modelledEnergyJ: 240,
      layerClass: 'convolution',
      kernels: 8,
      slopePerMacJ: 3,
      slopePerMacMs: 5000,
    });
  });

  it('says no slope of what was not measured, of several layers, or of one without MACs', () => {
    const without = { ...work, macs: 0, kernels: 1 };
    const rows = residualsOf(
      set,
      [measurement([work], null), measurement([work, work], 480), measurement([without], 40)],
      ['a', 'b', 'c'],
    );
    expect(rows.map(({ slopePerMacJ, kernels }) => [slopePerMacJ, kernels])).toEqual([
      [null, 8],
      [null, null],
      [null, null],
    ]);
  });
});
