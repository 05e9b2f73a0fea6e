import { crossingTensors } from '../../src/core/index.js';
import { inferOnnx, readOnnx, type InferredGraph } from '../../src/onnx/index.js';
import { startRuntime } from '../support/onnx-runtime.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';
import { allCuts, bitsOf, contentOf, layersIn, readModel, runParts, split } from '../support/split-model.js';
import { randomInput } from '../support/weighted-models.js';

interface ModelEntry {
  readonly file: string;
  readonly bound_inputs: Record<string, number[]>;
}

/** Graphs that differ in kind, and how many of their cuts are tried at most. */
const MODELS = [
  'alexnet.op17',
  'bertmini_shaped_encoder.op14.dyn',
  'bilstm2_80_256.op17',
  'light_squeezenet',
  'light_resnet50',
  'lraspp_mobilenet_v3_large.op11.dynhw',
  'mobilenet_v2.op17',
  'resnet18.int8.qdq',
  'resnet18.op17.dynbatch',
  'toy_unet_convtranspose.op17',
];
const MOST_CUTS = 12;

describeWithData('divisions of real ONNX models', 'onnx/index.json', () => {
  const { files }: { files: ModelEntry[] } = readSharedJson('onnx/index.json');

  it.each(MODELS)('%s has parts whose tensors are those of the whole, at any cut', async (name) => {
    const entry = files.find(({ file }) => file === `models/${name}.onnx`)!;
    const bytes = readSharedBytes(`onnx/${entry.file}`);
    const model = await readModel(bytes, { inputShapes: entry.bound_inputs });
    const cuts = allCuts(model.network);
    for (const cut of spread(cuts.count)) {
      const divided = await split(bytes, model, [layersIn(cuts, cut)]);
      const planned = crossingTensors(cuts, cut).map((tensor) => model.network.tensors[tensor]!.name);
      expect(divided.boundaries[0]!.map((tensor) => tensor.name).sort()).toEqual(planned.sort());
      const outputs = divided.parts.flatMap((part) => part?.outputs ?? []);
      expect(outputs.sort()).toEqual(model.graph.outputs.map((output) => output.name).sort());
      for (const part of divided.parts) {
        if (part === null) continue;
        const graph = await inferred(await contentOf(part), model.graph);
        for (const [value, { type }] of graph.values) {
          const whole = model.graph.values.get(value);
          if (whole) expect([value, type]).toEqual([value, whole.type]);
        }
      }
    }
  });

  /** These have weights, though all alike. */
  it.each(['light_squeezenet', 'light_inception_v1'])(
    '%s gives bit for bit the same in parts',
    async (name) => {
      const runtime = startRuntime();
      try {
        const bytes = readSharedBytes(`onnx/models/${name}.onnx`);
        const model = await readModel(bytes, {});
        const feeds = Object.fromEntries(
          model.graph.inputs.map((input, seed) => [input.name, randomInput(seed + 1, input.shape)]),
        );
        const whole = bitsOf(await runtime.run(bytes, feeds));
        const cuts = allCuts(model.network);
        for (const cut of spread(cuts.count)) {
          const divided = await split(bytes, model, [layersIn(cuts, cut)]);
          expect(bitsOf((await runParts(runtime, divided, feeds)).outputs)).toEqual(whole);
        }
      } finally {
        runtime.stop();
      }
    },
  );
});

/** Cuts of a list, evenly from the first to the last. */
const spread = (count: number): number[] => {
  const step = Math.max(1, (count - 1) / (MOST_CUTS - 1));
  return Array.from({ length: Math.min(count, MOST_CUTS) }, (_, place) => Math.round(place * step));
};

/** A part in the sizes of the whole. */
async function inferred(bytes: Uint8Array, whole: InferredGraph): Promise<InferredGraph> {
  const file = await readOnnx(bytes);
  const shapes = file.graph.inputs
    .filter(({ name }) => !file.graph.initializers.has(name))
    .map(({ name }) => [name, whole.values.get(name)!.type.shape] as const);
  return inferOnnx(file, { inputShapes: Object.fromEntries(shapes) });
}
