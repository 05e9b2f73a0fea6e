import { Readable } from 'node:stream';
import { inferOnnx, readOnnx, type InferredGraph } from '../../src/onnx/index.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';

interface ModelEntry {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly bound_inputs: Record<string, number[]>;
  readonly macs_matmul_conv_rnn_only: number;
  readonly truth: string;
}

interface Truth {
  readonly model: { readonly init_float_elems?: number };
  readonly nodes: readonly {
    readonly i: number;
    readonly op: string;
    readonly out: Record<string, number[]>;
    readonly dtype: Record<string, string>;
    readonly macs: number;
  }[];
}

/** What a runtime measured, value by value, in the form of the truth file. */
function valuesOf(graph: InferredGraph, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => {
      const type = graph.values.get(name)?.type;
      return [name, type && { shape: type.shape, dtype: type.dataType }];
    }),
  );
}

describeWithData('real ONNX models', 'onnx/index.json', () => {
  const { files }: { files: ModelEntry[] } = readSharedJson('onnx/index.json');

  it.each(files.map((entry) => [entry.file, entry] as const))(
    '%s: every shape, type and MAC count is that of the runtime',
    async (_, entry) => {
      const truth: Truth = readSharedJson(`onnx/${entry.truth}`);
      const file = await readOnnx(readSharedBytes(`onnx/${entry.file}`));
      const graph = inferOnnx(file, { inputShapes: entry.bound_inputs });

      expect([file.sha256, file.fileBytes]).toEqual([entry.sha256, entry.bytes]);
      const expected = truth.nodes.flatMap((node) =>
        Object.entries(node.out).map(([name, shape]) => [name, { shape, dtype: node.dtype[name] }] as const),
      );
      expect(
        valuesOf(
          graph,
          expected.map(([name]) => name),
        ),
      ).toEqual(Object.fromEntries(expected));

      const macs = new Map(
        graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node.macs] as const)),
      );
      const counted = truth.nodes.map((node) => [node.op, macs.get(Object.keys(node.out)[0]!)]);
      expect(counted).toEqual(truth.nodes.map((node) => [node.op, node.macs]));
      expect(graph.macs).toBe(entry.macs_matmul_conv_rnn_only);
      expect(graph.nodes.length).toBe(truth.nodes.length);
    },
  );

  it.each(
    files
      .map(({ file }) => file)
      .filter((file) =>
        /(alexnet|densenet|efficientnet|googlenet|mobilenet|resnet|shufflenet|vgg)[^/]*op\d+/.test(file),
      ),
  )('%s: the weights of its nodes are the stored floats, each once', async (name) => {
    const entry = files.find(({ file }) => file === name)!;
    const truth: Truth = readSharedJson(`onnx/${entry.truth}`);
    const file = await readOnnx(readSharedBytes(`onnx/${name}`));
    const graph = inferOnnx(file, { inputShapes: entry.bound_inputs });
    const weights = graph.nodes.flatMap((node) => node.weights).filter(({ isInitializer }) => isInitializer);
    const distinct = new Map(weights.map(({ value, elements }) => [value, elements]));
    expect([...distinct.values()].reduce((sum, elements) => sum + elements, 0)).toBe(
      truth.model.init_float_elems,
    );
  });

  it('counts the 61 100 840 published parameters of AlexNet', async () => {
    const file = await readOnnx(readSharedBytes('onnx/models/alexnet.op17.onnx'));
    const graph = inferOnnx(file);
    expect(graph.nodes.reduce((sum, node) => sum + node.weightElements, 0)).toBe(61_100_840);
  });

  it('gives the same graph from chunks of seven bytes as from the whole file', async () => {
    const bytes = readSharedBytes('onnx/models/resnet18.int8.qdq.onnx');
    function* chunks(): Generator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    }
    expect(await readOnnx(Readable.from(chunks()))).toEqual(await readOnnx(bytes));
  });
});
