import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type ModelProto, type TensorProto } from '../../src/onnx/proto/onnx_pb.js';
import { inferOnnx, lowerOnnx, OnnxError, readOnnx } from '../../src/onnx/index.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';

/** Numerical Recipes' linear congruential generator: the same mutations on every machine. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One to eight bytes overwritten, or a stretch removed or repeated. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const at = random(bytes.length);
  const length = 1 + random(16);
  switch (random(4)) {
    case 0:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 1:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    default: {
      const copy = Uint8Array.from(bytes);
      for (let i = 0; i <= random(8); i++) copy[random(copy.length)] = random(256);
      return copy;
    }
  }
}

const EXTREMES = [-1n, 0n, 1n, 2n, 3n, 7n, 63n, 65n, 10_000n, 2n ** 31n, 2n ** 40n, 2n ** 62n, -(2n ** 63n)];

/** Well-formed files with impossible numbers: in dimensions, shapes, attributes and versions. */
function distort(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const model = fromBinary(ModelProtoSchema, bytes);
  const sites = distortions(model);
  for (let i = 0; i <= random(3) && sites.length > 0; i++) {
    sites[random(sites.length)]!(EXTREMES[random(EXTREMES.length)]!, random);
  }
  return toBinary(ModelProtoSchema, model);
}

type Distortion = (value: bigint, random: (below: number) => number) => void;

function distortions(model: ModelProto): Distortion[] {
  const graph = model.graph!;
  const inList = (list: bigint[]): Distortion[] => [
    ...list.map(
      (_, i): Distortion =>
        (value) =>
          (list[i] = value),
    ),
    (value) => list.push(value),
    () => list.pop(),
  ];
  const inTensor = (tensor: TensorProto): Distortion[] => [
    ...inList(tensor.dims),
    ...inList(tensor.int64Data),
    (_, random) => (tensor.dataType = random(30)),
    (value, random) => {
      if (tensor.rawData.length < 8) return;
      const view = new DataView(tensor.rawData.buffer, tensor.rawData.byteOffset);
      view.setBigInt64(8 * random(Math.floor(tensor.rawData.length / 8)), value, true);
    },
  ];
  const names = graph.node.flatMap((node) => [...node.input, ...node.output]);
  return [
    ...graph.initializer.flatMap(inTensor),
    ...graph.input.flatMap(({ type }): Distortion[] => {
      const dims = type?.value.case === 'tensorType' ? (type.value.value.shape?.dim ?? []) : [];
      return dims.map((dim) => (value) => (dim.value = { case: 'dimValue', value }));
    }),
    ...graph.node.flatMap((node): Distortion[] => [
      ...node.attribute.flatMap((attribute): Distortion[] => [
        (value) => (attribute.i = value),
        ...inList(attribute.ints),
        ...(attribute.t ? inTensor(attribute.t) : []),
      ]),
      () => node.attribute.pop(),
      () => node.input.pop(),
      (_, random) => (node.input[random(node.input.length + 1)] = names[random(names.length)] ?? ''),
      (_, random) => node.output.push(`extra${random(3)}`),
    ]),
    ...model.opsetImport.map(
      (opset): Distortion =>
        (_, random) =>
          (opset.version = BigInt(random(28))),
    ),
  ];
}

type Outcome = 'read' | 'refused' | 'inferred';

/** How far a file came; one that was inferred was lowered as well. Anything but an `OnnxError` is thrown on. */
async function outcomeOf(bytes: Uint8Array): Promise<Outcome> {
  let outcome: Outcome = 'refused';
  try {
    const file = await readOnnx(bytes);
    outcome = 'read';
    const graph = inferOnnx(file, { dimensions: { batch: 1, seq: 16, h: 64, w: 64 } });
    outcome = 'inferred';
    const { layers } = lowerOnnx(graph, 'mutated');
    expect(layers.reduce((sum, { workload }) => sum + workload.macs, 0)).toBe(graph.macs);
    return outcome;
  } catch (error) {
    if (error instanceof OnnxError) return outcome;
    throw error;
  }
}

describeWithData('mutated ONNX files', 'onnx/index.json', () => {
  const { files }: { files: { file: string }[] } = readSharedJson('onnx/index.json');
  const models = files.map(({ file }) => file);
  const nodeTests: { tests: { model: string }[] } = readSharedJson('onnx/node-tests.json');
  const tests = nodeTests.tests.map(({ model }) => model);

  it('are read or refused with a typed error, each within two seconds', async () => {
    const random = seeded(20260101);
    const counts: Record<Outcome, number> = { refused: 0, read: 0, inferred: 0 };
    let slowest = 0;
    const count = Number(process.env.ONNX_MUTATIONS ?? 600);
    for (let i = 0; i < count; i++) {
      const pool = i % 3 === 0 ? models : tests;
      const original = readSharedBytes(`onnx/${pool[random(pool.length)]!}`);
      const start = performance.now();
      counts[await outcomeOf(i % 2 === 0 ? mutate(original, random) : distort(original, random))]++;
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(slowest).toBeLessThan(2000);
    // All three outcomes occur: the mutations reach behind the decoder.
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(count / 10);
  }, 60_000);

  it('cut off at any byte are refused as malformed or lack parts that inference names', async () => {
    const bytes = readSharedBytes('onnx/models/alexnet.op17.onnx');
    for (let length = 0; length < bytes.length; length++) {
      expect(await outcomeOf(bytes.subarray(0, length))).not.toBe('inferred');
    }
  }, 60_000);
});
