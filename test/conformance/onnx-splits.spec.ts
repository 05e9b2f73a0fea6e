import { crossingTensors } from '../../src/core/index.js';
import { inferOnnx, readOnnx, type InferredGraph } from '../../src/onnx/index.js';
import { allCuts, contentOf, layersIn, readModel, split } from '../support/split-model.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';

interface ModelEntry {
  readonly file: string;
  readonly bound_inputs: Record<string, number[]>;
}

/** Graphs that differ in kind, and how many of their cuts are tried at most: evenly from the first to the last. */
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
    const step = Math.max(1, (cuts.count - 1) / (MOST_CUTS - 1));
    for (let at = 0; Math.round(at) < cuts.count; at += step) {
      const cut = Math.round(at);
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
});

/** A part in the sizes of the whole. */
async function inferred(bytes: Uint8Array, whole: InferredGraph): Promise<InferredGraph> {
  const file = await readOnnx(bytes);
  const shapes = file.graph.inputs
    .filter(({ name }) => !file.graph.initializers.has(name))
    .map(({ name }) => [name, whole.values.get(name)!.type.shape] as const);
  return inferOnnx(file, { inputShapes: Object.fromEntries(shapes) });
}
