import {
  connectedWork,
  convolutionWork,
  networkCost,
  syntheticMeasurements,
} from '../../../test/fixtures/synthetic-measurements.js';
import type { CostModel } from '../cost/cost-model.js';
import { CoreError } from '../errors.js';
import { joules, seconds } from '../units.js';
import { calibrate } from './calibrate.js';
import type { CalibrationOptions } from './fit-cost.js';
import type { Measurement } from './measurement.js';

const MODEL: CostModel = {
  slopes: {
    convolution: { family: 'kernel-hyperbolic', coefficients: [4e-11, 2e-9] },
    depthwise: null,
    connected: { family: 'mac-linear', coefficients: [1e-9] },
  },
  perActivationByte: 1e-9,
  perWeightByte: 0,
  perLayer: 2e-4,
  perInference: 0,
};

const fit = (measurements: readonly Measurement[], options?: CalibrationOptions) =>
  calibrate(
    {
      identity: {
        boardId: 'board',
        powerMode: 'MAXN',
        runtime: 'TensorRT',
        precision: 'fp32',
        batch: 1,
        fusesActivations: true,
      },
      origin: { provenance: 'user', source: 'a test', date: '2026-11-23' },
      measurements,
    },
    options,
  );

/** Without the errors of the whole procedure, which take ten times as long. */
const quick = (measurements: readonly Measurement[]) => fit(measurements, { procedure: 'chosen-structure' });

const synthetic = (noise: number, count = 14) => syntheticMeasurements(MODEL, { count, noise, seed: 7 });

const errorOf = (measurements: readonly Measurement[]): CoreError => {
  try {
    fit(measurements);
  } catch (error) {
    if (error instanceof CoreError) return error;
    throw error;
  }
  throw new Error('expected a CoreError');
};

describe('calibrate', () => {
  it('recovers a known model from exact measurements', () => {
    const { energy, latency, boundary, quality } = fit(synthetic(0, 20));
    const { slopes, perActivationByte, perLayer } = energy!.model;
    expect(slopes.convolution!.family).toBe('kernel-hyperbolic');
    expect(slopes.convolution!.coefficients[0]! / 4e-11).toBeCloseTo(1, 6);
    expect(slopes.convolution!.coefficients[1]! / 2e-9).toBeCloseTo(1, 6);
    expect(slopes.connected!.coefficients[0]! / 1e-9).toBeCloseTo(1, 6);
    expect(perActivationByte / 1e-9).toBeCloseTo(1, 6);
    expect(perLayer / 2e-4).toBeCloseTo(1, 6);
    expect(energy!.statistics!.validation.procedure).toBe('nested');
    expect(energy!.statistics!.validation.meanError).toBeLessThan(1e-3);
    expect(latency).toBeNull();
    expect(boundary).toBe('module');
    expect(quality).toBe('normal');
  });

  it('recovers the exponent of kernel-power between the points of its grid', () => {
    const model: CostModel = {
      ...MODEL,
      slopes: { ...MODEL.slopes, convolution: { family: 'kernel-power', coefficients: [5e-10, 0.3712] } },
    };
    const { slopes } = quick(syntheticMeasurements(model, { count: 40, noise: 0, seed: 3 })).energy!.model;
    expect(slopes.convolution!.family).toBe('kernel-power');
    expect(slopes.convolution!.coefficients[1]).toBeCloseTo(0.3712, 3);
    expect(slopes.convolution!.coefficients[0]! / 5e-10).toBeCloseTo(1, 2);
  });

  it('fits layers and networks in one system', () => {
    const networks = synthetic(0, 10);
    const layers = [convolutionWork(14, 64, 32), convolutionWork(28, 16, 256), connectedWork(512, 512)].map(
      (work, index): Measurement => ({
        network: `layer-${index}`,
        boundary: 'module',
        works: [work],
        energy: joules(networkCost(MODEL, [work])),
        latency: null,
      }),
    );
    const { model } = quick([...networks, ...layers]).energy!;
    expect(model.slopes.convolution!.coefficients[1]! / 2e-9).toBeCloseTo(1, 5);
  });

  it('does not depend on the order of the rows', () => {
    const rows = synthetic(0.05);
    const forth = quick(rows).energy!;
    const back = quick([...rows].reverse()).energy!;
    expect(back.statistics!.compared[0]!.families).toEqual(forth.statistics!.compared[0]!.families);
    const ratio =
      back.model.slopes.convolution!.coefficients[0]! / forth.model.slopes.convolution!.coefficients[0]!;
    expect(ratio).toBeCloseTo(1, 8);
    expect(back.statistics!.validation.meanError).toBeCloseTo(forth.statistics!.validation.meanError!, 8);
  });

  it.each([1e-9, 1e9])('multiplies every coefficient when every cost is multiplied by %p', (factor) => {
    const rows = synthetic(0.05);
    const plain = quick(rows).energy!;
    const scaled = quick(rows.map((row) => ({ ...row, energy: joules(row.energy! * factor) }))).energy!;
    const [ofScaled, ofPlain] = [scaled.model.slopes.convolution!, plain.model.slopes.convolution!];
    expect(ofScaled.family).toBe(ofPlain.family);
    expect(ofScaled.coefficients[0]! / ofPlain.coefficients[0]! / factor).toBeCloseTo(1, 8);
    expect(scaled.model.perActivationByte / plain.model.perActivationByte / factor).toBeCloseTo(1, 8);
    expect(scaled.statistics!.residualSpread).toBeCloseTo(plain.statistics!.residualSpread, 8);
  });

  it('fits energy and latency apart, each on the rows that have it', () => {
    const rows = synthetic(0.02).map((row, index) => ({
      ...row,
      energy: index < 5 ? null : row.energy,
      latency: seconds(row.energy! / 10),
    }));
    const { energy, latency } = quick(rows);
    expect(energy!.statistics!.rowCount).toBe(9);
    expect(latency!.statistics!.rowCount).toBe(14);
  });

  it('names the rows that look like outliers', () => {
    const rows = synthetic(0.02, 40).map((row, index) =>
      index === 11 ? { ...row, energy: joules(row.energy! * 3) } : row,
    );
    const { outliers } = quick(rows).energy!.statistics!;
    expect(outliers.map(({ measurementIndex }) => measurementIndex)).toEqual([11]);
    expect(outliers[0]!.relativeResidual).toBeGreaterThan(1.5);
  });

  it('gives no number for a network whose class of layers no other network has', () => {
    const depthwise = { ...convolutionWork(56, 1, 256), layerClass: 'depthwise' as const };
    const works = [depthwise, depthwise, depthwise];
    // Ten times what a convolution of as many MACs and kernels costs: sharing the slope would be far off.
    const energy =
      10 * works.reduce((sum, work) => sum + networkCost(MODEL, [{ ...work, layerClass: 'convolution' }]), 0);
    const only = {
      network: 'only',
      boundary: 'module' as const,
      works,
      energy: joules(energy),
      latency: null,
    };
    const set = quick([...synthetic(0.02), only]);
    const { validation, coverage } = set.energy!.statistics!;
    expect(validation.unpredictedNetworks).toEqual(['only']);
    expect(validation.meanError).toBeLessThan(0.1);
    expect(coverage.depthwise!.kernels).toEqual({ min: 256, max: 256 });
    expect(networkCost(set.energy!.model, works) / energy).toBeCloseTo(1, 1);
    expect(set.quality).toBe('low');
  });

  it('keeps the range of kernels and MACs of every class', () => {
    const { coverage } = quick(synthetic(0.02)).energy!.statistics!;
    expect(coverage.convolution!.kernels).toEqual({ min: 8, max: 512 });
    expect(coverage.connected!.macs.max).toBe(4096 * 4096);
    expect(coverage.depthwise).toBeNull();
  });
});

describe('calibrate refuses', () => {
  const [first, ...others] = synthetic(0.02);

  it('no measurements', () => {
    expect(errorOf([])).toMatchObject({
      code: 'no-measurements',
      message: expect.stringContaining('measure networks'),
    });
  });

  it.each([NaN, -1, 0, Infinity])('an energy of %p', (energy) => {
    expect(errorOf([...others, { ...first!, energy: joules(energy) }])).toMatchObject({
      code: 'invalid-measurement',
      location: { measurementIndex: 13, parameter: 'energy' },
      message: `measurement 13 ('network-0'): energy: got ${energy}, expected a positive number of J, or none; measure it again`,
    });
  });

  it('a measurement of neither cost, and one of no layer', () => {
    expect(errorOf([{ ...first!, energy: null }]).code).toBe('invalid-measurement');
    expect(errorOf([{ ...first!, works: [] }]).code).toBe('invalid-measurement');
    expect(errorOf([{ ...first!, works: [{ ...first!.works[0]!, macs: NaN }] }]).code).toBe(
      'invalid-measurement',
    );
  });

  it('measurements of two boundaries', () => {
    expect(errorOf([{ ...first!, boundary: 'wall' }, ...others])).toMatchObject({
      code: 'mixed-boundaries',
      message: expect.stringContaining("got 'module' and 'wall', expected one"),
    });
  });

  it('two networks, however often they were measured', () => {
    expect(errorOf([first!, first!, others[0]!])).toMatchObject({
      code: 'too-few-networks',
      message: expect.stringContaining('measure 1 more'),
    });
  });

  it('networks of the same work', () => {
    const rows = [1, 1.1, 0.9].map((factor, index) => ({
      ...first!,
      network: `copy-${index}`,
      energy: joules(factor),
    }));
    expect(errorOf(rows)).toMatchObject({
      code: 'rank-deficient-measurements',
      message: expect.stringContaining('measure networks of other sizes'),
    });
  });

  it('costs that have nothing to do with the networks', () => {
    const rows = synthetic(0).map((row, index) => ({ ...row, energy: joules(10 ** ((index * 7) % 11)) }));
    expect(errorOf(rows)).toMatchObject({
      code: 'inconsistent-measurements',
      message: expect.stringContaining('one boundary'),
    });
  });
});
