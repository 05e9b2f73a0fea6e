import { crossingTensors } from '../../src/core/index.js';
import { startRuntime, type Runtime } from '../support/onnx-runtime.js';
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
});
