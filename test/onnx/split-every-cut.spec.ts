import { crossingTensors } from '../../src/core/index.js';
import type { BoundaryTensor, Range } from '../../src/onnx/index.js';
import { startRuntime, type Runtime, type RuntimeTensor } from '../support/onnx-runtime.js';
import { allCuts, bitsOf, layersIn, readModel, runParts, split } from '../support/split-model.js';
import { WEIGHTED_MODELS } from '../support/weighted-models.js';

let runtime: Runtime;

beforeAll(() => {
  runtime = startRuntime();
});

afterAll(() => {
  runtime.stop();
});

describe.each(Object.entries(WEIGHTED_MODELS))('the %s model', (_, make) => {
  const { bytes, options, feeds } = make();

  it('gives bit for bit the same when it is divided at any cut', async () => {
    const model = await readModel(bytes, options);
    const whole = await runtime.run(bytes, feeds);
    const cuts = allCuts(model.network);
    for (let cut = 0; cut < cuts.count; cut++) {
      const divided = await split(bytes, model, [layersIn(cuts, cut)]);
      // What crosses is what plans count, name by name.
      const planned = crossingTensors(cuts, cut).map((tensor) => model.network.tensors[tensor]!.name);
      expect(divided.boundaries[0]!.map(({ name }) => name).sort()).toEqual(planned.sort());
      const { outputs } = await runParts(runtime, divided, feeds);
      expect(bitsOf(outputs)).toEqual(bitsOf(whole));
      expect(divided.fixedSizes).toEqual({});
    }
  });

  it('sends float16 and int8 within half a step of what crosses, at any cut', async () => {
    const model = await readModel(bytes, options);
    const whole = await runtime.run(bytes, feeds);
    const cuts = allCuts(model.network);
    for (let cut = 0; cut < cuts.count; cut++) {
      const layers = layersIn(cuts, cut);
      const { crossed } = await runParts(runtime, await split(bytes, model, [layers]), feeds);
      const ranges = new Map(Object.entries(crossed).map(([name, { data }]) => [name, rangeOf(data)]));
      for (const precision of ['float16', 'int8'] as const) {
        const divided = await split(bytes, model, [layers], { precision, ranges });
        const sent = await runParts(runtime, divided, feeds);
        for (const tensor of divided.boundaries[0]!.filter(({ isNetworkInput }) => !isNetworkInput)) {
          expect(tensor.dataType).toBe(precision);
          const arrived = sent.crossed[tensor.sentAs]!;
          expect(arrived.data.byteLength).toBe(tensor.bytes);
          const exact = crossed[tensor.name]!.data as Float32Array;
          const excess = (code: number | bigint, place: number): number =>
            Math.abs(decoded(Number(code), tensor) - exact[place]!) / halfStep(exact[place]!, tensor);
          expect(Math.max(...Array.from(arrived.data, excess))).toBeLessThanOrEqual(1);
        }
        for (const [name, { data }] of Object.entries(sent.outputs)) {
          const error = relativeError(data as Float32Array, whole[name]!.data as Float32Array);
          expect(error).toBeLessThan(precision === 'float16' ? 0.002 : 0.05);
        }
      }
    }
  });
});

const rangeOf = (data: RuntimeTensor['data']): Range => [
  Math.min(...Array.from(data as Float32Array)),
  Math.max(...Array.from(data as Float32Array)),
];

/** IEEE 754 binary16. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const decoded = (code: number, { quantisation }: BoundaryTensor): number =>
  quantisation ? (code - quantisation.zeroPoint) * quantisation.scale : half(code);

/** What docs/model.md allows; rounding of the quotient to float32 may move a value over the middle of a step. */
const halfStep = (value: number, { quantisation }: BoundaryTensor): number =>
  quantisation ? quantisation.scale * 0.5001 : Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);

/** Greatest difference, of the greatest value. */
function relativeError(found: Float32Array, expected: Float32Array): number {
  const greatest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0) / greatest;
}
